"""The deeds of this room, a file a deed or a few of one kind."""
