"""The weeks of a forløb: ISO week numbers as teachers say them, over New Year too."""

import datetime as dt

from django.utils.translation import gettext as _

from spor.base.schoolyear import Week

_BACK = dt.timedelta(days=120)


def year_of(week: int, today: dt.date) -> int:
    """The year meant by «uge 47» said on `today`: the coming one, or the one not more than four months ago."""
    for year in (today.year - 1, today.year):
        if week <= last_week(year) and Week(year, week).monday >= today - _BACK:
            return year
    return today.year + 1


def last_week(year: int) -> int:
    """52 or 53."""
    return dt.date(year, 12, 28).isocalendar().week


def span(from_week: int | None, to_week: int | None, year: int | None) -> list[int]:
    """The week numbers from the first to the last, 50, 51, 52, 1, 2 over New Year; at most a year of them. Empty without a first."""
    if from_week is None:
        return []
    end = to_week or from_week
    if end >= from_week:
        return list(range(from_week, end + 1))
    return [*range(from_week, last_week(year or 2026) + 1), *range(1, end + 1)]


def in_words(from_week: int | None, to_week: int | None) -> str:
    """«uge 46–50», «uge 46», "" without a week."""
    if from_week is None:
        return ""
    last = "" if to_week in (None, from_week) else f"–{to_week}"
    return _("uge %(weeks)s") % {"weeks": f"{from_week}{last}"}
