"""A PostgreSQL cursor for statements that are asked again and again."""

from typing import Any

from psycopg import Connection, Cursor


class PreparingCursor(Cursor[Any]):
    """Prepares each statement on its connection the first time; psycopg forgets the ones asked least."""

    def __init__(self, connection: "Connection[Any]") -> None:
        super().__init__(connection)

    def execute(
        self, query: Any, params: Any = None, *, prepare: bool | None = True, binary: bool | None = None
    ) -> Any:
        connection = self.connection
        connection.prepare_threshold = 0  # Django keeps it off, for its own cursors send their values in the text
        try:
            return super().execute(query, params, prepare=prepare, binary=binary)
        finally:
            connection.prepare_threshold = None
