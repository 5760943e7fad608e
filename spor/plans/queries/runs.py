"""The forløb that the pupil's classes work on now, and what is to be handed in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.base.compiled import Columns
from spor.curriculum.models import Subject
from spor.evidence.models import HandIn
from spor.people.models import Membership, live
from spor.teaching.models import Run


@dataclass(frozen=True)
class DueLine:
    """An assignment not handed in by this pupil. `due_on` None: no date is set."""

    code: str
    title: str
    due_on: dt.date | None
    subject_name: str


@dataclass(frozen=True)
class RunLine:
    """A forløb that is on now."""

    id: int
    code: str
    title: str
    subject: Subject | None
    starts_on: dt.date
    ends_on: dt.date
    due: list[DueLine] = field(default_factory=list)

    @property
    def subject_id(self) -> int | None:
        return self.subject.pk if self.subject else None

    @property
    def subject_name(self) -> str:
        return self.subject.name if self.subject else ""


_RUN = ("pk", "code", "edition__title", "starts_on", "ends_on")
_ASSIGNMENT = ("code", "version__title", "due_on", "visible_from_on", "removed_at")
_SUBJECT = Columns(Subject)


def open_runs(actor: Actor, pupil: int) -> QuerySet[Run]:
    """What is on today for the groups the pupil is in."""
    there = Membership.objects.filter(
        live(actor.today), person=pupil, role=Membership.Role.PUPIL, group=OuterRef("group")
    )
    return guard.visible(actor, Run).filter(Exists(there), starts_on__lte=actor.today, ends_on__gt=actor.today)


def with_assignments(actor: Actor, pupil: int) -> QuerySet[Run, tuple[Any, ...]]:
    """The same, the first that ends first, a row an assignment, with whether this pupil has handed it in."""
    mine = HandIn.objects.filter(assignment=OuterRef("assignments")).annotate(
        by_pupil=_unindexed("version__product__traces__pupil")
    )
    mine = mine.filter(by_pupil=pupil)
    rows = open_runs(actor, pupil).annotate(is_handed_in=Exists(mine))
    rows = rows.order_by("ends_on", "pk", "assignments__due_on", "assignments__pk")
    asked = (f"assignments__{name}" for name in _ASSIGNMENT)
    return rows.values_list(*_RUN, *asked, "is_handed_in", *(f"subject__{name}" for name in _SUBJECT.names))


def _unindexed(path: str) -> Any:
    """The id at a path, so that the database does not begin there: a pupil may have thousands of spor, an assignment has a class's."""
    return ExpressionWrapper(F(path) + 0, output_field=BigIntegerField())


def gathered(rows: Iterable[tuple[Any, ...]], today: dt.date) -> list[RunLine]:
    """One line a run of the rows of `with_assignments`, with what is not handed in."""
    lines: dict[int, RunLine] = {}
    for pk, run_code, run_title, starts_on, ends_on, *asked in rows:
        code, title, due_on, visible_from_on, removed_at, is_handed_in, *subject = asked
        if pk not in lines:
            known = None if subject[0] is None else _SUBJECT.of(subject)
            lines[pk] = RunLine(pk, run_code, run_title, known, starts_on, ends_on)
        if code and visible_from_on <= today and removed_at is None and not is_handed_in:
            lines[pk].due.append(DueLine(code, title, due_on, lines[pk].subject_name))
    return list(lines.values())


def due_of(runs: Iterable[RunLine]) -> list[DueLine]:
    """What is to be handed in, the nearest date first."""
    return sorted(
        (due for run in runs for due in run.due), key=lambda due: (due.due_on is None, due.due_on or dt.date.max)
    )
