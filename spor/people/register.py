"""Set-based writes of the ground rows, without an actor (decision 0001): only `integrations` and `access` call these, guarded there.

All run inside the caller's transaction. Rows are tuples in the order of the named columns. A statement a table, however many rows:
COPY on PostgreSQL, one prepared statement for many rows on SQLite.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from spor.base.codes import new_codes
from spor.people.models import Dated

T = TypeVar("T")
Row = Sequence[Any]

SLICE = 10_000  # ids named in one statement; both databases take more
_ONE_AT_A_TIME = 7_767_001  # the advisory lock of every import


def lock() -> None:
    """Let one import write at a time, until the transaction ends. SQLite's transaction is exclusive by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def add(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> list[int]:
    """Add rows and return their ids, in order. Ids, and codes where the model has one, are made here, before the rows are copied."""
    given = list(rows)
    if not given:
        return []
    ids = _reserve(model._meta.db_table, len(given))
    names = ["id", *columns]
    lines: Iterable[Row] = ((row_id, *row) for row_id, row in zip(ids, given, strict=True))
    if any(field.name == "code" for field in model._meta.fields):
        names = ["code", *names]
        lines = ((code, *line) for code, line in zip(new_codes(len(given)), lines, strict=True))
    copy(model, names, lines)
    return ids


def copy(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows as they are, without asking for their ids."""
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as stream:
                for row in rows:
                    stream.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(rows))  # noqa: S608 # own names


def change(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Set the columns of existing rows: each row is (id, value, …)."""
    given = [(*row[1:], row[0]) for row in rows]
    if given:
        names = ", ".join(f'"{column}" = %s' for column in columns)
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {names} WHERE id = %s', given)  # noqa: S608 # own names


def end(model: type[Dated], ends: Mapping[int, dt.date]) -> None:
    """End rows: id → the first day they are no longer in force."""
    days: dict[dt.date, list[int]] = defaultdict(list)
    for row_id, day in ends.items():
        days[day].append(row_id)
    for day, ids in days.items():
        for some in slices(ids):
            model._default_manager.filter(pk__in=some).update(to_on=day)


def slices(ids: Iterable[T]) -> Iterator[list[T]]:
    """The ids in lists short enough to be named in one statement."""
    rest = iter(ids)
    while some := list(islice(rest, SLICE)):
        yield some


def _reserve(table: str, count: int) -> list[int]:
    """Ids nobody else will get."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))
