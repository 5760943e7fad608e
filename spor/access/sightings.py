"""The log of who looked, asked: of one pupil in a time, and of whoever read without being anything to the pupil."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from spor.access.models import WITHOUT_RELATION, LookPupil
from spor.people.models import Person


@dataclass(frozen=True)
class Sighting:
    """Somebody saw something of a pupil. `tie` is what they were to the pupil then, in the words of relations.py."""

    at: dt.datetime
    thing: str
    tie: str
    purpose: str
    words: str
    reader: int
    pupil: int
    name: str = ""
    pupil_name: str = ""


_COLUMNS = ("look__at", "look__thing", "tie", "look__purpose", "look__words", "look__actor_id", "pupil_id")


def of_pupil(pupil_id: int, begins: dt.datetime, ends: dt.datetime) -> list[Sighting]:
    """Every look at the pupil in [begins, ends), oldest first, with the readers' names. Two queries. Asks no right: for the command."""
    rows = LookPupil.objects.filter(pupil_id=pupil_id, look__at__gte=begins, look__at__lt=ends)
    return _named([Sighting(*row) for row in rows.order_by("look__at", "id").values_list(*_COLUMNS)])


def newest_of_pupil(pupil_id: int, before: dt.datetime, number: int, *, but: int) -> list[Sighting]:
    """The newest looks at the pupil before a moment, by others than guardians and `but`. One query, nobody named."""
    rows = LookPupil.objects.filter(pupil_id=pupil_id, look__at__lt=before)
    rows = rows.exclude(tie="guardian").exclude(look__actor_id=but)
    return [Sighting(*row) for row in rows.order_by("-look_id", "id").values_list(*_COLUMNS)[:number]]


def without_relation(pupils: Q, number: int) -> list[Sighting]:
    """The newest looks at such pupils (a condition on Person) by whoever was nothing to them, had a reason or was support. Two queries."""
    wanted = Person.objects.filter(pupils).values("pk")
    rows = LookPupil.objects.filter(tie__in=WITHOUT_RELATION, pupil_id__in=wanted)
    return _named([Sighting(*row) for row in rows.order_by("-look_id", "id").values_list(*_COLUMNS)[:number]])


def _named(rows: list[Sighting]) -> list[Sighting]:
    found = {each.reader for each in rows} | {each.pupil for each in rows}
    names = {person.pk: person.name for person in Person.objects.filter(pk__in=found)}
    return [
        Sighting(
            each.at, each.thing, each.tie, each.purpose, each.words, each.reader, each.pupil,
            names.get(each.reader, "?"), names.get(each.pupil, "?"),
        )
        for each in rows
    ]  # fmt: skip
