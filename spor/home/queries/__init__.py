"""What the front pages read, a file an audience."""
