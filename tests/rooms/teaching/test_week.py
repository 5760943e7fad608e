"""The week plan follows from what runs, with a timetable and without."""

import datetime as dt

import pytest

from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.teaching.actions.say_in_week import Said, add_line, put_back, say_in_week, take_off
from spor.teaching.actions.set_due import set_due
from spor.teaching.actions.share_week import close_week, share_week
from spor.teaching.models import DayOff, WeekWords
from spor.teaching.queries.week import WeekLine, week_lines
from tests.cast import NOW, Cast
from tests.rooms.teaching import plans
from tests.rooms.teaching.plans import FRIDAY, MONDAY, THURSDAY, WEDNESDAY

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture(params=[True, False], ids=["timetable", "none"])
def timetable(request, cast: Cast) -> bool:
    """Each test with dansk on Tuesday and Thursday, and without any timetable."""
    if request.param:
        plans.lesson(cast, 2, 8, cast.dansk)
        plans.lesson(cast, 4, 10, cast.dansk)
    return request.param


def _said(lines: list[WeekLine]) -> list[tuple[str, str]]:
    return [(f"{line.day:%a}" if not line.is_whole_week else "week", line.what) for line in lines]


def test_lines_follow_from_runs_dates_and_activities(cast, actor, timetable):
    plans.run(cast)
    lines = week_lines(actor(cast.mette), groups=[cast.g5b], monday=MONDAY)
    days = [("Tue", "Skriv krogen"), ("Thu", "Gys og gru")] if timetable else [("week", "Gys og gru: Skriv krogen")]
    assert _said(lines) == [*days, ("Thu", "Novelle")]
    assert [line.hours for line in lines] == (["8.00–8.45", "10.00–10.45", ""] if timetable else ["", ""])
    assert lines[-1].hand_in is not None
    assert {line.subject for line in lines} == {cast.dansk}


def test_a_lesson_without_a_run_says_only_its_subject(cast, actor):
    plans.lesson(cast, 3, 12, cast.historie)
    assert _said(week_lines(actor(cast.mette), groups=[cast.g5b], monday=MONDAY)) == [("Wed", "")]


def test_a_day_off_has_no_lessons_and_the_activities_move_to_the_others(cast, actor, timetable):
    plans.run(cast)
    DayOff.objects.create(
        school=cast.kastanje, name="Fridag", from_on=TUESDAY, to_on=WEDNESDAY, by=cast.lone, at=NOW, key="k"
    )
    lines = week_lines(actor(cast.mette), groups=[cast.g5b], monday=MONDAY)
    first = ("Thu", "Skriv krogen") if timetable else ("week", "Gys og gru: Skriv krogen")
    assert _said(lines) == [first, ("Thu", "Novelle")]


def test_two_runs_of_a_subject_and_those_of_no_lesson_all_stand_there(cast, actor, timetable):
    plans.run(cast, steps=())
    plans.run(cast, steps=(), title="Læseløft")
    plans.run(cast, steps=(), title="Vikingerne", subject=cast.historie)
    lines = week_lines(actor(cast.mette), groups=[cast.g5b], monday=MONDAY)
    assert {line.what for line in lines} == {"Gys og gru", "Læseløft", "Vikingerne"}
    assert sum(line.is_whole_week for line in lines) == (2 if timetable else 3)


def test_pupil_and_home_see_the_week_once_it_is_shared_and_no_longer_than_that(cast, actor, timetable):
    plans.run(cast)
    readers = [cast.oskar, cast.henrik, cast.signe]
    assert not any(week_lines(actor(who), pupil=cast.oskar, monday=MONDAY) for who in readers)
    for who in (cast.mette, cast.jonas, cast.ida, cast.susanne):
        assert week_lines(actor(who), groups=[cast.g5b], monday=MONDAY), who
    share_week(actor=actor(cast.mette), group=cast.g5b, monday=MONDAY)
    share_week(actor=actor(cast.jonas), group=cast.g5b, monday=MONDAY)
    for who in readers:
        assert len(week_lines(actor(who), pupil=cast.oskar, monday=MONDAY)) == (3 if timetable else 2), who
        assert not week_lines(actor(who), pupil=cast.oskar, monday=MONDAY + dt.timedelta(days=7))
    for who in (cast.alma, cast.jens, cast.stepfather, cast.stranger, cast.otto):
        assert not week_lines(actor(who), groups=[cast.g5b], monday=MONDAY), who
        assert not week_lines(actor(who), pupil=cast.oskar, monday=MONDAY), who
    close_week(actor=actor(cast.jonas), group=cast.g5b, monday=MONDAY)
    assert not any(week_lines(actor(who), pupil=cast.oskar, monday=MONDAY) for who in readers)


