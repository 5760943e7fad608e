"""The answers in the shape that Aula's MinUddannelse widgets read. Numbers that it wants are made of codes: no id leaves the house."""

import base64
import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from django.urls import reverse
from django.utils.translation import gettext as _

from spor.base.clock import start_of_day
from spor.base.schoolyear import week_of
from spor.base.text import to_html
from spor.curriculum.models import Subject
from spor.evidence.queries.homework import Homework
from spor.integrations.aula.queries import Child
from spor.people.models import Group, School
from spor.teaching.models import Run
from spor.teaching.queries.week import WeekLine

Absolute = Callable[[str], str]
WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")
_SPACE = uuid.UUID("8f0b1a52-6c3e-4b57-9b0e-2d6f5b9a7c11")


def task(child: Child, due: Homework, absolute: Absolute) -> dict[str, Any]:
    """One of `opgaver`. `indhold` is what is to be done: a list of mere titles sends the parents looking."""
    row = due.assignment
    return {
        "id": guid(row.code, child.person.code),
        "opgaveType": "Opgave",
        "title": row.version.title,
        "indhold": str(to_html(row.version.body)),
        **on(due.due_on),
        "erFaerdig": due.is_done,
        "url": absolute(deep_link(child.school, reverse("assignment", args=[row.code]))),
        "hold": [hold(row.run.group, row.run.subject)],
        "forloeb": course(row.run, child.school, absolute),
        **of(child),
        "placering": "Nederst",
    }


def reminder(child: Child, line: WeekLine, absolute: Absolute) -> dict[str, Any]:
    """What is to be remembered that day, as a simple piece of homework."""
    title = _("Husk %(what)s") % {"what": line.bring}
    return {
        "id": guid(line.anchor, line.group.code, line.day.isoformat(), child.person.code),
        "opgaveType": "SimpelLektie",
        "title": title,
        "indhold": str(to_html(line.what)),
        **on(line.day),
        "erFaerdig": False,
        "url": absolute(deep_link(child.school, line.address or reverse("home"))),
        "hold": [hold(line.group, line.subject)],
        "forloeb": course(line.run, child.school, absolute) if line.run else None,
        **of(child),
        "placering": "Oeverst",
    }


def on(day: dt.date) -> dict[str, Any]:
    """The day, in the three ways the shape says it."""
    return {"afleveringsdato": moment(day), "ugedag": WEEKDAYS[day.weekday()], "ugenummer": week_of(day).number}


def of(child: Child) -> dict[str, Any]:
    """Whose it is. The name that is shown is the alias, where there is one."""
    return {"unilogin": child.person.uniid, "kuvertnavn": child.person.name}


def person(child: Child, letters: list[dict[str, Any]], runs: list[Run], absolute: Absolute) -> dict[str, Any]:
    """One of `personer`, with the letters of the week and what the class works on."""
    return {
        "navn": child.person.name,
        "id": number(child.person.code),
        "uniLogin": child.person.uniid,
        "institutioner": [
            {
                "navn": child.school.name,
                "kode": int(child.school.number) if child.school.number.isdecimal() else child.school.number,
                "ugebreve": letters,
                "forloeb": [
                    {**course(run, child.school, absolute), "hold": [hold(run.group, run.subject)]} for run in runs
                ],
            }
        ],
    }


def letter(group: Group, html: str, week: int, place: int) -> dict[str, Any]:
    """One of `ugebreve`: always with the class's name, since a home may have two children at one school."""
    return {
        "tilknytningId": number(group.code),
        "tilknytningNavn": group.name,
        "indhold": html,
        "uge": week,
        "sortOrder": place,
    }


def course(run: Run, school: School, absolute: Absolute) -> dict[str, Any]:
    """A forløb of a class."""
    return {
        "navn": run.edition.title,
        "ikon": "",
        "id": guid(run.code),
        "aarsplanId": guid(run.group.code),
        "farve": "",
        "url": absolute(deep_link(school, reverse("run", args=[run.code]))),
    }


def hold(group: Group, subject: Subject | None) -> dict[str, Any]:
    """A class in a subject, as MinUddannelse counts teams."""
    name = f"{group.name} {subject.name}" if subject else group.name
    return {
        "id": number(name + group.code),
        "navn": name,
        "fagId": number(subject.key) if subject else 0,
        "fagNavn": subject.name if subject else "",
    }


def guid(*codes: str) -> str:
    """Always the same for the same thing: 32 hexadecimal digits."""
    return uuid.uuid5(_SPACE, "/".join(codes)).hex


def number(text: str) -> int:
    """Always the same for the same thing, and small enough for JavaScript (48 bits)."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])


def moment(day: dt.date) -> str:
    """The day's beginning in Copenhagen, in the notation of .NET."""
    return f"/Date({int(start_of_day(day).timestamp() * 1000)}-0000)/"


def deep_link(school: School, path: str) -> str:
    """`/aula/redirect/<institution>/<where>/`: through sign-in to `path`."""
    where = base64.urlsafe_b64encode(quote(path).encode()).decode().rstrip("=")
    return reverse("aula_redirect", args=[school.number, where])


def target(where: str) -> str:
    """The path a deep link leads to; "" when it cannot be read."""
    try:
        padded = where.rstrip("=") + "=" * (-len(where.rstrip("=")) % 4)
        return unquote(base64.urlsafe_b64decode(padded.encode("ascii")).decode("utf-8"), errors="strict")
    except ValueError:
        return ""
