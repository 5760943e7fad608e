"""What a pupil, an adult and a class's staff read here."""
