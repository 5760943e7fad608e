"""What the database holds of one institution on the day a file speaks of: a query a table, whatever the size of the school."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import F

from spor.integrations.stage import Staged
from spor.people.models import Dated, Enrolment, Group, Guardianship, Membership, Person, Post, School
from spor.people.queries import standing
from spor.people.register import slices

Key = tuple[Any, ...]
PERSON_COLUMNS = ("given_name", "family_name", "alias_given_name", "alias_family_name", "is_protected", "born_on")
REGISTER_ROLES = [role for role in Post.Role.values if role not in Post.LOCAL]
GROUP_COLUMNS = ("name", "kind", "grade", "line", "is_implicit", "from_on", "to_on")


@dataclass(frozen=True, slots=True)
class Held:
    """A row of the database: its id, its period, and the values that the register may change."""

    id: int
    values: tuple[Any, ...]
    from_on: dt.date
    to_on: dt.date | None = None


@dataclass
class Table:
    """One table's rows: `open` without an end, by the register's key in ids; `closing`, (key, row), with an end still to come."""

    open: dict[Key, Held] = field(default_factory=dict)
    closing: list[tuple[Key, Held]] = field(default_factory=list)

    def add(self, key: Key, row: Held) -> None:
        """Take in a row of the database."""
        if row.to_on is None:
            self.open[key] = row
        else:
            self.closing.append((key, row))

    def rows(self) -> Iterator[tuple[Key, Held]]:
        """All of them."""
        return chain(self.open.items(), self.closing)

    @property
    def keys(self) -> set[Key]:
        return {key for key, _row in self.rows()}


@dataclass
class Holding:
    """Everything held that one file may change.

    persons       uniid → (id, values in the order of PERSON_COLUMNS), of the persons the file names
    groups        register id → the newest group of that id, values in the order of GROUP_COLUMNS
    earlier       register id → when its group before the newest one ended
    enrolments    (person, role) → (group, grade);  posts (person, role) → (occupation, short name), the register's roles only
    memberships   (person, group, role) → ();       guardianships (guardian, pupil) → (relation, custody, access level)
    other_schools pupil → their enrolments at other schools as (role, from_on, id)
    """

    school: School | None
    persons: dict[str, tuple[int, tuple[Any, ...]]] = field(default_factory=dict)
    groups: dict[str, Held] = field(default_factory=dict)
    earlier: dict[str, dt.date] = field(default_factory=dict)
    enrolments: Table = field(default_factory=Table)
    posts: Table = field(default_factory=Table)
    memberships: Table = field(default_factory=Table)
    guardianships: Table = field(default_factory=Table)
    other_schools: dict[int, list[tuple[str, dt.date, int]]] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, Table]:
        """The tables whose rows make a person stand in this institution."""
        return {name: getattr(self, name) for name in ("enrolments", "posts", "memberships", "guardianships")}


def load(staged: Staged) -> Holding:
    """What is held of the file's institution and of the persons it names."""
    holding = Holding(School.objects.filter(number=staged.number).first())
    for some in slices(staged.persons):
        for row in Person.objects.filter(uniid__in=some).values_list("uniid", "id", *PERSON_COLUMNS):
            holding.persons[row[0]] = (row[1], row[2:])
    if holding.school:
        _load_school(holding, holding.school.pk, staged.as_of)
    pupils = {key[0] for key in holding.enrolments.keys}
    pupils |= {holding.persons[uniid][0] for uniid, _role in staged.enrolments if uniid in holding.persons}
    _load_pupils(holding, pupils, staged.as_of)
    return holding


def _load_school(holding: Holding, school: int, as_of: dt.date) -> None:
    groups = Group.objects.filter(school_id=school).order_by("from_on", "id")
    for register_id, row_id, *values in groups.values_list("register_id", "id", *GROUP_COLUMNS):
        if register_id in holding.groups:
            holding.earlier[register_id] = holding.groups[register_id].to_on or dt.date.min
        holding.groups[register_id] = Held(row_id, tuple(values), values[-2], values[-1])
    _fill(holding.enrolments, Enrolment, as_of, ("person_id", "role"), ("group_id", "grade"), school_id=school)
    columns = ("occupation", "short_name")
    _fill(holding.posts, Post, as_of, ("person_id", "role"), columns, school_id=school, role__in=REGISTER_ROLES)
    _fill(holding.memberships, Membership, as_of, ("person_id", "group_id", "role"), (), group__school_id=school)


def _load_pupils(holding: Holding, pupils: Collection[int], as_of: dt.date) -> None:
    key, columns = ("guardian_id", "pupil_id"), ("relation", "has_custody", "access_level")
    school = holding.school.pk if holding.school else 0
    for some in slices(pupils):
        _fill(holding.guardianships, Guardianship, as_of, key, columns, pupil_id__in=some)
        others = standing(Enrolment.objects.filter(person_id__in=some).exclude(school_id=school), as_of)
        for pupil, role, from_on, row_id in others.values_list("person_id", "role", "from_on", "id"):
            holding.other_schools.setdefault(pupil, []).append((role, from_on, row_id))


def _fill(
    table: Table, model: type[Dated], as_of: dt.date, key: tuple[str, ...], columns: tuple[str, ...], **where: Any
) -> None:
    rows = standing(model._default_manager.filter(**where), as_of).exclude(to_on=F("from_on"))
    for row_id, from_on, to_on, *rest in rows.values_list("id", "from_on", "to_on", *key, *columns):
        table.add(tuple(rest[: len(key)]), Held(row_id, tuple(rest[len(key) :]), from_on, to_on))


def alive_outside(persons: Collection[int], holding: Holding, as_of: dt.date) -> set[int]:
    """Which of the persons have a row in force, or to come, that this file says nothing of."""
    school = holding.school.pk if holding.school else 0
    known = {held.id for _key, held in holding.guardianships.rows()}
    found: set[int] = set()
    for some in slices(persons):
        found |= _persons(standing(Enrolment.objects.filter(person_id__in=some).exclude(school_id=school), as_of))
        posts = Post.objects.filter(person_id__in=some).exclude(school_id=school, role__in=REGISTER_ROLES)
        found |= _persons(standing(posts, as_of))
        found |= _persons(
            standing(Membership.objects.filter(person_id__in=some).exclude(group__school_id=school), as_of)
        )
        rows = standing(Guardianship.objects.filter(guardian_id__in=some), as_of).values_list("id", "guardian_id")
        found |= {guardian for row_id, guardian in rows if row_id not in known}
    return found


def _persons(rows: Any) -> set[int]:
    return set(rows.values_list("person_id", flat=True))


def names_of(persons: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """id → (the first name people call, protected), for the preview's examples."""
    return {
        person.pk: (person.first_name, person.is_protected) for person in Person.objects.filter(id__in=list(persons))
    }
