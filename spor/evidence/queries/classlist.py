"""The class of an assignment: who has handed in, who has got feedback, who is being answered now."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from spor.access.actor import Actor
from spor.access.guard import visible
from spor.base.collate import key
from spor.base.models import StoredFile
from spor.evidence.models import HandIn, ProductFile, Trace
from spor.evidence.queries import queue
from spor.people.models import Membership, Person, live


@dataclass(frozen=True)
class Row:
    """A pupil of the class. `code` is the hand-in's and `trace` the trace's, "" when there is none.

    state     given: has got feedback · waiting · returned: to be worked on · none: not handed in
    holder    the first name of a colleague who is at it now
    """

    name: str
    code: str
    state: str
    holder: str = ""
    has_sound: bool = False
    trace: str = ""


def class_list(actor: Actor, shown: HandIn) -> list[Row]:
    """Everybody of the assignment's class in Danish order, and makers who have left it. Three queries."""
    if shown.assignment is None:
        return []
    latest = _latest(shown)
    traces = visible(actor, Trace, "give_feedback", thing="product").filter(product__in=latest).select_related("pupil")
    made = {trace.pupil_id: trace for trace in traces.order_by("pk")}
    members = Membership.objects.filter(
        live(actor.today), group=shown.assignment.run.group_id, role=Membership.Role.PUPIL
    )
    pupils = {each.pk: each for each in visible(actor, Person).filter(pk__in=members.values("person"))}
    pupils |= {pk: trace.pupil for pk, trace in made.items()}
    rows = [_row(actor, each, made.get(pk), latest) for pk, each in pupils.items()]
    return sorted(rows, key=lambda row: key(row.name))


def _latest(shown: HandIn) -> dict[int, HandIn]:
    """Product → its newest hand-in to this assignment."""
    sounds = ProductFile.objects.filter(version=OuterRef("version"), file__kind=StoredFile.Kind.SOUND)
    rows = HandIn.objects.filter(assignment=shown.assignment_id).select_related("version", "claim__by", "returned")
    rows = rows.annotate(answered=queue.is_answered(), with_sound=Exists(sounds)).order_by("version__n")
    return {row.version.product_id: row for row in rows}


def _row(actor: Actor, pupil: Person, trace: Trace | None, latest: dict[int, HandIn]) -> Row:
    hand_in = latest.get(trace.product_id or 0) if trace else None
    if trace is None or hand_in is None:
        return Row(pupil.name, "", "none")
    state = "waiting"
    if hasattr(hand_in, "returned"):
        state = "returned"
    elif vars(hand_in)["answered"]:
        state = "given"
    holder = queue.holder(actor, hand_in) if state == "waiting" else ""
    return Row(pupil.name, hand_in.code, state, holder, vars(hand_in)["with_sound"], trace.code)
