"""The school's calendar as it is read: what law makes free and what the school itself does."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.schoolyear import OfOneYear, school_year, year_starts
from spor.people.models import School
from spor.teaching import holidays
from spor.teaching.holidays import DAY, Free
from spor.teaching.models import DayOff


@dataclass(frozen=True)
class Calendar:
    """The days off of each school (by id) that touch the period asked for, with those of law."""

    law: list[Free] = field(default_factory=list)
    own: dict[int, list[Free]] = field(default_factory=dict)

    def free(self, school: int, day: dt.date) -> str:
        """Why there is no school on `day`; "" on a school day."""
        return holidays.free_on(day, [*self.own.get(school, []), *self.law])

    def school_days(self, school: int, monday: dt.date) -> list[dt.date]:
        """Monday to Friday, those with school."""
        week = [monday + number * DAY for number in range(5)]
        return [day for day in week if not self.free(school, day)]


def calendar(actor: Actor, schools: Iterable[int], from_on: dt.date, to_on: dt.date) -> Calendar:
    """The calendars of `schools` (ids) for [from_on, to_on). One query."""
    years = range(school_year(from_on), school_year(to_on - DAY) + 1)
    rows = guard.visible(actor, DayOff).filter(
        school__in=list(schools), removed_at=None, from_on__lt=to_on, to_on__gt=from_on
    )
    own: dict[int, list[Free]] = {}
    for row in rows.order_by("from_on"):
        own.setdefault(row.school_id, []).append(Free(row.from_on, row.to_on, row.name, row.code))
    return Calendar([free for year in years for free in holidays.by_law(year)], own)


@dataclass(frozen=True)
class CalendarPage(OfOneYear):
    """A school's year: its own days off, those of law, and how many school days that leaves."""

    school: School
    year: int
    own: list[Free]
    law: list[Free]
    can_write: bool

    @property
    def school_days(self) -> int:
        return holidays.school_days(self.year, self.own)

    @property
    def too_many(self) -> int:
        """School days beyond the 200 a year is planned with; negative when some are missing."""
        return self.school_days - holidays.SCHOOL_DAYS

    @property
    def all(self) -> list[Free]:
        """Both, in order of date."""
        return sorted([*self.own, *self.law], key=lambda free: (free.from_on, free.to_on))


def calendar_page(actor: Actor, code: str, year: int, action: str = "read") -> CalendarPage:
    """The calendar of the school with this code. 404 for whoever has nothing to do with it. Three queries."""
    if not 2000 <= year < 2100:
        raise Http404
    school = guard.get_or_404(actor, School, code, action, thing="school_calendar", also=["write"])
    own = calendar(actor, [school.pk], year_starts(year), year_starts(year + 1)).own.get(school.pk, [])
    return CalendarPage(school, year, own, holidays.by_law(year), vars(school)["can_write"])


def day_off(actor: Actor, school: str, code: str) -> DayOff:
    """A day off of the school, there or taken away, for whoever edits its calendar."""
    own = guard.get_or_404(actor, School, school, "write", thing="school_calendar")
    row = guard.visible(actor, DayOff).filter(school=own, code=code).first()
    if row is None:
        raise Http404
    return row
