"""School years and weeks. A school year is 1 August–31 July and is stored as its first year; a week is (ISO year, ISO week)."""

import datetime as dt
from typing import NamedTuple


class Week(NamedTuple):
    """An ISO week."""

    year: int
    number: int

    @property
    def monday(self) -> dt.date:
        return dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def friday(self) -> dt.date:
        return dt.date.fromisocalendar(self.year, self.number, 5)

    def __str__(self) -> str:
        return f"uge {self.number}"


def school_year(day: dt.date) -> int:
    """The first calendar year of the school year that `day` lies in (2026 for 25 November 2026)."""
    return day.year if day.month >= 8 else day.year - 1


def year_starts(first_year: int) -> dt.date:
    return dt.date(first_year, 8, 1)


def year_label(first_year: int) -> str:
    """«2026/27»."""
    return f"{first_year}/{(first_year + 1) % 100:02d}"


class OfOneYear:
    """A page about one school year, with the ways to the years beside it."""

    year: int

    @property
    def label(self) -> str:
        return year_label(self.year)

    @property
    def previous_year(self) -> int:
        return self.year - 1

    @property
    def next_year(self) -> int:
        return self.year + 1

    @property
    def previous_label(self) -> str:
        return year_label(self.year - 1)

    @property
    def next_label(self) -> str:
        return year_label(self.year + 1)


def week_of(day: dt.date) -> Week:
    """The ISO week that `day` lies in; its year is not always the calendar's (1 January 2027 lies in week 53 of 2026)."""
    iso = day.isocalendar()
    return Week(iso.year, iso.week)


def weeks_between(first: dt.date, until: dt.date) -> list[Week]:
    """The ISO weeks that the half-open period [first, until) touches, in order."""
    weeks: list[Week] = []
    day = first
    while day < until:
        week = week_of(day)
        weeks.append(week)
        day = week.monday + dt.timedelta(days=7)
    return weeks
