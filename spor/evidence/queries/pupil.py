"""A pupil's assignments, and how far the pupil is with each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.curriculum.models import Subject
from spor.evidence.models import HandIn, Release, Trace
from spor.evidence.queries.cards import product_cards
from spor.people.models import Membership, Person, live
from spor.teaching.models import Assignment
from spor.teaching.queries.runs import open_assignments


@dataclass(frozen=True)
class AssignmentCard:
    """An assignment in a pupil's list.

    state  new (not begun) · draft · handed_in · returned · answered (feedback given on what was handed in last)
    by_group, together   made by several; the others' first names, once it is known who they are
    trace  the code of the pupil's trace of it, "" while there is none the reader may see
    """

    assignment: Assignment
    state: str
    trace: str
    title: str
    subject: Subject | None
    due_on: dt.date | None
    handed_in_at: dt.datetime | None
    run_title: str
    by_group: bool = False
    together: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.assignment.code

    @property
    def awaits_pupil(self) -> bool:
        return self.state in ("new", "draft", "returned")


def assignments_for_pupil(actor: Actor, pupil: Person) -> list[AssignmentCard]:
    """The assignments of the pupil's groups now, next date first, each with its state as this reader sees it. Five queries at most."""
    found = list(open_assignments(actor, _groups(actor, pupil)))
    traces = _traces(actor, pupil, found)
    begun = drafts.waiting(actor, thing="hand_in") if pupil.pk == actor.person_id else set()
    others = _others(
        actor, pupil, [trace for each in found if each.version.by_group and (trace := traces.get(each.pk))]
    )
    return [_card(each, traces.get(each.pk), each.code in begun, others) for each in found]


def thumbs(actor: Actor, cards: Iterable[AssignmentCard]) -> dict[str, str]:
    """The pictures by which a child knows the own work: trace code → the picture's. Two queries, none without work."""
    codes = [card.trace for card in cards if card.trace]
    if not codes:
        return {}
    rows = guard.visible(actor, Trace, thing="product").filter(code__in=codes)
    return {card.code: card.thumb for card in product_cards(actor, rows, with_goals=False) if card.thumb}


def _groups(actor: Actor, pupil: Person) -> list[int]:
    if pupil.pk == actor.person_id:
        return list(actor.relations.groups_of("member"))
    rows = Membership.objects.filter(live(actor.today), person=pupil, role=Membership.Role.PUPIL)
    return list(rows.values_list("group", flat=True))


def _traces(actor: Actor, pupil: Person, found: list[Assignment]) -> dict[int, Trace]:
    """Assignment id → the trace that says most: with the teachers, else given back, else begun."""
    if not found:
        return {}
    last = HandIn.objects.filter(version__product=OuterRef("product")).order_by("-at", "-id")
    given = Release.objects.filter(feedback__trace=OuterRef("pk"), retraction=None, at__gte=OuterRef("handed_in_at"))
    rows = guard.visible(actor, Trace, thing="product").filter(pupil=pupil, product__assignment__in=found)
    rows = rows.select_related("product").annotate(
        handed_in_at=Subquery(last.values("at")[:1]), returned_at=Subquery(last.values("returned__at")[:1])
    )
    by_assignment: dict[int, Trace] = {}
    for trace in sorted(rows.annotate(is_answered=Exists(given)), key=_weight):
        if trace.product and trace.product.assignment_id:
            by_assignment[trace.product.assignment_id] = trace
    return by_assignment


def _weight(trace: Trace) -> tuple[int, dt.datetime]:
    row = vars(trace)
    rank = 0 if row["handed_in_at"] is None else 1 if row["returned_at"] else 2
    return rank, trace.at


def _others(actor: Actor, pupil: Person, shared: list[Trace]) -> dict[int, tuple[str, ...]]:
    """Product id → the first names of whoever else made it. One query, none where nothing is made together."""
    if not shared:
        return {}
    named = guard.visible(actor, Person, thing="class_directory")
    rows = Trace.objects.filter(product__in=[trace.product_id for trace in shared], pupil__in=named)
    rows = rows.exclude(pupil=pupil)
    found: dict[int, list[str]] = {}
    for each in rows.select_related("pupil").order_by("id"):
        found.setdefault(each.product_id or 0, []).append(each.pupil.first_name)
    return {product: tuple(names) for product, names in found.items()}


def _card(
    assignment: Assignment, trace: Trace | None, has_draft: bool, others: dict[int, tuple[str, ...]]
) -> AssignmentCard:
    row = vars(trace) if trace else {}
    return AssignmentCard(
        assignment=assignment,
        state=_state(row, has_draft),
        trace=trace.code if trace else "",
        title=assignment.version.title,
        subject=assignment.run.subject,
        due_on=assignment.due_on,
        handed_in_at=row.get("handed_in_at"),
        run_title=assignment.run.edition.title,
        by_group=assignment.version.by_group,
        together=others.get(trace.product_id or 0, ()) if trace else (),
    )


def _state(row: dict[str, object], has_draft: bool) -> str:
    if not row.get("handed_in_at"):
        return "draft" if row or has_draft else "new"
    if row.get("returned_at"):
        return "returned"
    return "answered" if row.get("is_answered") else "handed_in"
