"""So that the bytes are gone, and not only the rows: SQLite writes over what it deletes and is rewritten; PostgreSQL frees the space."""

from django.core.cache import cache
from django.db import connection


def begin() -> None:
    """From now on this connection writes zeros over what it deletes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def finish() -> None:
    """Rewrite the file (SQLite), or free the dead rows of all tables (PostgreSQL), and empty the cache. Outside a transaction."""
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
