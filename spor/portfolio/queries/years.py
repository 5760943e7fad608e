"""A pupil's school years, from the register's own history, whichever school they were at."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from spor.base.clock import start_of_day, today
from spor.base.compiled import Compiled
from spor.base.schoolyear import school_year, year_label, year_starts
from spor.people.queries import enrolments_of


class _Place(NamedTuple):
    """An enrolment."""

    from_on: dt.date
    to_on: dt.date | None
    grade: int | None
    school_id: int
    school: str


_PLACES = Compiled(
    lambda ids: enrolments_of(ids[0]).values_list("from_on", "to_on", "grade", "school", "school__name"), 1
)


@dataclass(frozen=True)
class Year:
    """A school year of one pupil. `first` is its first calendar year; `school` is named where it is another than today's."""

    first: int
    label: str
    school: str = ""

    @property
    def ends_at(self) -> dt.datetime:
        """The moment the next school year begins."""
        return start_of_day(year_starts(self.first + 1))


def years_of(pupil_id: int, day: dt.date) -> list[Year]:
    """The school years the pupil has been at school until `day`, newest first. One query. The caller has asked the guard."""
    found: dict[int, Year] = {}
    rows = [row for row in map(_Place._make, _PLACES([pupil_id])) if row.from_on <= day]
    present = rows[-1].school_id if rows else None
    for row in rows:
        begun = school_year(row.from_on)
        last = day if row.to_on is None else min(day, row.to_on - dt.timedelta(days=1))
        for first in range(begun, school_year(last) + 1):
            school = "" if row.school_id == present else row.school
            found[first] = Year(first, _label(row, first - begun), school)
    return [found[first] for first in sorted(found, reverse=True)]


def year_of(moment: dt.datetime) -> int:
    """The first calendar year of the school year a moment lies in."""
    return school_year(today(moment))


def unknown_year(first: int) -> Year:
    """A year before (or between) what the register knows."""
    return Year(first, year_label(first))


def _label(row: _Place, later: int) -> str:
    """«5. klasse»; where the register let a row run on into the next year, its grade goes on too."""
    if row.grade is None:
        return year_label(school_year(row.from_on) + later)
    return _("%(grade)s. klasse") % {"grade": row.grade + later}
