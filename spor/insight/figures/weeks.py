"""Which closed week a page of figures speaks of."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.base import schoolyear
from spor.base.schoolyear import Week, week_of
from spor.insight.models import Closing

FIRST = "forloeb"  # the measure that waits for nothing: its weeks are the ones to choose from


@dataclass(frozen=True)
class Period:
    """From the school year's beginning to the end of a closed week. `day` is the Monday after; `others` are the weeks to choose from."""

    day: dt.date
    others: tuple[dt.date, ...]

    @property
    def year(self) -> int:
        return schoolyear.school_year(self.day - dt.timedelta(days=1))

    @property
    def week(self) -> Week:
        return week_of(self.day - dt.timedelta(days=1))

    @property
    def words(self) -> str:
        """«1. august til og med uge 47»."""
        return _("1. august til og med uge %(week)s") % {"week": self.week.number}

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, label and whether it is the one chosen, newest first."""
        weeks = [(monday, week_of(monday - dt.timedelta(days=1))) for monday in self.others]
        return [(written(week), str(week), monday == self.day) for monday, week in reversed(weeks)]

    @property
    def value(self) -> str:
        return written(self.week)


def written(week: Week) -> str:
    """«2026-47», as it stands in an address."""
    return f"{week.year}-{week.number:02d}"


def period(today: dt.date, asked: str = "") -> Period | None:
    """The asked week of this school year, or the newest that is closed; None when none is yet. One query."""
    begins = schoolyear.year_starts(schoolyear.school_year(today))
    rows = Closing.objects.filter(measure=FIRST, to_on__gt=begins, to_on__lte=today).order_by("to_on")
    closed = tuple(rows.values_list("to_on", flat=True))
    if not closed:
        return None
    by_value = {written(week_of(monday - dt.timedelta(days=1))): monday for monday in closed}
    return Period(by_value.get(asked, closed[-1]), closed)
