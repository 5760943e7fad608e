"""Forms of this room: text and files into clean values."""
