"""A hand-in that the actor may answer, with those who made it. A hand-in has no right of its own: it is reached through its traces."""

from django.db.models import QuerySet
from django.http import Http404

from spor.access import guard, row_lock
from spor.access.actor import Actor
from spor.evidence.models import HandIn, Trace

_LOADED = (
    "version__product",
    "assignment__version",
    "assignment__run__edition",
    "assignment__run__group",
    "assignment__run__subject",
    "claim__by",
    "returned__by",
)


def hand_ins() -> QuerySet[HandIn]:
    """Hand-ins with all that a page or a deed about one needs. Unscoped: pass what is found through `makers`."""
    return HandIn.objects.select_related(*_LOADED)


def makers(actor: Actor, hand_in: HandIn) -> list[Trace]:
    """The traces of a hand-in that the actor may give feedback on, one a pupil. 404 or 403 (decision 0016) when there is none."""
    rows = guard.visible(actor, Trace, "give_feedback", thing="product").filter(product=hand_in.version.product_id)
    found = list(rows.select_related("pupil").order_by("pk"))
    if not found:
        hidden = Trace.objects.filter(product=hand_in.version.product_id).order_by("pk").first()
        if hidden is not None:
            guard.require(actor, "give_feedback", hidden, name="product")
        raise Http404
    return found


def load(actor: Actor, code: str) -> tuple[HandIn, list[Trace]]:
    """The hand-in of this code and its makers. The look is recorded, one a page. Two queries, and two for the look."""
    hand_in, traces = find(actor, code)
    guard.page(actor, traces, thing="product")
    return hand_in, traces


def find(actor: Actor, code: str) -> tuple[HandIn, list[Trace]]:
    """As `load`, where nothing of it is shown, so that no look is recorded. Two queries."""
    row_lock.hold(actor)
    hand_in = hand_ins().filter(code=code).first()
    if hand_in is None:
        guard.refuse_hidden(actor, HandIn, code, "give_feedback", "product")
    return hand_in, makers(actor, hand_in)
