"""What day, week and school year it is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.base import clock, schoolyear
from spor.base.models import Installation
from spor.base.schoolyear import Week

REAL_NOW = clock.now  # the fixture of all tests puts a standing clock in its place
DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (dt.datetime(2026, 11, 24, 22, 59, tzinfo=dt.UTC), dt.date(2026, 11, 24)),
        (dt.datetime(2026, 11, 24, 23, 0, tzinfo=dt.UTC), dt.date(2026, 11, 25)),
        (dt.datetime(2026, 7, 31, 21, 59, tzinfo=dt.UTC), dt.date(2026, 7, 31)),
        (dt.datetime(2026, 7, 31, 22, 0, tzinfo=dt.UTC), dt.date(2026, 8, 1)),
    ],
)
def test_today_is_the_date_in_copenhagen(moment: dt.datetime, day: dt.date) -> None:
    assert clock.today(moment) == day


@given(DAYS)
def test_a_day_begins_on_that_day(day: dt.date) -> None:
    start = clock.start_of_day(day)
    assert clock.today(start) == day and clock.today(start.astimezone(dt.UTC) - dt.timedelta(microseconds=1)) < day


def test_real_time_outside_the_demo(settings: object) -> None:
    settings.DEMO = False
    assert abs(REAL_NOW() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


@pytest.mark.django_db
def test_the_demo_clock_needs_both_the_setting_and_the_database(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_demo_row", None)
    settings.DEMO = True
    assert REAL_NOW() - dt.datetime.now(dt.UTC) < dt.timedelta(seconds=5)
    Installation.objects.create(kind=Installation.Kind.DEMO)
    first, second = REAL_NOW(), REAL_NOW()
    assert clock.DEMO_START <= first <= second < clock.DEMO_START + dt.timedelta(hours=3)
    settings.DEMO = False
    assert abs(REAL_NOW() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


@pytest.mark.parametrize(
    ("day", "year"), [("2026-07-31", 2025), ("2026-08-01", 2026), ("2027-01-01", 2026), ("2026-11-25", 2026)]
)
def test_a_school_year_begins_in_august(day: str, year: int) -> None:
    assert schoolyear.school_year(dt.date.fromisoformat(day)) == year


@given(DAYS)
def test_every_day_lies_in_its_school_year(day: dt.date) -> None:
    year = schoolyear.school_year(day)
    assert schoolyear.year_starts(year) <= day < schoolyear.year_starts(year + 1)


def test_a_school_year_is_said_with_both_its_years() -> None:
    assert schoolyear.year_label(2026) == "2026/27" and schoolyear.year_label(1999) == "1999/00"


def test_weeks_at_the_turn_of_the_year() -> None:
    assert schoolyear.week_of(dt.date(2027, 1, 1)) == Week(2026, 53)
    assert Week(2026, 48).monday == dt.date(2026, 11, 23) and Week(2026, 48).friday == dt.date(2026, 11, 27)
    assert str(Week(2026, 48)) == "uge 48"


@given(DAYS, st.integers(0, 400))
def test_weeks_between_are_those_that_hold_a_day_of_the_period(first: dt.date, length: int) -> None:
    days = [first + dt.timedelta(days=number) for number in range(length)]
    expected = list(dict.fromkeys(schoolyear.week_of(day) for day in days))
    assert schoolyear.weeks_between(first, first + dt.timedelta(days=length)) == expected
