"""Days without school that follow from law and are computed, never listed. Pure functions.

Public holidays: those of the folkekirke; store bededag is gone from 2024 (lov nr. 214 af 6. marts 2023).
Summer: the holiday begins the last Saturday of June (folkeskoleloven § 14 a, stk. 2); the school year begins on 1 August.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

DAY = dt.timedelta(days=1)
SCHOOL_DAYS = 200  # the number a school year is planned with


@dataclass(frozen=True)
class Free:
    """Days [from_on, to_on) without lessons. `code` is that of the school's own row, "" where law says it."""

    from_on: dt.date
    to_on: dt.date
    name: str
    code: str = ""

    def has(self, day: dt.date) -> bool:
        return self.from_on <= day < self.to_on

    @property
    def last_on(self) -> dt.date:
        return self.to_on - DAY


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - moon - quarter_rest) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def public_holidays(year: int) -> dict[dt.date, str]:
    """The holidays of a calendar year, with their names."""
    sunday = easter(year)
    found = {
        dt.date(year, 1, 1): _("Nytårsdag"),
        sunday - 3 * DAY: _("Skærtorsdag"),
        sunday - 2 * DAY: _("Langfredag"),
        sunday: _("Påskedag"),
        sunday + DAY: _("2. påskedag"),
        sunday + 39 * DAY: _("Kristi himmelfartsdag"),
        sunday + 49 * DAY: _("Pinsedag"),
        sunday + 50 * DAY: _("2. pinsedag"),
        dt.date(year, 12, 25): _("1. juledag"),
        dt.date(year, 12, 26): _("2. juledag"),
    }
    if year < 2024:
        found[sunday + 26 * DAY] = _("Store bededag")
    return found


def summer_begins(year: int) -> dt.date:
    """The last Saturday of June."""
    last = dt.date(year, 6, 30)
    return last - ((last.weekday() - 5) % 7) * DAY


def by_law(first_year: int) -> list[Free]:
    """What law makes free in the school year that begins on 1 August of `first_year`, in order; Saturdays and Sundays besides."""
    begins, ends = dt.date(first_year, 8, 1), dt.date(first_year + 1, 8, 1)
    days = public_holidays(first_year) | public_holidays(first_year + 1)
    summer = Free(summer_begins(first_year + 1), ends, _("Sommerferie"))
    found = [Free(day, day + DAY, name) for day, name in days.items() if begins <= day < summer.from_on]
    return [*sorted(found, key=lambda free: free.from_on), summer]


def usual(first_year: int) -> list[Free]:
    """The holidays most schools have besides those of law: a beginning for the school's own calendar."""
    spring = easter(first_year + 1)
    ascension = spring + 39 * DAY
    autumn, winter = (dt.date.fromisocalendar(year, week, 1) for year, week in ((first_year, 42), (first_year + 1, 7)))
    first_day = dt.date(first_year, 8, 8)
    first_day += (7 - first_day.weekday()) % 7 * DAY
    return [
        Free(dt.date(first_year, 8, 1), first_day, _("Sommerferie")),
        Free(autumn, autumn + 5 * DAY, _("Efterårsferie")),
        Free(dt.date(first_year, 12, 21), dt.date(first_year + 1, 1, 4), _("Juleferie")),
        Free(winter, winter + 5 * DAY, _("Vinterferie")),
        Free(spring - 6 * DAY, spring - 3 * DAY, _("Påskeferie")),
        Free(ascension + DAY, ascension + 2 * DAY, _("Fredag efter Kristi himmelfartsdag")),
    ]


def free_on(day: dt.date, days_off: Iterable[Free]) -> str:
    """Why there is no school on `day`: the name; "" on a school day. Saturdays and Sundays are «Weekend»."""
    if day.weekday() >= 5:
        return _("Weekend")
    return next((free.name for free in days_off if free.has(day)), "")


def school_days(first_year: int, days_off: Iterable[Free]) -> int:
    """How many days there is school in the school year, with these days off besides those of law."""
    free = [*by_law(first_year), *days_off]
    day, ends, count = dt.date(first_year, 8, 1), dt.date(first_year + 1, 8, 1), 0
    while day < ends:
        count += not free_on(day, free)
        day += DAY
    return count
