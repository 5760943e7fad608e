"""A line of a timetable file as it says it, and what it means at a school."""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.curriculum.models import Subject
from spor.people.models import Post, School, live
from spor.people.queries import live_groups
from spor.teaching.hours import Hour

_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_CLOCK = re.compile(r"(\d{1,2})[.:]?(\d{2})")


@dataclass(frozen=True)
class Row:
    """What a line says, in its own words. `line` counts from 1."""

    line: int
    group: str
    day: str
    begins: str
    ends: str
    subject: str
    teacher: str = ""
    room: str = ""


@dataclass
class Known:
    """What a school's own words mean: name in small letters → row id."""

    groups: dict[str, int] = field(default_factory=dict)
    subjects: dict[str, int] = field(default_factory=dict)
    teachers: dict[str, int] = field(default_factory=dict)


def known_at(school: School, today: dt.date) -> Known:
    """The school's classes and hold, the subjects, and its staff by Unilogin, initials and name. Three queries."""
    found = Known()
    found.groups = {group.name.casefold(): group.pk for group in live_groups(school.pk, today)}
    for subject in Subject.objects.all():
        found.subjects[subject.key.casefold()] = found.subjects[subject.name.casefold()] = subject.pk
    for post in Post.objects.filter(live(today), school=school).select_related("person"):
        for name in (post.short_name, post.person.uniid, post.person.name):
            if name:
                found.teachers[name.casefold()] = post.person_id
    return found


class Unknown(Exception):
    """A line that means nothing at the school; `str()` says which and why, in Danish."""


def meant(row: Row, known: Known) -> Hour:
    """The lesson a line means. Unknown for a class, day, time, subject or teacher that the school does not have."""
    group = known.groups.get(row.group.casefold())
    if group is None:
        raise Unknown(_said(row, _("klassen «%(word)s» findes ikke på skolen"), row.group))
    subject = known.subjects.get(row.subject.casefold()) if row.subject else None
    if row.subject and subject is None:
        raise Unknown(_said(row, _("faget «%(word)s» kender vi ikke"), row.subject))
    teacher = known.teachers.get(row.teacher.casefold()) if row.teacher else None
    if row.teacher and teacher is None:
        raise Unknown(_said(row, _("«%(word)s» er ikke ansat på skolen"), row.teacher))
    begins, ends = _clock(row, row.begins), _clock(row, row.ends)
    if ends <= begins:
        raise Unknown(_said(row, _("timen slutter (%(word)s) før, den begynder"), row.ends))
    return Hour(group, subject, teacher, _weekday(row), begins, ends, row.room[:40])


def _weekday(row: Row) -> int:
    word = row.day.casefold().rstrip(".")
    if word.isdigit() and 1 <= int(word) <= 7:
        return int(word)
    for number, name in enumerate(_DAYS, 1):
        if len(word) >= 2 and name.startswith(word):
            return number
    raise Unknown(_said(row, _("dagen «%(word)s» kan ikke læses"), row.day))


def _clock(row: Row, text: str) -> dt.time:
    found = _CLOCK.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return dt.time(int(found[1]), int(found[2]))
    except ValueError:
        raise Unknown(_said(row, _("klokkeslættet «%(word)s» kan ikke læses. Skriv fx 8.15"), text)) from None


def _said(row: Row, why: str, word: str) -> str:
    return _("Linje %(line)s: %(why)s.") % {"line": row.line, "why": why % {"word": word}}


def of_group(row: Row, known: Known) -> int | None:
    return known.groups.get(row.group.casefold())
