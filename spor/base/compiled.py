"""A query that Django compiles once a process instead of once a request.

Making the SQL of a query with many subqueries takes Django longer than the database takes to answer it. Where nothing in a query changes
but the ids it is about, its SQL never changes either.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Ids that no row has: they stand in the compiled query where the real ones go.
_FIRST_STAND_IN = -(10**12)


@dataclass(frozen=True)
class _Statement:
    sql: str
    params: tuple[Any, ...]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


@dataclass(frozen=True)
class Compiled:
    """Call it with ids: `rows = CONTENTS([trace.pk for trace in traces])`. It returns a list of tuples, for no ids without a query.

    build   from ids to a `values_list` queryset in which nothing else changes: no actor, no moment (rights are the caller's to ask)
    size    how many ids one statement takes; fewer are padded, more make several statements
    """

    build: Callable[[Sequence[int]], QuerySet[Any, Any]]
    size: int
    made: dict[str, _Statement] = field(default_factory=dict, compare=False)

    def __call__(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(ids), self.size):
            rows += self._asked(ids[start : start + self.size])
        return rows

    def _asked(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        statement = self.made.get(connection.vendor) or self._make()
        padded = [*ids, *[ids[-1]] * (self.size - len(ids))]
        stand_ins = {_FIRST_STAND_IN - at: one for at, one in enumerate(padded)}
        params = [stand_ins.get(each, each) if type(each) is int else each for each in statement.params]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, params)
            found = cursor.fetchall()
        return [self._read(row, statement.converters) for row in found] if statement.converters else found

    def _make(self) -> _Statement:
        stand_ins = [_FIRST_STAND_IN - at for at in range(self.size)]
        compiler = self.build(stand_ins).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        made = _Statement(sql, tuple(params), [(at, list(every), of) for at, (every, of) in converters.items()])
        self.made[connection.vendor] = made
        return made

    @staticmethod
    def _read(row: Sequence[Any], converters: list[tuple[int, list[Callable[..., Any]], Any]]) -> tuple[Any, ...]:
        """The row as Python values: SQLite keeps moments and booleans as something else."""
        values = list(row)
        for at, every, of in converters:
            for convert in every:
                values[at] = convert(values[at], of, connection)
        return tuple(values)