def test_what_a_teacher_says_stands_instead_and_is_stored_once(cast, actor, timetable):
    plans.run(cast)
    mette = actor(cast.mette)
    line = week_lines(mette, groups=[cast.g5b], monday=MONDAY)[0]
    for what in ("Vi går på biblioteket", "Vi går i skoven"):
        line = week_lines(mette, groups=[cast.g5b], monday=MONDAY)[0]
        say_in_week(actor=mette, line=line, monday=MONDAY, said=Said(what, "lånerkort"), key=new_code())
    changed = week_lines(actor(cast.jonas), groups=[cast.g5b], monday=MONDAY)[0]
    assert (changed.what, changed.bring, changed.day) == ("Vi går i skoven", "lånerkort", line.day)
    assert WeekWords.objects.count() == 1


def test_only_what_to_remember_leaves_the_words_to_follow_the_run(cast, actor):
    plans.run(cast)
    mette = actor(cast.mette)
    line = week_lines(mette, groups=[cast.g5b], monday=MONDAY)[0]
    say_in_week(actor=mette, line=line, monday=MONDAY, said=Said(line.what, "sko"), key=new_code())
    assert WeekWords.objects.get().what == ""
    assert week_lines(mette, groups=[cast.g5b], monday=MONDAY)[0].bring == "sko"


def test_words_about_an_assignment_go_with_its_date(cast, actor):
    made = plans.run(cast)
    mette = actor(cast.mette)
    line = week_lines(mette, groups=[cast.g5b], monday=MONDAY)[-1]
    say_in_week(actor=mette, line=line, monday=MONDAY, said=Said("", "hæftet"), key=new_code())
    next_monday = MONDAY + dt.timedelta(days=7)
    set_due(actor=mette, assignment=made.assignments.get(), due_on=next_monday)
    assert not [line for line in week_lines(mette, groups=[cast.g5b], monday=MONDAY) if line.hand_in or line.bring]
    moved = week_lines(mette, groups=[cast.g5b], monday=next_monday)
    assert [(line.day, line.bring) for line in moved if line.hand_in] == [(next_monday, "hæftet")]
    share_week(actor=mette, group=cast.g5b, monday=next_monday)
    assert [
        line.bring for line in week_lines(actor(cast.oskar), pupil=cast.oskar, monday=next_monday) if line.hand_in
    ] == ["hæftet"]


def test_a_line_is_added_once_taken_off_and_put_back(cast, actor):
    mette = actor(cast.mette)
    for _ in range(2):
        add_line(
            actor=mette, group=cast.g5b, monday=MONDAY, day=FRIDAY, subject=None, said=Said("Kagedag", "kage"), key="k"
        )
    (line,) = week_lines(mette, groups=[cast.g5b], monday=MONDAY)
    words = take_off(actor=mette, line=line, monday=MONDAY, key=new_code())
    assert not week_lines(mette, groups=[cast.g5b], monday=MONDAY)
    put_back(actor=mette, words=words)
    assert _said(week_lines(mette, groups=[cast.g5b], monday=MONDAY)) == [("Fri", "Kagedag")]
    with pytest.raises(Refused, match="Skriv"):
        add_line(actor=mette, group=cast.g5b, monday=MONDAY, day=FRIDAY, subject=None, said=Said(), key="l")
    with pytest.raises(Refused, match="anden uge"):
        other = MONDAY - dt.timedelta(days=1)
        add_line(actor=mette, group=cast.g5b, monday=MONDAY, day=other, subject=None, said=Said("x"), key="m")


def test_words_whose_line_is_gone_are_not_lost(cast, actor):
    lesson = plans.lesson(cast, 4, 10, cast.dansk)
    mette = actor(cast.mette)
    (line,) = week_lines(mette, groups=[cast.g5b], monday=MONDAY)
    say_in_week(actor=mette, line=line, monday=MONDAY, said=Said("Vi tager på tur", "madpakke"), key=new_code())
    lesson.delete()
    assert [(line.day, line.what) for line in week_lines(mette, groups=[cast.g5b], monday=MONDAY)] == [
        (THURSDAY, "Vi tager på tur")
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_a_week_costs_the_same_however_full(cast, actor, many, django_assert_num_queries):
    for number in range(many):
        plans.run(cast, title=f"Forløb {number}")
        plans.lesson(cast, number + 1, 8, cast.dansk)
        add_line(
            actor=actor(cast.mette),
            group=cast.g5b,
            monday=MONDAY,
            day=FRIDAY,
            subject=cast.dansk,
            said=Said(f"Linje {number}"),
            key=new_code(),
        )
    mette = actor(cast.mette)
    assert mette.relations
    with django_assert_num_queries(9):
        assert len(week_lines(mette, groups=[cast.g5b, cast.g2a], monday=MONDAY)) >= many * 2
