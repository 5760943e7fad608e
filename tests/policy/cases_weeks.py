"""The addresses of weeks, years, calendars and timetables, and who gets them."""

from collections.abc import Callable

from tests.policy.case import (
    CLASS,
    HOME,
    LEADERS,
    PUPILS,
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

OFFICE = LEADERS | {"secretary"}
AT_SCHOOL = STAFF | PUPILS | HOME | {"parent_other_child", "substitute"}


def _school(*more: Callable[[LivingSchool], str]) -> Codes:
    return lambda school: (school.school.code, *(each(school) for each in more))


def _school_year(*more: Callable[[LivingSchool], str]) -> Codes:
    return _school(lambda school: "2026", *more)


def _day_off(school: LivingSchool) -> str:
    return school.day_off.code


# Mette and Jonas teach the subject too, and are none of the actors.
OWNER = frozenset({"subject_teacher"})
LEADS = frozenset({"class_teacher"})


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
    Case("year_idea_forloeb", OWNER, _year(lambda school: school.idea.code), _nothing),
    Case("year_idea_start", OWNER, _year(lambda school: school.idea.code), _nothing),
    Case("year_share_across", LEADS, _year(), _nothing),
    Case("year_closing_across", LEADS, _year(), _nothing),
    Case("year_share", OWNER, _subject_year(), _nothing),
    Case("year_closing", OWNER, _subject_year(), _nothing),
    Case("year_last", OWNER, _subject_year(), _nothing),
    Case("school_calendar_now", AT_SCHOOL, _school()),
    Case("school_calendar", AT_SCHOOL, _school_year()),
    Case("days_off", OFFICE, _school_year(), _of(name="Skolefest", first="2027-05-20", last="", key=_key)),
    Case("days_off_usual", OFFICE, _school_year(), _nothing),
    Case("day_off_removal", OFFICE, _school_year(_day_off), _nothing),
    Case("day_off_return", OFFICE, _school_year(_day_off), _nothing),
    Case("calendar_import", OFFICE, _school_year()),
    Case("calendar_import", OFFICE, _school_year(), _of(text="BEGIN:VCALENDAR\nEND:VCALENDAR")),
    Case("timetable_import", OFFICE, _school()),
    Case("timetable_import", OFFICE, _school(), _of(text="klasse;dag;start;slut", from_on="2026-11-25")),
]
