"""The addresses of weeks, years, calendars and timetables, and who gets them."""

from tests.policy.case import (
    CLASS,
    SIGNED_IN,
    STAFF,
    TEACHERS,
    Case,
    _anchor,
    _key,
    _nothing,
    _of,
    _week,
)

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
]
