"""What was answered to a shared plan, and who has read it. Each at home sees their own, the team sees all (decision 0006)."""

import datetime as dt
from dataclasses import dataclass

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Person
from spor.plans.models import Acknowledgement, Answer, PlanSnapshot
from spor.plans.queries.pupil import Pupil

SHOWN = 20


@dataclass(frozen=True)
class AnswerLine:
    """An answer as this reader may see it."""

    code: str
    text: str
    name: str
    at: dt.datetime
    is_mine: bool
    snapshot: str


@dataclass(frozen=True)
class ReadLine:
    """Somebody a plan was shared with: `at` when they said they had read the newest, None when not yet."""

    name: str
    at: dt.datetime | None


def answers(actor: Actor, pupil: Pupil) -> list[AnswerLine]:
    """The newest answers that the reader takes part in, newest first. One query."""
    rows = guard.visible(actor, Answer).filter(pupil=pupil.person).select_related("by", "snapshot")
    return [
        AnswerLine(row.code, row.text, row.by.first_name, row.at, row.by_id == actor.person_id, row.snapshot.code)
        for row in rows.order_by("-at", "-pk")[:SHOWN]
    ]


def read_by(actor: Actor, pupil: Pupil, people: list[Person]) -> list[ReadLine]:
    """Which of those at home have said they read the newest shared plan: for whoever shares it. One query."""
    newest = guard.visible(actor, PlanSnapshot).filter(pupil=pupil.person).order_by("-at", "-pk").values("pk")[:1]
    at = dict(Acknowledgement.objects.filter(snapshot__in=newest).values_list("person", "at"))
    return [ReadLine(person.first_name, at.get(person.pk)) for person in people]
