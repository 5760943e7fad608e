"""The forløb that the pupil's classes work on now, and what is to be handed in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.evidence.models import HandIn
from spor.people.models import Membership, live
from spor.plans.queries.pupil import Pupil
from spor.teaching.models import Run


@dataclass(frozen=True)
class DueLine:
    """An assignment not handed in by this pupil. `due_on` None: no date is set."""

    code: str
    title: str
    due_on: dt.date | None
    subject_key: str
    subject_name: str


@dataclass(frozen=True)
class RunLine:
    """A forløb that is on now."""

    id: int
    code: str
    title: str
    subject_id: int | None
    subject_key: str
    subject_name: str
    starts_on: dt.date
    ends_on: dt.date
    due: list[DueLine] = field(default_factory=list)


_COLUMNS = {
    "id": "pk",
    "code": "code",
    "title": "edition__title",
    "subject_id": "subject",
    "subject_key": "subject__key",
    "subject_name": "subject__name",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
}
_ASSIGNMENT = {
    "assignment_code": "assignments__code",
    "assignment_title": "assignments__version__title",
    "assignment_due": "assignments__due_on",
    "assignment_from": "assignments__visible_from_on",
    "assignment_gone": "assignments__removed_at",
}


def runs_of(actor: Actor, pupil: Pupil) -> list[RunLine]:
    """What is on today for the groups the pupil is in, the first that ends first, with what this pupil has not handed in. One query."""
    return _gathered(_RUNS(actor, pupil.person.pk), actor.today)


def _runs(actor: Actor, pupil: int) -> QuerySet[Run, tuple[Any, ...]]:
    there = Membership.objects.filter(
        live(actor.today), person=pupil, role=Membership.Role.PUPIL, group=OuterRef("group")
    )
    mine = HandIn.objects.filter(assignment=OuterRef("assignments")).annotate(
        by_pupil=_unindexed("version__product__traces__pupil")
    )
    mine = mine.filter(by_pupil=pupil)
    rows = guard.visible(actor, Run).filter(Exists(there), starts_on__lte=actor.today, ends_on__gt=actor.today)
    rows = rows.annotate(is_handed_in=Exists(mine)).order_by("ends_on", "pk", "assignments__due_on", "assignments__pk")
    names = [*_COLUMNS.values(), *_ASSIGNMENT.values(), "is_handed_in"]
    return rows.values_list(*names)


_RUNS = ForAnyone(_runs)


def _unindexed(path: str) -> Any:
    """The id at a path, so that the database does not begin there: a pupil may have thousands of spor, an assignment has a class's."""
    return ExpressionWrapper(F(path) + 0, output_field=BigIntegerField())


def _gathered(rows: Iterable[tuple[Any, ...]], today: dt.date) -> list[RunLine]:
    """One line a run of the rows of (run, assignment)."""
    lines: dict[int, RunLine] = {}
    width = len(_COLUMNS)
    for row in rows:
        run = dict(zip(_COLUMNS, row, strict=False))
        run["subject_key"], run["subject_name"] = run["subject_key"] or "", run["subject_name"] or ""
        line = lines.setdefault(run["id"], RunLine(**run))
        code, title, due_on, visible_from_on, removed_at = row[width : width + 5]
        if code and visible_from_on <= today and removed_at is None and not row[-1]:
            line.due.append(DueLine(code, title, due_on, line.subject_key, line.subject_name))
    return list(lines.values())


def due_of(runs: Iterable[RunLine]) -> list[DueLine]:
    """What is to be handed in, the nearest date first."""
    return sorted(
        (due for run in runs for due in run.due), key=lambda due: (due.due_on is None, due.due_on or dt.date.max)
    )
