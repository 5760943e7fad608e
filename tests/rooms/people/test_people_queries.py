"""Building blocks: who is where, on which day."""

import datetime as dt

from spor.people import queries
from spor.people.models import Enrolment, Group, Membership, Person, Post
from tests.cast import TODAY, Cast

JULY, BEFORE = dt.date(2026, 7, 31), dt.date(2025, 8, 1)


def names(rows: object) -> list[str]:
    return [str(row) for row in rows]  # type: ignore[attr-defined] # a queryset


def test_live_groups_are_of_one_school_and_one_day(cast: Cast, django_assert_num_queries) -> None:
    Group.objects.create(school=cast.kastanje, register_id="kor", name="Åkor", kind="hold", from_on=BEFORE, to_on=TODAY)
    with django_assert_num_queries(1):
        assert names(queries.live_groups(cast.kastanje.pk, TODAY)) == ["0.A", "2.A", "5.B"]
    assert names(queries.live_groups(cast.kastanje.pk, JULY)) == ["Åkor"]
    assert names(queries.live_groups(cast.kastanje.pk, TODAY, "hold", "sfo")) == []


def test_the_main_group_is_the_one_of_the_day(cast: Cast) -> None:
    Enrolment.objects.create(
        person=cast.oskar, school=cast.aasen, group=cast.aasen_5a, grade=4, from_on=BEFORE, to_on=dt.date(2026, 8, 1)
    )
    assert queries.main_group(cast.oskar.pk, TODAY) == cast.g5b
    assert queries.main_group(cast.oskar.pk, JULY) == cast.aasen_5a
    assert queries.main_group(cast.oskar.pk, dt.date(2025, 7, 31)) is None


def test_pupils_come_in_danish_order_each_once_without_staff_and_those_who_left(cast: Cast) -> None:
    Person.objects.filter(pk=cast.viggo.pk).update(given_name="Aage")
    left = Person.objects.create(uniid="left", given_name="Bo")
    Membership.objects.create(person=left, group=cast.g5b, role="pupil", from_on=BEFORE, to_on=TODAY)
    found = queries.pupils_of([cast.g5b.pk, cast.g2a.pk], TODAY)
    assert [person.given_name for person in found] == ["Alma", "Liva", "Noor", "Oskar", "Aage"]


def test_staff_are_those_with_a_post_that_day(cast: Cast) -> None:
    Post.objects.filter(person=cast.ida).update(to_on=TODAY)
    Post.objects.create(person=cast.susanne, school=cast.kastanje, role="teacher", from_on=BEFORE)
    found = names(queries.staff_of(cast.kastanje.pk, TODAY))
    assert found.count("Susanne Krag") == 1 and "Ida Winther" not in found and "Otto Juhl" not in found
    assert names(queries.staff_of(cast.kastanje.pk, TODAY, "leader", "management")) == ["Susanne Krag"]


def test_history_is_by_school_year_and_leaves_out_what_never_was(cast: Cast, django_assert_num_queries) -> None:
    august = dt.date(2026, 8, 1)
    for grade, begins, ends in [(3, dt.date(2024, 8, 1), BEFORE), (4, BEFORE, august), (6, august, august)]:
        Enrolment.objects.create(
            person=cast.oskar, school=cast.kastanje, group=cast.g5b, grade=grade, from_on=begins, to_on=ends
        )
    with django_assert_num_queries(1):
        history = [(row.grade, row.group.name, row.school.name) for row in queries.enrolments_of(cast.oskar.pk)]
    assert history == [(grade, "5.B", "Kastanjeskolen") for grade in (3, 4, 5)]
    assert [row.grade for row in queries.enrolments_in_year(cast.oskar.pk, 2025)] == [4]
    assert [row.grade for row in queries.enrolments_in_year(cast.oskar.pk, 2026)] == [5]
