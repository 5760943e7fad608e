"""How an actor stands: all that decides the SQL of a query with rights, apart from the ids in it; and an actor who stands so, with ids that
no row has. See `spor.access.anyone`, which asks with them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from spor.access.actor import Actor
from spor.access.relations import Relations
from spor.base.compiled import in_stead, kept

_SIZES = tuple[tuple[Any, int], ...]


class Standing(NamedTuple):
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


class StandIns:
    """Hands out stand-ins, in the order in which the real values will come."""

    def __init__(self) -> None:
        self.all: list[Any] = []

    def one(self, kind: type = int) -> Any:
        self.all.append(in_stead(kind, len(self.all)))
        return self.all[-1]

    def ids(self, number: int) -> list[int]:
        return [self.one() for _ in range(number)]


def standing_of(actor: Actor, about: int) -> tuple[Standing, list[Any]]:
    """How the actor stands (to the pupil), and the ids and the moment that go with it. Reckoned once a request."""
    memo = actor.memo.setdefault("standing", {})
    if about not in memo:
        known = actor.relations.about(about) if about else actor.relations
        pupils, schools, groups = _sizes(known.pupils), _sizes(known.schools), _sizes(known.groups)
        subjects, subject_groups = _width(known.subjects), _width(known.subject_groups)
        standing = Standing(
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
        values = [
            *(actor.person_id, actor.account_id, about, kept(actor.now)),
            *_flat(known.groups, groups),
            *_flat(known.schools, schools),
            *_table(known.subject_groups, subject_groups),
        ]
        if about:
            values += padded(known.subjects, subjects[0])
        else:
            values += [*_flat(known.pupils, pupils), *_table(known.subjects, subjects)]
        memo[about] = standing, values
    found: tuple[Standing, list[Any]] = memo[about]
    return found


def stand_in(standing: Standing, given: StandIns) -> Actor:
    """Somebody who stands so. Stand-ins are taken in the order of the values of `standing_of`."""
    person, account, about, now = given.one(), given.one(), given.one(), given.one(dt.datetime)
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
    return actor


def _relations(standing: Standing, about: int, given: StandIns) -> Relations:
    groups, schools = _dealt(standing.groups, given), _dealt(standing.schools, given)
    subject_groups = _laid(standing.subject_groups, given)
    if about:
        pupils = {kind: frozenset({about}) for kind, _ in standing.pupils}
        subjects = {subject: frozenset({about}) for subject in given.ids(standing.subjects[0])}
    else:
        pupils, subjects = _dealt(standing.pupils, given), _laid(standing.subjects, given)
    return Relations(pupils, groups, schools, subjects, subject_groups, standing.municipal)


def size_of(number: int) -> int:
    """How many places so many ids are given: 1, 4, and on by doubling, so that there are few sizes."""
    return number if number < 2 else max(4, 1 << (number - 1).bit_length())


def padded(ids: Iterable[int], size: int) -> list[int]:
    """The ids, the last again and again until they are so many. An id that is asked for twice is answered once."""
    held = list(ids)
    return held + held[-1:] * (size - len(held))


def _sizes(held: Mapping[str, frozenset[int]]) -> _SIZES:
    return tuple((kind, size_of(len(ids))) for kind, ids in sorted(held.items()))


def _flat(held: Mapping[str, frozenset[int]], sizes: _SIZES) -> Iterator[int]:
    for kind, size in sizes:
        yield from padded(held[kind], size)


def _dealt(sizes: _SIZES, given: StandIns) -> dict[str, frozenset[int]]:
    return {kind: frozenset(given.ids(size)) for kind, size in sizes}


def _width(held: Mapping[int, frozenset[int]]) -> tuple[int, int]:
    return size_of(len(held)), size_of(max(map(len, held.values()), default=0))


def _table(held: Mapping[int, frozenset[int]], width: tuple[int, int]) -> Iterator[int]:
    """Each subject and its ids, the last again until there are so many."""
    rows, size = width
    for subject in padded(held, rows):
        yield subject
        yield from padded(held[subject], size)


def _laid(width: tuple[int, int], given: StandIns) -> dict[int, frozenset[int]]:
    rows, size = width
    return {given.one(): frozenset(given.ids(size)) for _ in range(rows)}
