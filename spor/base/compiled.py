"""Queries that Django compiles once a process instead of once a request.

Making the SQL of a query with many subqueries takes Django longer than the database takes to answer it. Where nothing in a query changes
but the values it is about, its SQL never changes either: it is made once with stand-ins, and asked with the real values in their places.
PostgreSQL is told so too, and keeps its plan (a pooler between must know prepared statements).

`Compiled` is for rows that are named by ids alone. Where rights are asked too, see `spor.access.anyone`. Several are asked as
one by `spor.base.together`.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

# What no row has: ids far below zero, days long before any school, a word nobody writes. They lie so far apart that a sum of one is
# not another: days more than a year, moments less than a second.
_FIRST_ID = -(10**12)
_FIRST_DAY = dt.date(1111, 1, 1)
_A_YEAR = dt.timedelta(days=400)
_WORD = "stands-in-for-word-{}"
_LONG_AGO = re.compile(r"1[01]\d\d-\d\d-\d\d")


def in_stead(kind: type, at: int) -> Any:
    """What stands in for the `at`-th value of a query: an id (int), a day, a moment or a word."""
    if kind is dt.datetime:
        return dt.datetime.combine(_FIRST_DAY, dt.time(), dt.UTC) + dt.timedelta(microseconds=at)
    if kind is dt.date:
        return _FIRST_DAY + at * _A_YEAR
    return _WORD.format(at) if kind is str else _FIRST_ID - at


def kept(value: Any) -> Any:
    """A value as the database keeps it: SQLite has days and moments as text."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value


@dataclass(frozen=True)
class Statement:
    """The SQL of a `values_list` queryset; "" where there can be no rows.

    params   its parameters; `places` says of each which of the real values goes there, None where it stays
    converters   for columns that the database keeps as something else
    kinds    of the columns, as Django names them
    """

    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]
    kinds: tuple[str, ...] = ()

    def rows(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Ask, with the real values (as the database keeps them) in the places of their stand-ins."""
        if not self.sql:
            return []
        found = asked(self.sql, self.params, self.places, values)
        return [self.read(row) for row in found] if self.converters else found

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row as Python has it."""
        values = list(row)
        for at, every, of in self.converters:
            for convert in every:
                values[at] = convert(values[at], of, connection)
        return tuple(values)


def asked(
    sql: str, params: Sequence[Any], places: Sequence[int | None], values: Sequence[Any]
) -> list[tuple[Any, ...]]:
    """The rows of a statement, with the real values (as the database keeps them) in the places of their stand-ins."""
    real = [param if at is None else values[at] for param, at in zip(params, places, strict=True)]
    with _cursor() as cursor:
        cursor.execute(sql, real)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _cursor() -> Any:
    """Django's cursor; on PostgreSQL one that prepares what it asks, so that the plan, too, is made once a connection."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from spor.base.prepared import PreparingCursor  # psycopg is there only where PostgreSQL is

    connection.ensure_connection()
    # Django has no way to ask for a cursor of another kind; this one is wrapped, counted and logged as its own are.
    return connection._prepare_cursor(PreparingCursor(connection.connection))  # type: ignore[attr-defined] # as said


def statement(rows: QuerySet[Any, Any], stand_ins: Sequence[Any]) -> Statement:
    """Compile a `values_list` queryset, in which `stand_ins` stand for values to come, for the database at hand.

    ValueError where the query reckons with a stand-in (a month before a moment): it would ask about the year 1111. Hand it the sum.
    """
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # its conditions are such that no row can ever meet them
        return Statement("", (), (), [])
    at = {kept(each): place for place, each in enumerate(stand_ins)}
    places = tuple(at.get(param) for param in params)
    for param, place in zip(params, places, strict=True):
        if place is None and _stands_in(param):
            raise ValueError(f"A compiled query reckons with what stands in for another value: {param}")
    columns = [column for column, _, _ in compiler.select]
    converters = [(at, list(every), of) for at, (every, of) in compiler.get_converters(columns).items()]
    kinds = tuple(column.output_field.get_internal_type() for column in columns)
    return Statement(sql, tuple(params), places, converters, kinds)


def _stands_in(param: Any) -> bool:
    return param <= _FIRST_ID // 2 if isinstance(param, int) else bool(_LONG_AGO.match(str(param)))


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
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(ids), self.size):
            part = ids[start : start + self.size]
            rows += self._made().rows([*part, *[part[-1]] * (self.size - len(part))])
        return rows

    def _made(self) -> Statement:
        vendor = connection.vendor
        if vendor not in self.made:
            stand_ins = [in_stead(int, at) for at in range(self.size)]
            self.made[vendor] = statement(self.build(stand_ins), stand_ins)
        return self.made[vendor]


class Columns(Generic[M]):
    """A model's columns in a `values_list`, and its rows made of them: `rows.values_list("n", *GROUP.names)`, `GROUP.of(row[1:])`.

    beside   foreign keys whose rows come along, as with `select_related`
    """

    def __init__(self, model: type[M], *beside: str) -> None:
        self.model = model
        self.fields = [field.attname for field in model._meta.concrete_fields]
        self.beside: list[tuple[str, Columns[Any]]] = [
            (name, Columns(model._meta.get_field(name).related_model))  # type: ignore[arg-type] # a foreign key's model
            for name in beside
        ]
        self.names: list[str] = self.fields + [
            f"{name}__{each}" for name, columns in self.beside for each in columns.names
        ]

    def of(self, values: Sequence[Any]) -> M:
        """The row at the beginning of `values`."""
        row = self.model.from_db("default", self.fields, values[: len(self.fields)])
        at = len(self.fields)
        for name, columns in self.beside:
            theirs = values[at : at + len(columns.names)]
            setattr(row, name, columns.of(theirs) if theirs[0] is not None else None)  # the key comes first
            at += len(columns.names)
        return row
