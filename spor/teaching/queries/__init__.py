"""What is read from this room, a file a noun."""
