"""Queries with rights that are compiled once for all who stand alike, instead of once a request (why: `spor.base.compiled`).

A query that starts from `guard.visible(actor, …)` is SQL made of the actor's relations: so many classes, so many pupils, taught so
many subjects. For two teachers who lead one class and teach three subjects that SQL is the same, but for the ids in it. So it is made
for an actor that stands in: as many relations as the real one (rounded up), each to an id that no row has. Then it is asked with the
real ids in their places.

    def _runs(actor: Actor, day: dt.date) -> QuerySet[Run, tuple[Any, ...]]:
        return guard.visible(actor, Run).filter(starts_on__lte=day).values_list("code", "edition__title")

    _RUNS = ForAnyone(_runs)
    rows = _RUNS(actor, actor.today)
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from spor.access import row_lock
from spor.access.actor import Actor
from spor.access.relations import Relations
from spor.base.compiled import Statement, in_stead, kept, statement

_KEPT = 500  # statements a query, which is more than there are ways to stand in a municipality; then it begins anew
_SIZES = tuple[tuple[Any, int], ...]


class Fixed(NamedTuple):
    """A value that is no id, day, moment or word: it stands in the SQL as it is, which is then another for each.

    A weekday, a level: Django drops a condition that the column's type can never meet, and no stand-in is a weekday.
    """

    value: Any


class _Standing(NamedTuple):
    """How somebody stands: all of an actor that decides what the SQL of a query is, beside the ids in it.

    pupils, groups, schools   kind of relation → how many ids, rounded up
    subjects, subject_groups  how many subjects are taught, and how many ids at most in one
    """

    today: dt.date
    mfa: bool
    substantial: bool
    on_tablet: bool
    has_account: bool
    is_nobody: bool
    is_own: bool
    is_about: bool
    municipal: frozenset[str]
    pupils: _SIZES
    groups: _SIZES
    schools: _SIZES
    subjects: tuple[int, int]
    subject_groups: tuple[int, int]


@dataclass(frozen=True)
class ForAnyone:
    """Call it with the actor and the values `build` takes after it: ids, days, moments, words, lists of ids, None, Fixed. → list of tuples.

    build   from an actor and such values to a `values_list` queryset, with the values in it as they are (no sums: ValueError says where).
            What it depends on besides the database is in the values and in the actor's relations; it reads no value in Python.
    about   a pupil's id, where all rows asked for are this pupil's. The guard then asks the policy table about that pupil, whose rights
            are mostly settled by it, and holds every row to it.
    """

    build: Callable[..., QuerySet[Any, Any]]
    made: dict[Any, Statement] = field(default_factory=dict, compare=False)

    def __call__(self, actor: Actor, *values: Any, about: int = 0) -> list[tuple[Any, ...]]:
        row_lock.hold(actor)
        standing, ids = _standing(actor, about)
        kinds = tuple(_kind(each) for each in values)
        key = connection.vendor, standing, kinds
        made = self.made.get(key)
        if made is None:
            if len(self.made) >= _KEPT:
                self.made.clear()
            made = self.made[key] = self._make(standing, kinds)
        real = [actor.person_id, actor.account_id, about, kept(actor.now)]
        for kind, value in zip(kinds, values, strict=True):
            if isinstance(kind, int):
                real += _padded(value, kind)
            elif isinstance(kind, type):
                real.append(kept(value))
        return made.rows([*real, *ids])

    def _make(self, standing: _Standing, kinds: tuple[Any, ...]) -> Statement:
        given = _StandIns()
        person, account, about, now = given.one(), given.one(), given.one(), given.one(dt.datetime)
        values = [_stand_in(kind, given) for kind in kinds]
        pupil = person if standing.is_own else about
        actor = Actor(
            0 if standing.is_nobody else person,
            now,
            account_id=account if standing.has_account else None,
            mfa=standing.mfa,
            substantial=standing.substantial,
            on_tablet=standing.on_tablet,
            about=pupil if standing.is_about else 0,
            memo={"stands_in": True},
        )
        # which it would else load and reckon out
        vars(actor).update(relations=_relations(standing, actor.about, given), today=standing.today)
        return statement(self.build(actor, *values), given.all)


class _StandIns:
    """Hands out stand-ins, in the order in which the real values will come."""

    def __init__(self) -> None:
        self.all: list[Any] = []

    def one(self, kind: type = int) -> Any:
        self.all.append(in_stead(kind, len(self.all)))
        return self.all[-1]

    def ids(self, number: int) -> list[int]:
        return [self.one() for _ in range(number)]


def _stand_in(kind: Any, given: _StandIns) -> Any:
    if isinstance(kind, Fixed):
        return kind.value
    return None if kind is None else given.ids(kind) if isinstance(kind, int) else given.one(kind)


def _standing(actor: Actor, about: int) -> tuple[_Standing, list[int]]:
    """How the actor stands (to the pupil), and the ids of the relations, rounded up. Once a request."""
    memo = actor.memo.setdefault("standing", {})
    if about not in memo:
        known = actor.relations.about(about) if about else actor.relations
        pupils, schools, groups = _sizes(known.pupils), _sizes(known.schools), _sizes(known.groups)
        subjects, subject_groups = _width(known.subjects), _width(known.subject_groups)
        standing = _Standing(
            actor.today,
            actor.mfa,
            actor.substantial,
            actor.on_tablet,
            actor.account_id is not None,
            not actor.is_signed_in,
            about == actor.person_id,
            bool(about),
            known.municipal,
            pupils,
            groups,
            schools,
            subjects,
            subject_groups,
        )
        ids = [
            *_flat(known.groups, groups),
            *_flat(known.schools, schools),
            *_table(known.subject_groups, subject_groups),
        ]
        if about:
            ids += _padded(known.subjects, subjects[0])
        else:
            ids += [*_flat(known.pupils, pupils), *_table(known.subjects, subjects)]
        memo[about] = standing, ids
    found: tuple[_Standing, list[int]] = memo[about]
    return found


def _relations(standing: _Standing, about: int, given: _StandIns) -> Relations:
    """As many relations, to stand-ins. The order is that of the ids of `_standing`."""
    groups, schools = _dealt(standing.groups, given), _dealt(standing.schools, given)
    subject_groups = _laid(standing.subject_groups, given)
    if about:
        pupils = {kind: frozenset({about}) for kind, _ in standing.pupils}
        subjects = {subject: frozenset({about}) for subject in given.ids(standing.subjects[0])}
    else:
        pupils, subjects = _dealt(standing.pupils, given), _laid(standing.subjects, given)
    return Relations(pupils, groups, schools, subjects, subject_groups, standing.municipal)


def _size(number: int) -> int:
    """How many places so many ids are given: 1, 4, and on by doubling, so that there are few sizes."""
    return number if number < 2 else max(4, 1 << (number - 1).bit_length())


def _kind(value: Any) -> type | int | Fixed | None:
    """What decides the SQL of a value: its type, the size of a list, that it is None, or the value itself."""
    if value is None or isinstance(value, Fixed):
        return value
    return _size(len(value)) if isinstance(value, (list, tuple)) else type(value)


def _padded(ids: Iterable[int], size: int) -> list[int]:
    """The ids, the last again and again until they are so many. An id that is asked for twice is answered once."""
    held = list(ids)
    return held + held[-1:] * (size - len(held))


def _sizes(held: Mapping[str, frozenset[int]]) -> _SIZES:
    return tuple((kind, _size(len(ids))) for kind, ids in sorted(held.items()))


def _flat(held: Mapping[str, frozenset[int]], sizes: _SIZES) -> Iterator[int]:
    for kind, size in sizes:
        yield from _padded(held[kind], size)


def _dealt(sizes: _SIZES, given: _StandIns) -> dict[str, frozenset[int]]:
    return {kind: frozenset(given.ids(size)) for kind, size in sizes}


def _width(held: Mapping[int, frozenset[int]]) -> tuple[int, int]:
    return _size(len(held)), _size(max(map(len, held.values()), default=0))


def _table(held: Mapping[int, frozenset[int]], width: tuple[int, int]) -> Iterator[int]:
    """Each subject and its ids, the last again until there are so many."""
    rows, size = width
    for subject in _padded(held, rows):
        yield subject
        yield from _padded(held[subject], size)


def _laid(width: tuple[int, int], given: _StandIns) -> dict[int, frozenset[int]]:
    rows, size = width
    return {given.one(): frozenset(given.ids(size)) for _ in range(rows)}
