"""What may be done with a pupil's work: one file a deed."""
