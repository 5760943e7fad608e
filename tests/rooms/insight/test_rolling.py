"""Weeks are closed once, from the rooms' own rows; what is told stands over the limit, and holds nobody."""

import datetime as dt

import pytest
from django.core.management import call_command

from spor.home.measures import MEASURES
from spor.insight.limits import Behind, may_be_told, place
from spor.insight.models import AreaTold, Closing, Figure, Intake
from spor.insight.rolling import roll_up
from spor.people.models import Person
from tests.cast import NOW, Cast
from tests.rooms.insight import crowd as crowds
from tests.rooms.insight.crowd import Room

FIFTH = place(5)


@pytest.fixture
def rooms(cast: Cast) -> list[Room]:
    return crowds.crowd(cast)


def figures(measure: str) -> list[Figure]:
    return list(Figure.objects.filter(measure=measure).order_by("to_on", "grades"))


def test_a_year_group_is_told_and_a_class_of_one_teacher_waits(rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    (told,) = figures("shared")
    assert (told.grades, told.count, told.to_on) == (FIFTH, 9, dt.date(2026, 11, 9))
    assert (told.pupils, told.staff) == (9, 3)
    (begun,) = figures("forloeb")
    assert (begun.grades, begun.count, begun.rest) == (FIFTH, 3, None)


def test_feedback_counts_what_was_answered_within_a_fortnight_of_what_was_handed_in(rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    (told,) = figures("feedback")
    assert (told.count, told.rest) == (12, 6)
    assert told.told_on == told.to_on + dt.timedelta(days=14)


def test_an_answer_after_the_fortnight_is_none(cast: Cast) -> None:
    for name in ("5.X", "5.Y", "5.Z"):
        each = crowds.room(cast, name, 5)
        run = crowds.start(cast, each, "2026-10-05")
        crowds.hand_in(each, run, "2026-10-20", count=6, answered=4)
        crowds.hand_in(each, run, "2026-10-21", count=4, answered=4, waits=15)
    roll_up(MEASURES, now=NOW)
    (told,) = figures("feedback")
    assert (told.count, told.rest) == (12, 18)


def test_a_week_is_closed_once_and_a_second_run_changes_nothing(rooms: list[Room]) -> None:
    assert roll_up(MEASURES, now=NOW) > 0
    before = list(Figure.objects.values()), Closing.objects.count()
    assert roll_up(MEASURES, now=NOW) == 0
    assert (list(Figure.objects.values()), Closing.objects.count()) == before


def test_week_by_week_is_told_as_all_at_once(rooms: list[Room]) -> None:
    for week in range(16, -1, -1):
        roll_up(MEASURES, now=NOW - dt.timedelta(weeks=week))
    by_week = [(row.measure, row.grades, row.to_on, row.count, row.rest) for row in Figure.objects.order_by("pk")]
    Figure.objects.all().delete()
    Closing.objects.all().delete()
    roll_up(MEASURES, now=NOW)
    at_once = [(row.measure, row.grades, row.to_on, row.count, row.rest) for row in Figure.objects.order_by("pk")]
    assert sorted(by_week) == sorted(at_once)


def test_what_happens_in_a_closed_week_afterwards_is_not_told_of_it(rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    crowds.share(rooms[0], 2, "2026-11-04", begin=3)
    roll_up(MEASURES, now=NOW + dt.timedelta(weeks=1))
    assert [row.count for row in figures("shared")] == [9]


def test_what_waits_is_told_with_what_comes(rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    for each in rooms[:2]:
        crowds.share(each, 1, "2026-11-24", begin=3)
    roll_up(MEASURES, now=NOW + dt.timedelta(weeks=1))
    assert [row.count for row in figures("shared")] == [9]  # four of two year groups are few
    for each in rooms[:3]:
        crowds.share(each, 1, "2026-12-01", begin=4)
    roll_up(MEASURES, now=NOW + dt.timedelta(weeks=2))
    assert [(row.grades, row.count) for row in figures("shared")] == [(FIFTH, 9), (FIFTH, 5)]


def test_a_talk_counts_when_it_is_held_once_a_pupil(rooms: list[Room]) -> None:
    for each in rooms[:3]:
        crowds.talk(each, 3, "2026-11-10")
        crowds.talk(each, 1, "2026-11-12")  # with one of them again
    roll_up(MEASURES, now=NOW)
    (told,) = figures("talks")
    assert (told.grades, told.count, told.rest) == (FIFTH, 9, 19)


def test_nobody_stands_in_what_is_kept(rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    for model in (Figure, Closing, Intake, AreaTold):
        related = {field.related_model for field in model._meta.fields if field.is_relation}
        assert Person not in related


def test_every_figure_stands_over_the_limit(rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    for row in Figure.objects.all():
        assert may_be_told(Behind(row.pupils, row.staff, row.rest_pupils, row.rest_staff))


def test_an_area_is_told_when_three_have_begun_on_it(cast: Cast) -> None:
    area = cast.goals[0]
    area.kind = "area"
    area.save()
    rooms = [crowds.room(cast, name, 5) for name in ("5.X", "5.Y", "5.Z")]
    for each in rooms[:2]:
        crowds.start(cast, each, "2026-10-05", goal=area)
    roll_up(MEASURES, now=NOW)
    assert not AreaTold.objects.exists()
    crowds.start(cast, rooms[2], "2026-11-23", goal=area)
    roll_up(MEASURES, now=NOW + dt.timedelta(weeks=1))
    assert AreaTold.objects.get().area == area


def test_a_pupil_counts_where_they_went_then(cast: Cast, rooms: list[Room]) -> None:
    roll_up(MEASURES, now=NOW)
    assert Intake.objects.get(school=cast.kastanje, grade=6).pupils == 8


def test_the_command_says_what_it_did(rooms: list[Room], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("roll_up")
    call_command("roll_up")
    first, second = capsys.readouterr().out.splitlines()
    assert "weeks closed" in first
    assert "No week has ended" in second
