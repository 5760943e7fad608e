"""Results of a pupil, and whose results the actor may bring."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import QuerySet, Value

from spor.access import guard
from spor.access.actor import Actor
from spor.access.policy import POLICY
from spor.access.reach import GROUND, Reach
from spor.curriculum.models import Subject
from spor.evidence.models import Result, Trace
from spor.people.models import Person

SHOWN = 12


@dataclass(frozen=True)
class ResultLine:
    """One result in words: «Færdighedstest i læsning: over middel»."""

    title: str
    value: str
    on: dt.date
    subject: Subject | None


@dataclass(frozen=True)
class NewResult:
    """A result to keep."""

    pupil: Person
    subject: Subject
    kind: str
    title: str
    value: str
    on: dt.date

    @property
    def key(self) -> str:
        """The same pupil, subject, title and day: one result."""
        words = f"{self.pupil.pk}|{self.subject.pk}|{self.title}|{self.on.isoformat()}"
        return hashlib.sha256(words.encode()).hexdigest()


def results_of(actor: Actor, pupil_id: int) -> list[ResultLine]:
    """The newest results that the reader may see. One query."""
    rows = guard.visible(actor, Trace, thing="test_result").filter(pupil=pupil_id, kind=Trace.Kind.RESULT)
    rows = rows.select_related("result", "subject").order_by("-at", "-pk")[:SHOWN]
    return [ResultLine(row.result.title, row.result.value, row.result.on, row.subject) for row in rows if row.result]


def pupils_to_bring_for(actor: Actor, subject: Subject) -> QuerySet[Person]:
    """The pupils whose results in this subject the actor may bring: the table's own row, asked of (pupil, subject)."""
    rows = Person.objects.annotate(result_subject=Value(subject.pk))
    reach = Reach("test_result", pupil="pk", subject="result_subject", states=GROUND[Person].states)
    allowed = POLICY["test_result", "bring"].compiled(actor, reach)
    return rows.none() if allowed is None else rows.filter(allowed)


def known_keys(keys: list[str]) -> set[str]:
    """Which of these results are there already."""
    return set(Result.objects.filter(key__in=keys).values_list("key", flat=True))
