"""The deeds of this room, a file each."""
