"""Groups: declared and implicit, dated, renamed, twice, over and back."""

import datetime as dt

import pytest

from spor.people.models import Group, Membership, Person
from tests.rooms.integrations.stil_files import AUGUST, apply, employee, group, later, numbers, pupil, school

pytestmark = pytest.mark.django_db


def test_a_group_nobody_declared_is_implied_and_warned_of() -> None:
    report = apply(school(pupil("anna", "7x", 7, groups=("kor",)), employee("otto", groups=("kor",)), groups=()))
    assert numbers(report, "groups") == (2, 0, 0) and numbers(report, "memberships") == (3, 0, 0)
    rows = Group.objects.order_by("register_id").values_list("register_id", "name", "kind", "grade", "is_implicit")
    assert list(rows) == [("7x", "7x", "main", 7, True), ("kor", "kor", "other", None, True)]
    assert len(report.warnings) == 2 and "«7x»" in report.warnings[0]


def test_an_implied_group_that_is_declared_later_is_changed_not_doubled() -> None:
    first = school(pupil("anna", "5b", 5), groups=())
    apply(first)
    report = apply(later(first, groups=[group("5b", "5.B", grade=5, line="B")]))
    assert numbers(report, "groups") == (0, 1, 0) and numbers(report, "memberships") == (0, 0, 0)
    assert (Group.objects.get().name, Group.objects.get().is_implicit) == ("5.B", False)


def test_the_same_group_twice_counts_once() -> None:
    twice = (group("5b", "5.B", grade=5), group("5b", "5.B igen", grade=5))
    entries = (pupil("anna", "5b", 5, groups=("5b", "5b")), employee("otto", groups=("5b", "5b")))
    report = apply(school(*entries, groups=twice))
    assert numbers(report, "groups") == (1, 0, 0) and numbers(report, "memberships") == (2, 0, 0)
    assert Group.objects.get().name == "5.B" and "to gange" in report.warnings[0]


def test_a_pupil_listed_twice_is_enrolled_once_and_warned_of() -> None:
    groups = (group("5a", "5.A", grade=5), group("5b", "5.B", grade=5))
    report = apply(school(pupil("anna", "5a", 5), pupil("anna", "5b", 5, name="Anna To"), groups=groups))
    assert numbers(report, "persons") == (1, 0, 0) and numbers(report, "enrolments") == (1, 0, 0)
    assert len(report.warnings) == 2 and Person.objects.get().given_name == "Anna"
    assert Person.objects.get().family_name == "Prøve"


def test_a_hold_is_over_after_its_last_day_and_nobody_is_in_it_then() -> None:
    hold = group("svøm", "Svømning", "hold", from_on=dt.date(2026, 8, 10), to_on=dt.date(2026, 12, 19))
    main = group("5b", "5.B", grade=5)
    first = school(pupil("anna", "5b", 5, groups=("svøm",)), groups=(main, hold))
    apply(first)
    december = later(first, (dt.date(2026, 12, 18) - AUGUST).days)
    assert apply(december).is_empty
    report = apply(later(december))
    assert numbers(report, "memberships") == (0, 0, 1) and numbers(report, "groups") == (0, 0, 0)
    assert Membership.objects.get(group__register_id="svøm").to_on == dt.date(2026, 12, 19)
    assert apply(later(december, 2)).is_empty
    back = apply(later(december, 60, groups=[main, group("svøm", "Svømning", "hold")]))
    assert numbers(back, "groups") == (1, 0, 0) and numbers(back, "memberships") == (1, 0, 0)
    assert Group.objects.filter(register_id="svøm").count() == 2


def test_a_class_that_is_over_keeps_the_pupils_the_file_leaves_in_it() -> None:
    over = group("5b", "5.B", grade=5, from_on=dt.date(2021, 8, 1), to_on=dt.date(2026, 8, 1))
    file = school(pupil("anna", "5b", 5), groups=(over,))
    report = apply(file)
    assert numbers(report, "memberships") == (1, 0, 0) and numbers(report, "enrolments") == (1, 0, 0)
    assert "er slut" in report.warnings[0]
    assert apply(later(file)).is_empty


def test_a_group_left_out_ends_and_comes_back_as_a_new_row() -> None:
    first = school(groups=(group("t", "Team 5", "team"),))
    apply(first)
    assert numbers(apply(later(first, groups=[])), "groups") == (0, 0, 1)
    assert numbers(apply(later(first, 2)), "groups") == (1, 0, 0)
    rows = Group.objects.order_by("id").values_list("from_on", "to_on")
    assert list(rows) == [(AUGUST, dt.date(2026, 8, 18)), (dt.date(2026, 8, 19), None)]


def test_a_class_that_is_no_main_group_or_has_no_grade_is_warned_of() -> None:
    report = apply(school(pupil("anna", "h", 5), groups=(group("h", "Hold 5", "hold"), group("u", "Uden trin"))))
    assert numbers(report, "enrolments") == (1, 0, 0)
    assert len(report.warnings) == 2


def test_two_schools_may_use_the_same_group_id() -> None:
    apply(school(pupil("anna")))
    report = apply(school(pupil("bo"), number="101002", name="Åsenskolen"))
    assert numbers(report, "groups") == (1, 0, 0) and Group.objects.count() == 2
