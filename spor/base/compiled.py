"""Queries that Django compiles once a process instead of once a request.

Making the SQL of a query with many subqueries takes Django longer than the database takes to answer it. Where nothing in a query changes
but the ids and moments it is about, its SQL never changes either: it is made once with stand-ins, and asked with the real ones.
PostgreSQL is told so too, and keeps its plan (a pooler between must know prepared statements).
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Ids that no row has, and moments long before any school: they stand in the compiled query where the real ones go.
_FIRST_ID = -(10**12)
_FIRST_MOMENT = dt.datetime(1111, 1, 1, tzinfo=dt.UTC)


def ids_in_stead(number: int, *, after: int = 0) -> list[int]:
    """So many ids that stand in for others; `after` as many as are taken already."""
    return [_FIRST_ID - after - at for at in range(number)]


def moment_in_stead() -> dt.datetime:
    """A moment that stands in for another; one a query."""
    return _FIRST_MOMENT


@dataclass(frozen=True)
class Statement:
    """The SQL of a `values_list` queryset, with stand-ins among its parameters; "" where there can be no rows."""

    sql: str
    params: tuple[Any, ...]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]

    def rows(self, real: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
        """Ask, with `real` values in the place of stand-ins. Moments are converted as the database keeps them."""
        if not self.sql:
            return []
        meant = {_kept(stand_in): _kept(value) for stand_in, value in real.items()}
        with _cursor() as cursor:
            cursor.execute(self.sql, [meant.get(each, each) for each in self.params])
            found = cursor.fetchall()
        return [self._read(row) for row in found] if self.converters else found

    def _read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """The row as Python values: SQLite keeps moments and booleans as something else."""
        values = list(row)
        for at, every, of in self.converters:
            for convert in every:
                values[at] = convert(values[at], of, connection)
        return tuple(values)


def _cursor() -> Any:
    """Django's cursor; on PostgreSQL one that prepares what it asks, so that the plan, too, is made once a connection."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from spor.base.prepared import PreparingCursor  # psycopg is there only where PostgreSQL is

    connection.ensure_connection()
    # Django has no way to ask for a cursor of another kind; this one is wrapped, counted and logged as its own are.
    return connection._prepare_cursor(PreparingCursor(connection.connection))  # type: ignore[attr-defined] # as said


def statement(rows: QuerySet[Any, Any]) -> Statement:
    """Compile a `values_list` queryset for the database at hand."""
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # its conditions are such that no row can ever meet them
        return Statement("", (), [])
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    return Statement(sql, tuple(params), [(at, list(every), of) for at, (every, of) in converters.items()])


def _kept(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, dt.datetime) else value


@dataclass(frozen=True)
class Compiled:
    """Call it with ids: `rows = CONTENTS([trace.pk for trace in traces])`. It returns a list of tuples, for no ids without a query.

    build   from ids to a `values_list` queryset in which nothing else changes: no actor, no moment (rights are the caller's to ask)
    size    how many ids one statement takes; fewer are padded, more make several statements
    """

    build: Callable[[Sequence[int]], QuerySet[Any, Any]]
    size: int
    made: dict[str, Statement] = field(default_factory=dict, compare=False)

    def __call__(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        stand_ins = ids_in_stead(self.size)
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(ids), self.size):
            part = ids[start : start + self.size]
            padded = [*part, *[part[-1]] * (self.size - len(part))]
            rows += self._made(stand_ins).rows(dict(zip(stand_ins, padded, strict=True)))
        return rows

    def _made(self, stand_ins: list[int]) -> Statement:
        vendor = connection.vendor
        if vendor not in self.made:
            self.made[vendor] = statement(self.build(stand_ins))
        return self.made[vendor]
