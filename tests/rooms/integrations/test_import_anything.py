"""Any sequence of files: what is in force afterwards is what the file says, no periods overlap, and the same file again changes nothing."""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import replace

import pytest

from spor.integrations.rows import ContactRow, EntryRow, GroupRow, RegisterFile
from spor.people.models import Enrolment, Group, Guardianship, Membership, Person, Post, School, live
from tests.rooms.integrations.stil_files import apply, at, contact, employee, group, pupil, school

PUPILS, ADULTS = [f"elev{n}" for n in range(5)], [f"voksen{n}" for n in range(4)]
CLASSES, HOLD = ["5a", "5b", "6a"], ["svøm", "kor"]
START = dt.date(2026, 8, 3)


def maybe(chance: random.Random, rows: list[object], likely: float = 0.7) -> list[object]:
    return [row for row in rows if chance.random() < likely]


def a_group(chance: random.Random, register_id: str, day: dt.date) -> GroupRow:
    begins = chance.choice([None, None, START, day + dt.timedelta(days=20)])
    ends = chance.choice([None, None, day + dt.timedelta(days=chance.randrange(-5, 40))])
    if begins and ends and ends < begins:
        ends = None
    grade = chance.choice([5, 6]) if register_id in CLASSES else None
    kind = "main" if register_id in CLASSES else "hold"
    return group(register_id, f"{register_id} {chance.choice('xy')}", kind, grade, from_on=begins, to_on=ends)


def a_contact(chance: random.Random, uniid: str) -> ContactRow:
    return contact(uniid, chance.choice(["mother", "father"]), custody=chance.random() < 0.8)


def a_file(chance: random.Random, number: str, day: dt.date) -> RegisterFile:
    entries: list[EntryRow] = []
    for uniid in maybe(chance, PUPILS):
        contacts = [a_contact(chance, adult) for adult in maybe(chance, ADULTS, 0.4)]
        hold = tuple(maybe(chance, HOLD, 0.5))
        entries.append(pupil(uniid, chance.choice(CLASSES), chance.choice([5, 6]), *contacts, groups=hold))
    for uniid in maybe(chance, ADULTS, 0.5):
        roles = chance.sample(["teacher", "leader", "office"], chance.randrange(1, 3))
        entries.append(employee(uniid, *roles, groups=tuple(maybe(chance, [*CLASSES, *HOLD], 0.3))))
    groups = tuple(a_group(chance, each, day) for each in maybe(chance, [*CLASSES, *HOLD], 0.8))
    return school(*entries, groups=groups, day=day, number=number, name=f"Skole {number}")


def said(file: RegisterFile, day: dt.date) -> dict[str, set[tuple[object, ...]]]:
    """What the file says is so on its own day, of rows that have begun."""
    groups = {row.register_id: row for row in file.groups}
    members: set[tuple[object, ...]] = set()
    enrolments: set[tuple[object, ...]] = set()
    for entry in file.entries:
        uniid = entry.person.uniid
        if entry.student:
            main, grade = entry.student.main_group, entry.student.grade
            enrolments.add((uniid, main, grade))
            members |= {
                (uniid, each, "pupil") for each in {main, *entry.student.groups} if goes_on(groups, each, day, main)
            }
        else:
            members |= {(uniid, each, "staff") for each in entry.staff.groups if goes_on(groups, each, day)}
    posts = {(entry.person.uniid, role) for entry in file.entries if entry.staff for role in entry.staff.roles}
    return {"memberships": members, "enrolments": enrolments, "posts": posts}


def goes_on(groups: dict[str, GroupRow], register_id: str, day: dt.date, main: str = "") -> bool:
    row = groups.get(register_id)
    return row is None or row.to_on is None or row.to_on > day or register_id == main


def held(place: School) -> dict[str, set[tuple[object, ...]]]:
    """What has no end in the database, begun or to come."""
    members = Membership.objects.filter(group__school=place, to_on=None)
    enrolments = Enrolment.objects.filter(school=place, to_on=None)
    return {
        "memberships": set(members.values_list("person__uniid", "group__register_id", "role")),
        "enrolments": set(enrolments.values_list("person__uniid", "group__register_id", "grade")),
        "posts": set(Post.objects.filter(school=place, to_on=None).values_list("person__uniid", "role")),
    }


def overlaps() -> list[object]:
    """Pairs of periods of one fact that are in force at once."""
    keys = {
        Group: ("school", "register_id"),
        Membership: ("person", "group", "role"),
        Enrolment: ("person", "school", "role"),
        Post: ("person", "school", "role"),
        Guardianship: ("guardian", "pupil"),
    }
    found = []
    for model, key in keys.items():
        periods = defaultdict(list)
        for *fact, from_on, to_on in model.objects.values_list(*key, "from_on", "to_on"):
            if from_on != to_on:
                periods[tuple(fact)].append((from_on, to_on or dt.date.max))
        for fact, rows in periods.items():
            rows.sort()
            found += [(model, fact, rows) for one, two in zip(rows, rows[1:], strict=False) if one[1] > two[0]]
    return found


def contacts_of(pupils: set[str]) -> set[tuple[object, ...]]:
    rows = Guardianship.objects.filter(to_on=None, pupil__uniid__in=pupils)
    return set(rows.values_list("guardian__uniid", "pupil__uniid", "relation", "has_custody"))


@pytest.mark.parametrize("seed", range(15))
def test_what_is_in_force_is_what_the_last_file_says(db: None, seed: int) -> None:
    chance, day = random.Random(seed), START
    for _step in range(8):
        day += dt.timedelta(days=chance.choice([0, 1, 7, 25]))
        number = chance.choice(["101001", "101001", "101002"])
        file = a_file(chance, number, day)
        before = School.objects.filter(number=number).first()
        if before and before.register_at:
            file = replace(file, exported_at=max(file.exported_at, before.register_at + dt.timedelta(minutes=1)))
        apply(file)
        assert held(School.objects.get(number=number)) == said(file, day)
        assert not overlaps()
        again = apply(file)
        assert again.is_empty, {name: (count.numbers, count.examples) for name, count in again.tables.items()}
    assert Person.objects.count() <= len(PUPILS) + len(ADULTS)


@pytest.mark.parametrize("seed", range(6))
def test_contacts_of_one_school_are_those_of_the_last_file(db: None, seed: int) -> None:
    chance, day = random.Random(seed), START
    for _step in range(6):
        day += dt.timedelta(days=1)
        file = replace(a_file(chance, "101001", day), exported_at=at(day))
        apply(file)
        wanted = {
            (each.person.uniid, entry.person.uniid, each.relation, each.has_custody)
            for entry in file.entries
            if entry.student
            for each in entry.student.contacts
        }
        assert contacts_of(set(PUPILS)) == wanted
        living = Enrolment.objects.filter(live(day + dt.timedelta(days=60))).values_list("person__uniid", flat=True)
        assert set(living) == {entry.person.uniid for entry in file.entries if entry.student}
