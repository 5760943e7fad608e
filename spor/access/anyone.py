"""Queries with rights that are compiled once for all who stand alike, instead of once a request (why: `spor.base.compiled`).

A query that starts from `guard.visible(actor, …)` is SQL made of the actor's relations: so many classes, so many pupils, taught so
many subjects. For two teachers who lead one class and teach three subjects that SQL is the same, but for the ids in it. So it is made
for an actor that stands in: as many relations as the real one (rounded up), each to an id that no row has. Then it is asked with the
real ids in their places.

    def _runs(actor: Actor, day: dt.date) -> QuerySet[Run, tuple[Any, ...]]:
        return guard.visible(actor, Run).filter(starts_on__lte=day).values_list("code", "edition__title")

    _RUNS = ForAnyone(_runs)
    rows = _RUNS(actor, actor.today)

`AllForAnyone` takes several such queries, which a page always asks one after the other, and asks them as one statement.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.db import connection
from django.db.models import QuerySet

from spor.access import row_lock
from spor.access.actor import Actor
from spor.access.standing import Standing, StandIns, padded, size_of, stand_in, standing_of
from spor.base.compiled import Statement, kept, statement
from spor.base.together import Together

R = TypeVar("R", covariant=True)
_KEPT = 500  # statements a query, which is more than there are ways to stand in a municipality; then it begins anew


class _Rows(Protocol[R]):
    def rows(self, values: Sequence[Any]) -> R: ...


class Fixed(NamedTuple):
    """A value that is no id, day, moment or word: it stands in the SQL as it is, which is then another for each.

    A weekday, a level: Django drops a condition that the column's type can never meet, and no stand-in is a weekday.
    """

    value: Any


class _Asked(Generic[R]):
    """What both kinds do: find the statement for how the actor stands, or make it, and fill in the real values."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self.made: dict[Any, _Rows[R]] = {}

    def __call__(self, actor: Actor, *values: Any, about: int = 0) -> R:
        row_lock.hold(actor)
        standing, real = standing_of(actor, about)
        kinds = tuple(_kind(each) for each in values)
        key = connection.vendor, standing, kinds
        made = self.made.get(key)
        if made is None:
            if len(self.made) >= _KEPT:
                self.made.clear()
            made = self.made[key] = self._make(standing, kinds)
        given = [each for kind, value in zip(kinds, values, strict=True) for each in _filled_in(kind, value)]
        return made.rows([*real, *given])

    def _make(self, standing: Standing, kinds: tuple[Any, ...]) -> "_Rows[R]":
        given = StandIns()
        actor = stand_in(standing, given)
        return self._compiled(self.build(actor, *(_in_stead(kind, given) for kind in kinds)), given.all)

    def _compiled(self, built: Any, stand_ins: list[Any]) -> "_Rows[R]":
        raise NotImplementedError


class ForAnyone(_Asked[list[tuple[Any, ...]]]):
    """Call it with the actor and the values `build` takes after it: ids, days, moments, words, lists of ids, None, Fixed. → list of tuples.

    build   from an actor and such values to a `values_list` queryset, with the values in it as they are (no sums: ValueError says where).
            What it depends on besides the database is in the values and in the actor's relations; it reads no value in Python.
    about   a pupil's id, where all rows asked for are this pupil's. The guard then asks the policy table about that pupil, whose rights
            are mostly settled by it, and holds every row to it.
    """

    def _compiled(self, built: QuerySet[Any, Any], stand_ins: list[Any]) -> Statement:
        return statement(built, stand_ins)


class AllForAnyone(_Asked[list[list[tuple[Any, ...]]]]):
    """As `ForAnyone`, of a `build` that gives several querysets. → the rows of each, in one statement."""

    def _compiled(self, built: Sequence[QuerySet[Any, Any]], stand_ins: list[Any]) -> Together:
        return Together([statement(each, stand_ins) for each in built])


def _kind(value: Any) -> type | int | Fixed | None:
    """What decides the SQL of a value: its type, the size of a list, that it is None, or the value itself."""
    if value is None or isinstance(value, Fixed):
        return value
    return size_of(len(value)) if isinstance(value, (list, tuple)) else type(value)


def _in_stead(kind: Any, given: StandIns) -> Any:
    if isinstance(kind, Fixed):
        return kind.value
    return None if kind is None else given.ids(kind) if isinstance(kind, int) else given.one(kind)


def _filled_in(kind: Any, value: Any) -> list[Any]:
    """The values that go in the places of `_in_stead`."""
    if isinstance(kind, int):
        return padded(value, kind)
    return [kept(value)] if isinstance(kind, type) else []
