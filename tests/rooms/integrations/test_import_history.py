"""Several files over time: what begins, changes and ends, and that nothing dated is lost."""

import datetime as dt
from dataclasses import replace

import pytest

from spor.integrations.importing import import_file
from spor.people.models import Enrolment, Group, Guardianship, Membership, Person, Post, School
from spor.people.queries import enrolments_in_year, enrolments_of, main_group
from tests.rooms.integrations.stil_files import (
    AUGUST,
    EXAMPLE,
    apply,
    at,
    contact,
    employee,
    group,
    later,
    numbers,
    person,
    pupil,
    school,
)

pytestmark = pytest.mark.django_db
TOMORROW = AUGUST + dt.timedelta(days=1)


def test_the_example_counted_by_hand() -> None:
    report = import_file(EXAMPLE, apply=True)
    assert report.as_json() == {
        "persons": {"added": 5, "changed": 0, "ended": 0},  # a child, two contacts, a teacher, a trainee
        "groups": {"added": 3, "changed": 0, "ended": 0},
        "memberships": {
            "added": 5,
            "changed": 0,
            "ended": 0,
        },  # the child in class and hold, the teacher in two, the trainee in one
        "guardianships": {"added": 2, "changed": 0, "ended": 0},
        "warnings": [],
    }
    child = Person.objects.get(uniid="1000013b36")
    assert (child.name, child.given_name, child.is_protected) == ("Åse Thørn", "Ærø Åse", True)
    teacher = Person.objects.get(uniid="laer0001")
    assert sorted(teacher.posts.values_list("role", "occupation", "short_name")) == [
        ("leader", "Afdelingsleder", "LL"),
        ("teacher", "Afdelingsleder", "LL"),
    ]
    assert main_group(child.pk, AUGUST).name == "4.B"
    assert import_file(EXAMPLE, apply=True).is_empty
    assert import_file(EXAMPLE, apply=False).is_empty


def test_a_preview_changes_nothing() -> None:
    report = import_file(EXAMPLE, apply=False)
    assert numbers(report, "persons") == (5, 0, 0) and not report.applied
    assert not Person.objects.exists() and not School.objects.exists()


def test_who_is_no_longer_named_has_ended_and_is_kept() -> None:
    first = school(pupil("anna", "5b", 5, contact("mor1")), pupil("bo"), employee("otto", groups=("5b",)))
    apply(first)
    report = apply(later(first, entries=[first.entries[1]]))
    assert numbers(report, "persons") == (0, 0, 3)  # Anna, her mother, Otto
    assert numbers(report, "memberships") == (0, 0, 2) and numbers(report, "guardianships") == (0, 0, 1)
    assert numbers(report, "enrolments") == numbers(report, "posts") == (0, 0, 1)
    assert Person.objects.count() == 4
    for model in (Enrolment, Post, Guardianship):
        assert model.objects.exclude(to_on=None).get().to_on == TOMORROW
    assert apply(later(first, 2, entries=[first.entries[1]])).is_empty


def test_a_return_is_a_new_row() -> None:
    first = school(pupil("anna", "5b", 5, contact("mor1")), pupil("bo"))
    apply(first)
    apply(later(first, entries=[first.entries[1]]))
    report = apply(later(first, 30))
    assert numbers(report, "persons") == (2, 0, 0)
    periods = Enrolment.objects.filter(person__uniid="anna").order_by("id").values_list("from_on", "to_on")
    assert list(periods) == [(AUGUST, TOMORROW), (AUGUST + dt.timedelta(days=30), None)]
    assert Guardianship.objects.count() == 2 and Membership.objects.filter(person__uniid="anna").count() == 2


def test_a_school_year_is_a_row_of_its_own() -> None:
    year = dt.timedelta(days=365)
    first = school(pupil("anna", "5b", 5, contact("mor1"), groups=("svøm",)), groups=(
        group("5b", "5.B", grade=5, line="B", from_on=dt.date(2021, 8, 1)), group("svøm", "Svømning", "hold"),
    ))  # fmt: skip
    apply(first)
    promoted = replace(
        first, exported_at=first.exported_at + year, school_years=("2027-2028",),
        groups=[group("5b", "6.B", grade=6, line="B", from_on=dt.date(2021, 8, 1))], entries=[pupil("anna", "5b", 6, contact("mor1"))],
    )  # fmt: skip
    report = apply(promoted)
    assert numbers(report, "groups") == (0, 1, 1) and numbers(report, "enrolments") == (0, 1, 0)
    assert numbers(report, "memberships") == (0, 0, 1) and numbers(report, "persons") == (0, 0, 0)
    anna = Person.objects.get(uniid="anna")
    assert list(enrolments_of(anna.pk).values_list("grade", "from_on", "to_on")) == [
        (5, AUGUST, AUGUST + year),
        (6, AUGUST + year, None),
    ]
    assert [row.grade for row in enrolments_in_year(anna.pk, 2026)] == [5]
    assert [row.grade for row in enrolments_in_year(anna.pk, 2027)] == [5, 6], "the file came on 17 August"
    assert [row.grade for row in enrolments_in_year(anna.pk, 2028)] == [6]
    assert Group.objects.get(register_id="5b").name == "6.B"
    assert apply(later(promoted)).is_empty


