"""Times and figures read as people say them."""

import datetime as dt
from decimal import Decimal

import pytest

from spor.base.clock import COPENHAGEN
from spor.ui import moments

NOW = dt.datetime(2026, 11, 25, 10, 21, tzinfo=COPENHAGEN)  # a Wednesday


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (at(25, 9, 38), "i dag kl. 9.38"),
        (at(24, 15, 12), "i går kl. 15.12"),
        (at(26, 8, 15), "i morgen kl. 8.15"),
        (at(25, 14), "i dag kl. 14"),
        (at(23, 0, 5), "i mandags kl. 0.05"),
        (at(19, 12, 0), "i torsdags kl. 12"),
        (at(18, 12, 30), "onsdag den 18. november kl. 12.30"),
        (at(30, 8), "på mandag kl. 8"),
        (at(3, 16, 20, month=12), "torsdag den 3. december kl. 16.20"),
        (at(12, 9, month=5), "tirsdag den 12. maj kl. 9"),
        (at(12, 9, month=1, year=2027), "tirsdag den 12. januar kl. 9"),
        (at(3, 9, month=12, year=2025), "3. december 2025"),
        (dt.date(2026, 11, 25), "i dag"),
        (dt.date(2026, 11, 22), "i søndags"),
        (dt.date(2026, 12, 3), "torsdag den 3. december"),
    ],
)
def test_a_moment_is_said_as_on_that_day(value: dt.datetime | dt.date, said: str) -> None:
    assert moments.moment(value, NOW) == said


def test_the_day_is_the_one_in_copenhagen() -> None:
    just_past_midnight = dt.datetime(2026, 11, 24, 23, 30, tzinfo=dt.UTC)
    assert moments.moment(just_past_midnight, NOW) == "i dag kl. 0.30"


def test_weeks_are_half_open_and_cross_new_year() -> None:
    assert moments.weeks(dt.date(2026, 11, 9), dt.date(2026, 12, 14)) == "uge 46–50"
    assert moments.weeks(dt.date(2026, 11, 9), dt.date(2026, 11, 16)) == "uge 46"
    assert moments.weeks(dt.date(2026, 12, 7), dt.date(2027, 1, 18)) == "uge 50–2"
    assert moments.week(dt.date(2026, 11, 25)) == "uge 48"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (4208, None, "4.208"),
        (3.3, None, "3,3"),
        (28.0, None, "28"),
        (Decimal("2.50"), None, "2,50"),
        (3.14159, 1, "3,1"),
        (-4, None, "−4"),
        (1234567, None, "1.234.567"),
    ],
)
def test_numbers_have_comma_and_full_stop(value: float | Decimal, decimals: int | None, written: str) -> None:
    assert moments.number(value, decimals) == written


def test_lengths_and_sizes() -> None:
    assert [moments.length(seconds) for seconds in (0, 42.4, 61, 180)] == ["0:00", "0:42", "1:01", "3:00"]
    sizes = (0, 320 * 1024, int(1.4 * 1024**2), 48 * 1024**2)
    assert [moments.file_size(size) for size in sizes] == ["1 kB", "320 kB", "1,4 MB", "48 MB"]


def test_spans_keep_the_minutes_of_the_whole_hour() -> None:
    assert [moments.clock_time(at(25, 10, 15)), moments.clock_time(at(25, 11))] == ["10.15", "11.00"]
    assert moments.at_clock(at(25, 11)) == "kl. 11"


def test_a_calendar_day_names_another_year_only() -> None:
    assert moments.calendar_day(dt.date(2026, 11, 20), NOW.date()) == "20. november"
    assert moments.calendar_day(dt.date(2023, 10, 4), NOW.date()) == "4. oktober 2023"
