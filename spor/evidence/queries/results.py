"""Results of a pupil, and whose results the actor may bring."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from spor.access import guard
from spor.access.actor import Actor
from spor.access.policy import POLICY
from spor.access.reach import GROUND, Reach
from spor.base.compiled import Columns
from spor.curriculum.models import Subject
from spor.evidence.models import Result, Trace
from spor.people.models import Person

SHOWN = 12
_SUBJECT = Columns(Subject)


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


def newest_results(actor: Actor) -> QuerySet[Trace, tuple[Any, ...]]:
    """The newest results that the reader may see, for `results_from`. Ask it about a pupil (`spor.access.anyone`)."""
    rows = guard.visible(actor, Trace, thing="test_result").filter(kind=Trace.Kind.RESULT, result__isnull=False)
    columns = (f"subject__{name}" for name in _SUBJECT.names)
    return rows.order_by("-at", "-pk").values_list("result__title", "result__value", "result__on", *columns)[:SHOWN]


def results_from(rows: Iterable[tuple[Any, ...]]) -> list[ResultLine]:
    """The results of these rows."""
    return [
        ResultLine(title, value, on, None if subject[0] is None else _SUBJECT.of(subject))
        for title, value, on, *subject in rows
    ]


def pupils_to_bring_for(actor: Actor, subject: Subject) -> QuerySet[Person]:
    """The pupils whose results in this subject the actor may bring: the table's own row, asked of (pupil, subject)."""
    rows = Person.objects.annotate(result_subject=Value(subject.pk))
    reach = Reach("test_result", pupil="pk", subject="result_subject", states=GROUND[Person].states)
    allowed = POLICY["test_result", "bring"].compiled(actor, reach)
    return rows.none() if allowed is None else rows.filter(allowed)


def known_keys(keys: list[str]) -> set[str]:
    """Which of these results are there already."""
    return set(Result.objects.filter(key__in=keys).values_list("key", flat=True))