def test_another_class_ends_one_membership_and_begins_another() -> None:
    groups = (group("5a", "5.A", grade=5), group("5b", "5.B", grade=5))
    apply(school(pupil("anna", "5a", 5), pupil("bo", "5b", 5), groups=groups))
    report = apply(school(pupil("anna", "5b", 5), pupil("bo", "5b", 5), groups=groups, day=TOMORROW))
    assert numbers(report, "memberships") == (1, 0, 1) and numbers(report, "enrolments") == (0, 1, 0)
    assert main_group(Person.objects.get(uniid="anna").pk, TOMORROW).name == "5.B"
    assert main_group(Person.objects.get(uniid="anna").pk, AUGUST).name == "5.A"


def test_a_class_that_begins_later_is_entered_then_and_the_present_one_kept_until_then() -> None:
    begins = dt.date(2027, 8, 1)
    old, new = group("5b", "5.B", grade=5), group("6b", "6.B", grade=6, from_on=begins)
    apply(school(pupil("anna", "5b", 5), groups=(old, new)))
    spring = school(pupil("anna", "6b", 6), pupil("ny", "6b", 6), groups=(old, new), day=dt.date(2027, 6, 1))
    apply(spring)
    anna, ny = Person.objects.get(uniid="anna").pk, Person.objects.get(uniid="ny").pk
    assert main_group(anna, dt.date(2027, 7, 31)).name == "5.B" and main_group(anna, begins).name == "6.B"
    assert main_group(ny, dt.date(2027, 7, 31)) is None and main_group(ny, begins).name == "6.B"
    assert apply(later(spring)).is_empty
    back = school(pupil("anna", "5b", 5), groups=(old, new), day=dt.date(2027, 6, 10))
    apply(back)
    assert main_group(anna, dt.date(2027, 7, 1)).name == main_group(anna, dt.date(2027, 9, 1)).name == "5.B"
    apply(school(groups=(old, new), day=dt.date(2027, 6, 20)))
    assert main_group(anna, dt.date(2027, 6, 20)) is None and main_group(anna, dt.date(2027, 9, 1)) is None


def test_two_files_of_one_day_leave_no_overlap() -> None:
    morning = school(pupil("anna", "5b", 5, contact("mor1")))
    apply(morning)
    noon = replace(morning, exported_at=at(AUGUST, 12), entries=[pupil("bo")])
    apply(noon)
    evening = replace(morning, exported_at=at(AUGUST, 18))
    assert numbers(apply(evening), "persons") == (2, 0, 1)
    assert list(Enrolment.objects.filter(person__uniid="anna").order_by("id").values_list("from_on", "to_on")) == [
        (AUGUST, AUGUST),
        (AUGUST, None),
    ]


def test_birthdays_aliases_and_protection_follow_the_file_that_carries_them() -> None:
    born = dt.date(2015, 2, 3)
    first = school(pupil("anna", is_protected=True, alias_given_name="Ann", born_on=born))
    apply(first)
    assert apply(later(first, entries=[pupil("anna", is_protected=True, alias_given_name="Ann")])).is_empty
    assert Person.objects.get().born_on == born, "a birthday once known stays"
    report = apply(later(first, 2, entries=[pupil("anna", name="Anna Ny")]))
    assert numbers(report, "persons") == (0, 1, 0)
    anna = Person.objects.get()
    assert (anna.name, anna.is_protected, anna.alias_given_name) == ("Anna Ny", False, "")


def test_a_small_file_says_nothing_of_contacts_and_protection_and_changes_none() -> None:
    from demo.stil import write

    first = school(pupil("anna", "5b", 5, contact("mor1"), is_protected=True, alias_given_name="Ann"))
    apply(first)
    text = write(
        later(first, entries=[replace(first.entries[0], student=replace(first.entries[0].student, contacts=()))])
    )
    small = text.decode().replace("FullMyndighed", "Small").replace("/fullmyndighed", "/small")
    small = small.replace(' protected="true"', "").replace("<m:AliasFirstName>Ann</m:AliasFirstName>", "")
    assert import_file(small.encode(), apply=True).is_empty
    assert Guardianship.objects.get().to_on is None
    assert person("x").is_protected is False and Person.objects.get(uniid="anna").is_protected


def test_a_file_that_misses_most_of_the_school_says_so_first() -> None:
    first = school(*(pupil(f"elev{number}") for number in range(30)))
    apply(first)
    assert apply(later(first, entries=first.entries[:15])).warnings == []
    warnings = apply(later(first, 2, entries=first.entries[:5], groups=[])).warnings
    assert "10 af skolens 15" not in warnings[0] and len(warnings) == 1, "a school of fifteen is too small to tell"
    apply(later(first, 3))
    assert "25 af skolens 30 personer" in apply(later(first, 4, entries=first.entries[:5])).warnings[0]


def test_a_person_without_a_role_is_kept_and_a_role_without_a_person_skipped() -> None:
    from spor.integrations.rows import EntryRow, StaffRow

    file = school(EntryRow(person("nobody")), EntryRow(None, staff=StaffRow(("teacher",))))
    report = apply(file)
    assert numbers(report, "persons") == (1, 0, 0) and numbers(report, "posts") == (0, 0, 0)
    assert len(report.warnings) == 2
    assert apply(later(file)).is_empty
