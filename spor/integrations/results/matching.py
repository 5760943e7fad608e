"""Lines of a file against pupils: whom each is about, or why it cannot be said. Nobody is named who is not in the file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.curriculum.models import Subject
from spor.evidence.queries.results import NewResult
from spor.integrations.results.columns import Columns, day
from spor.people.models import Person

VALUE_MAX, TITLE_MAX = 100, 200


@dataclass(frozen=True)
class Matched:
    """A line that is a result. `is_known`: it is there already."""

    number: int
    result: NewResult
    is_known: bool = False


@dataclass(frozen=True)
class Fault:
    """A line that is none, and why."""

    number: int
    said: str


@dataclass
class Found:
    matched: list[Matched] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def match(
    lines: Sequence[tuple[int, list[str]]],
    columns: Columns,
    subjects: Mapping[str, Subject],
    pupils: Mapping[int, list[Person]],
    groups: Mapping[int, str],
    kind: str,
    today: dt.date,
) -> Found:
    """Each line once, in the file's order.

    subjects  by key and name in lower case; pupils by subject's id; groups: the class's name by pupil's id
    """
    found = Found()
    seen: dict[str, int] = {}
    for number, cells in lines:
        made = _result(cells, columns, subjects, pupils, groups, kind, today)
        if isinstance(made, str):
            found.faults.append(Fault(number, made))
        elif made.key in seen:
            found.faults.append(Fault(number, _("Det samme som linje %(line)s.") % {"line": seen[made.key]}))
        else:
            seen[made.key] = number
            found.matched.append(Matched(number, made))
    return found


def _result(
    cells: list[str],
    columns: Columns,
    subjects: Mapping[str, Subject],
    pupils: Mapping[int, list[Person]],
    groups: Mapping[int, str],
    kind: str,
    today: dt.date,
) -> NewResult | str:
    said = {role: columns.cell(role, cells).strip() for role in ("pupil", "group", "subject", "title", "value", "on")}
    subject = subjects.get(said["subject"].lower())
    if subject is None:
        return _("Vi kender ikke faget «%(subject)s».") % {"subject": said["subject"]}
    person = _pupil(said["pupil"], said["group"], pupils.get(subject.pk, []), groups)
    if isinstance(person, str):
        return person
    on = day(said["on"])
    if on is None or not dt.date(2000, 1, 1) <= on <= today:
        return _("«%(day)s» er ikke en dag, der har været.") % {"day": said["on"]}
    for role, most in (("title", TITLE_MAX), ("value", VALUE_MAX)):
        if not said[role] or len(said[role]) > most:
            return _("Resultatet eller prøvens navn mangler eller er for langt.")
        if said[role].startswith("="):
            return _("Cellen er en formel. Gem filen med værdier, og prøv igen.")
    return NewResult(person, subject, kind, said["title"], said["value"], on)


def _pupil(name: str, group: str, pupils: list[Person], groups: Mapping[int, str]) -> Person | str:
    """By Unilogin, else by the whole name that is shown; two of one name are told apart by the class."""
    wanted = name.casefold()
    found = [each for each in pupils if each.uniid.casefold() == wanted]
    found = found or [each for each in pupils if each.name.casefold() == wanted]
    if len(found) > 1 and group:
        found = [each for each in found if groups.get(each.pk, "").casefold() == group.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        return _("Der er flere, der hedder «%(name)s». Skriv klassen eller Unilogin.") % {"name": name}
    return _("Vi kender ikke «%(name)s» blandt de elever, du kan hente resultater ind for i faget.") % {"name": name}
