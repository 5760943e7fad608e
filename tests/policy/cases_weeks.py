"""The addresses of weeks, years, calendars and timetables, and who gets them."""

from collections.abc import Callable

from tests.policy.case import (
    CLASS,
    SIGNED_IN,
    STAFF,
    TEACHERS,
    Case,
    Codes,
    _anchor,
    _key,
    _nothing,
    _of,
    _week,
)
from tests.policy.school import LivingSchool

# Mette and Jonas teach the subject too, and are none of the actors.
OWNER = frozenset({"subject_teacher"})


def _year(*more: Callable[[LivingSchool], str]) -> Codes:
    return lambda school: (school.group.code, "2026", *(each(school) for each in more))


def _subject_year() -> Codes:
    return _year(lambda school: school.subject.code)


WEEKS = [
    Case("week", SIGNED_IN),
    Case("week_of", SIGNED_IN, lambda school: ("2026", "48")),
    Case("week_share_all", SIGNED_IN, lambda school: ("2026", "48"), _nothing),
    Case("group_week", CLASS | STAFF, _week()),
    Case("week_lines", TEACHERS, _week(), _of(day="2026-11-25", what="Kagedag", key=_key)),
    Case("week_line", TEACHERS, _week(_anchor), _of(what="Vi går i skoven", bring="sko", key=_key)),
    Case("week_line_removal", TEACHERS, _week(_anchor), _nothing),
    Case("week_line_return", TEACHERS, _week(lambda school: school.week_words.code), _nothing),
    Case("week_share", TEACHERS, _week(), _nothing),
    Case("week_closing", TEACHERS, _week(), _nothing),
    Case("years", SIGNED_IN),
    Case("group_year", CLASS | STAFF, _year()),
    Case(
        "year_ideas",
        OWNER,
        _year(),
        _of(title="Sagn", subject=lambda school: school.subject.code, first="2027-5", last="2027-7", key=_key),
    ),
    Case("year_weeks", OWNER, _year(lambda school: school.idea.code), _of(step="later")),
    Case("year_weeks", OWNER, _year(lambda school: school.run.code), _of(first="2026-48", last="2026-51")),
    Case("year_idea_removal", OWNER, _year(lambda school: school.idea.code), _nothing),
    Case("year_idea_return", OWNER, _year(lambda school: school.idea.code), _nothing),
    Case("year_share", OWNER, _subject_year(), _nothing),
    Case("year_closing", OWNER, _subject_year(), _nothing),
    Case("year_last", OWNER, _subject_year(), _nothing),
]
