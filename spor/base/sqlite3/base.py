from typing import Any

from django.db.backends.sqlite3 import base

from spor.base import collate


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite that knows `da-x-icu`, so that one `order_by` serves both databases."""

    def get_new_connection(self, conn_params: Any) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.create_collation(collate.NAME, collate.compare)
        return connection
