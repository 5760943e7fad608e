"""The pages that are by audience: the front page, the class, and the doors in and out."""
