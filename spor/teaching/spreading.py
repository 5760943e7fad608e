"""Which activity of a run belongs to which week, as it follows from the run's weeks and its dates. Pure; nothing of it is stored.

Activities come in the order they were written. Those before an assignment are spread evenly over the weeks up to the day it is handed in;
those after it over the weeks after that. Move a date, and they move.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from spor.base.schoolyear import weeks_between

T = TypeVar("T")
DAY = dt.timedelta(days=1)


class Step(NamedTuple):
    """A block of a run's edition: an activity by its `title`, or an assignment by the date it is handed in (None without one)."""

    title: str
    is_activity: bool
    due_on: dt.date | None = None


def by_week(
    steps: Iterable[Step], starts_on: dt.date, ends_on: dt.date, free_mondays: frozenset[dt.date] = frozenset()
) -> dict[dt.date, list[str]]:
    """Monday → the titles of the activities of that week. Weeks without school (`free_mondays`) get none.

    A date outside the run, or before an earlier one, does not divide it.
    """
    found: dict[dt.date, list[str]] = {}
    waiting: list[str] = []
    begins = starts_on
    for step in steps:
        if step.is_activity:
            waiting.append(step.title)
        elif step.due_on and begins < step.due_on < ends_on and waiting:
            _lay(found, waiting, _mondays(begins, step.due_on + DAY, free_mondays))
            waiting, begins = [], _week_after(step.due_on, ends_on)
    _lay(found, waiting, _mondays(begins, ends_on, free_mondays))
    return found


def spread(things: Sequence[T], places: int) -> list[list[T]]:
    """`things` in order over so many places, as evenly as can be: [a, b, c] over 2 is [[a, b], [c]]; [a] over 3 is [[a], [], []]."""
    found: list[list[T]] = [[] for _ in range(places)]
    for number, thing in enumerate(things):
        found[number * places // len(things) if len(things) > places else number].append(thing)
    return found


def _week_after(day: dt.date, ends_on: dt.date) -> dt.date:
    """The Monday after `day`; where the run ends before that, the run's last week."""
    monday = day - day.weekday() * DAY
    return monday + 7 * DAY if monday + 7 * DAY < ends_on else min(monday, ends_on - DAY)


def _mondays(begins: dt.date, ends: dt.date, free: frozenset[dt.date]) -> list[dt.date]:
    mondays = [week.monday for week in weeks_between(begins, ends)]
    return [monday for monday in mondays if monday not in free] or mondays


def _lay(found: dict[dt.date, list[str]], titles: list[str], mondays: list[dt.date]) -> None:
    """Titles over weeks: more weeks than titles leaves each title where it begins, with the weeks between them even."""
    count = len(titles)
    for number, title in enumerate(titles):
        at = number * len(mondays) // count
        found.setdefault(mondays[at], []).append(title)
