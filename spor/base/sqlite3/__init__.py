"""The embedded database: Django's own SQLite backend with Danish order."""
