"""Contact persons: custody, homes, siblings, and which school decides."""

import datetime as dt
from dataclasses import replace

import pytest

from spor.access.relations import load
from spor.people.models import Guardianship, Person
from tests.rooms.integrations.stil_files import AUGUST, apply, at, contact, employee, later, numbers, pupil, school

pytestmark = pytest.mark.django_db
TOMORROW = AUGUST + dt.timedelta(days=1)


def children_of(uniid: str, day: dt.date) -> set[str]:
    """The children whose guardian this person is on `day`, as rights see it."""
    ids = load(Person.objects.get(uniid=uniid).pk, at(day, 12)).pupils_of("guardian")
    return set(Person.objects.filter(id__in=ids).values_list("uniid", flat=True))


def test_siblings_in_two_homes_are_one_person_each() -> None:
    mother, father = contact("mor1"), contact("far1", "father")
    report = apply(school(pupil("anna", "5b", 5, mother, father), pupil("bo", "5b", 5, mother, father)))
    assert numbers(report, "persons") == (4, 0, 0) and numbers(report, "guardianships") == (4, 0, 0)
    assert children_of("mor1", AUGUST) == children_of("far1", AUGUST) == {"anna", "bo"}


def test_custody_that_changes_ends_the_row_and_opens_another() -> None:
    first = school(pupil("anna", "5b", 5, contact("far1", "father")))
    apply(first)
    report = apply(later(first, entries=[pupil("anna", "5b", 5, contact("far1", "father", custody=False))]))
    assert numbers(report, "guardianships") == (0, 1, 0) and numbers(report, "persons") == (0, 0, 0)
    rows = Guardianship.objects.order_by("id").values_list("has_custody", "from_on", "to_on")
    assert list(rows) == [(True, AUGUST, TOMORROW), (False, TOMORROW, None)]
    assert children_of("far1", AUGUST) == {"anna"} and children_of("far1", TOMORROW) == set()


def test_relation_and_level_change_in_place_and_a_recorded_basis_stays() -> None:
    first = school(pupil("anna", "5b", 5, contact("pleje", "official", custody=False)))
    apply(first)
    Guardianship.objects.update(legal_basis="Plejetilladelse")
    report = apply(later(first, entries=[pupil("anna", "5b", 5, contact("pleje", "other", custody=False, level=2))]))
    assert numbers(report, "guardianships") == (0, 1, 0)
    row = Guardianship.objects.get()
    assert (row.relation, row.access_level, row.legal_basis) == ("other", 2, "Plejetilladelse")


def test_one_contact_twice_counts_once_and_doubtful_custody_is_none() -> None:
    twice = pupil("anna", "5b", 5, contact("mor1"), contact("mor1", custody=False))
    report = apply(school(twice))
    assert numbers(report, "guardianships") == (1, 0, 0) and not Guardianship.objects.get().has_custody
    assert "mor1" in report.warnings[0]


def test_a_teacher_who_is_a_parent_stays_one_person_and_leaves_one_role_at_a_time() -> None:
    first = school(pupil("anna", "5b", 5, contact("otto", "father")), employee("otto", groups=("5b",)))
    assert numbers(apply(first), "persons") == (2, 0, 0)
    report = apply(later(first, entries=[first.entries[0]]))
    assert numbers(report, "persons") == (0, 0, 0) and numbers(report, "posts") == (0, 0, 1)
    assert numbers(apply(later(first, 2, entries=[])), "persons") == (0, 0, 2)


def test_a_pupil_is_not_their_own_contact() -> None:
    report = apply(school(pupil("anna", "5b", 5, contact("anna", "other"))))
    assert numbers(report, "guardianships") == (0, 0, 0) and len(report.warnings) == 1


def test_a_pupil_of_two_schools_is_one_person_whose_newest_school_decides_the_contacts() -> None:
    both, only_mother = (contact("mor1"), contact("far1", "father")), (contact("mor1"),)
    old = school(pupil("anna", "5b", 5, *both))
    apply(old)
    new = school(pupil("anna", "5b", 5, *only_mother), day=TOMORROW, number="101002", name="Åsenskolen")
    report = apply(new)
    assert numbers(report, "persons") == (0, 0, 1), "her father has no place left"
    assert numbers(report, "guardianships") == (0, 0, 1) and numbers(report, "memberships") == (1, 0, 0)
    again = apply(later(old, 2))
    assert numbers(again, "guardianships") == (0, 0, 0) and "anden skole" in again.warnings[0]
    gone = apply(later(new, 3, entries=[]))
    assert numbers(gone, "persons") == (0, 0, 0) and numbers(gone, "guardianships") == (0, 0, 0)
    back = apply(later(old, 5))
    assert numbers(back, "guardianships") == (1, 0, 0) and numbers(back, "persons") == (1, 0, 0)
    last = apply(later(old, 6, entries=[]))
    assert numbers(last, "persons") == (0, 0, 3) and numbers(last, "guardianships") == (0, 0, 2)


def test_a_club_does_not_decide_over_the_school() -> None:
    apply(school(pupil("anna", "5b", 5, contact("mor1"))))
    club = school(pupil("anna", "5b", 5, role="Barn"), day=TOMORROW, number="C10002", name="Klubben")
    report = apply(club)
    assert numbers(report, "guardianships") == (0, 0, 0) and Guardianship.objects.get().to_on is None


def test_moving_school_keeps_the_parents_in() -> None:
    apply(school(pupil("anna", "5b", 5, contact("mor1"))))
    other = school(pupil("anna", "5b", 5, contact("mor1")), day=TOMORROW, number="101002", name="Åsenskolen")
    apply(other)
    report = apply(school(day=TOMORROW))
    assert numbers(report, "persons") == (0, 0, 0) and numbers(report, "enrolments") == (0, 0, 1)
    assert children_of("mor1", TOMORROW) == {"anna"}
    assert Guardianship.objects.count() == 1


def test_who_is_protected_anywhere_in_the_file_is_protected() -> None:
    shown = contact("mor1")
    hidden = replace(shown, person=replace(shown.person, is_protected=True, given_name="Maja"))
    report = apply(school(pupil("anna", "5b", 5, shown), pupil("bo", "5b", 5, hidden)))
    mother = Person.objects.get(uniid="mor1")
    assert mother.is_protected and mother.given_name == "Mor1"
    assert len(report.warnings) == 2
