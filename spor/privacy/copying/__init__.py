"""A copy of what is held about a person: which rows (`choosing`), what is masked in them (`masking`), and the ZIP (`packing`)."""
