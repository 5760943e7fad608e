"""Classes out of classes.csv: a homeroom is a main group, a scheduled class a hold."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from spor.integrations.oneroster.archive import Archive, Line
from spor.integrations.oneroster.places import Schools, once
from spor.integrations.oneroster.words import GRADES, WITHOUT_GRADE, day_of, listed
from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import GroupRow
from spor.people.models import Group

FILE = "classes.csv"
ID_MAX, NAME_MAX = 100, 100


@dataclass(slots=True)
class Class:
    """A class of a school. `group` becomes a main group when it turns out to be somebody's only one."""

    school: str
    group: GroupRow

    @property
    def is_main(self) -> bool:
        return self.group.kind == Group.Kind.MAIN

    def make_main(self) -> None:
        self.group = replace(self.group, kind=Group.Kind.MAIN.value)


def read_classes(archive: Archive, schools: Schools, sessions: dict[str, Line]) -> dict[str, Class]:
    """Classes by sourcedId. One whose school is not in the file is left out, and told."""
    found: dict[str, Class] = {}
    for key, line in once(archive, "classes").items():
        school = schools.by_id.get(line.get("schoolSourcedId"))
        if school is None:
            archive.noted.note(FILE, _("klassens skole er ikke i orgs.csv; klassen er sprunget over."), line.at)
        else:
            found[key] = Class(school.number, _group(archive, key, line, sessions))
    return found


def _group(archive: Archive, key: str, line: Line, sessions: dict[str, Line]) -> GroupRow:
    if len(key) > ID_MAX:
        raise RefusedFile(_("%(file)s: sourcedId er for lang.") % {"file": FILE}, line.at)
    kind = line.get("classType").casefold()
    if kind not in ("homeroom", "scheduled"):
        archive.noted.note(FILE, _("classType er hverken homeroom eller scheduled; læst som hold."), line.at)
    is_main = kind == "homeroom"
    grade = grade_of(archive, FILE, line)
    begins, ends = _period(archive, line, sessions)
    name = line.get("title") or line.get("classCode") or key
    if len(name) > NAME_MAX:
        archive.noted.note(FILE, _("klassens navn er over 100 tegn og er afkortet."), line.at)
    return GroupRow(
        register_id=key,
        name=name[:NAME_MAX],
        kind=(Group.Kind.MAIN if is_main else Group.Kind.HOLD).value,
        level="" if grade is None else str(grade),
        grade=grade,
        from_on=begins,
        to_on=ends,
        at_line=line.at,
    )


def grade_of(archive: Archive, file: str, line: Line) -> int | None:
    """The one grade of `grades`; None where there is none or several."""
    words = {word.casefold() for word in listed(line.get("grades"))}
    for word in words:
        if word not in GRADES and word not in WITHOUT_GRADE:
            archive.noted.note(file, _("klassetrinnet «%(word)s» kendes ikke.") % {"word": word[:20]}, line.at)
    grades = {GRADES[word] for word in words if word in GRADES}
    return grades.pop() if len(grades) == 1 else None


def _period(archive: Archive, line: Line, sessions: dict[str, Line]) -> tuple[dt.date | None, dt.date | None]:
    """From the first to the last day of the class's terms; half-open, as everywhere here."""
    begins: list[dt.date] = []
    ends: list[dt.date] = []
    for term in listed(line.get("termSourcedIds")):
        session = sessions.get(term)
        if session is None:
            archive.noted.note(FILE, _("perioden (termSourcedIds) er ikke i academicSessions.csv."), line.at)
            continue
        for column, days in (("startDate", begins), ("endDate", ends)):
            day = day_in(archive, "academicSessions.csv", session, column)
            if day:
                days.append(day)
    first, last = min(begins, default=None), max(ends, default=None)
    # The standard's endDate is the day after the last, as ours.
    return (first, None) if first and last and last < first else (first, last)


def day_in(archive: Archive, file: str, line: Line, column: str) -> dt.date | None:
    """The day in a column, None where it is empty. Raises RefusedFile where it is no day in any way of writing one."""
    text = line.get(column)
    if not text:
        return None
    try:
        day, is_standard = day_of(text)
    except ValueError:
        words = _("%(file)s: %(column)s «%(text)s» er ikke en dato. Skriv den som 2026-08-12.")
        raise RefusedFile(words % {"file": file, "column": column, "text": text[:20]}, line.at) from None
    if not is_standard:
        words = _("%(column)s er skrevet anderledes end 2026-08-12 og er læst som dag, måned, år.")
        archive.noted.note(file, words % {"column": column}, line.at)
    return day
