"""What a pupil says, whom the pupil lets see it, and the talks asked for. No event names the pupil: what is said here leaves no history."""
