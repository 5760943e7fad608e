"""What a pupil does with the own trail: choose, let go, reflect, show to others and hide again."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.errors import Refused
from spor.base.files import Prepared
from spor.evidence.models import HandIn, Placement, Trace
from spor.portfolio.models import Reflection, Selection

DRAFT = "reflection"


@transaction.atomic
def select(*, actor: Actor, trace: Trace) -> Selection:
    """Choose a spor of one's own: it stands among the chosen from now on. Chosen already is one selection."""
    guard.require(actor, "write", trace, name="selection")
    _lock(trace)
    stands = Selection.objects.filter(trace=trace, pupil=trace.pupil_id, until=None).first()
    if stands is not None:
        return stands
    chosen = Selection.objects.create(trace=trace, pupil_id=trace.pupil_id, at=actor.now)
    events.record("select", actor=actor, thing="selection", code=trace.code, pupil_id=trace.pupil_id)
    return chosen


@transaction.atomic
def let_go(*, actor: Actor, trace: Trace) -> None:
    """The spor is no longer chosen; the row of the time it was stays. Not chosen is fine."""
    guard.require(actor, "write", trace, name="selection")
    _lock(trace)
    ended = Selection.objects.filter(trace=trace, pupil=trace.pupil_id, until=None).update(until=actor.now)
    if ended:
        events.record("let_go", actor=actor, thing="selection", code=trace.code, pupil_id=trace.pupil_id)


@transaction.atomic
def reflect(*, actor: Actor, trace: Trace, text: str, sound: Prepared | None, key: str) -> Reflection:
    """Keep what the pupil thinks of an own spor, in words, a voice or both. Each is kept; the same key twice is one.

    Raises Refused when nothing was said.
    """
    guard.require(actor, "write", trace, name="reflection")
    _lock(trace)
    done = Reflection.objects.filter(key=key).first()
    if done is not None:
        if done.trace_id != trace.pk:
            raise Refused(_("Siden var blevet for gammel. Det, du skrev, er her stadig: tryk Gem igen."), status=409)
        return done
    if not text and sound is None:
        raise Refused(_("Her er ikke noget at gemme endnu. Skriv lidt, eller indtal det."), field="text")
    stored = files.store(sound, now=actor.now) if sound else None
    kept = Reflection.objects.create(
        pupil_id=trace.pupil_id, trace=trace, text=text, sound=stored, at=actor.now, key=key
    )
    drafts.erase_draft(actor=actor, thing=DRAFT, code=trace.code)
    events.record("reflect", actor=actor, thing="reflection", code=kept.code, pupil_id=trace.pupil_id)
    return kept


@transaction.atomic
def place(*, actor: Actor, trace: Trace) -> Placement:
    """Show a spor that was never handed in to the pupil's teachers and parents (decision 0018). Placed already is one placement.

    Raises Refused for work begun for an assignment: that is shown by handing it in.
    """
    guard.require(actor, "read", trace)
    guard.require(actor, "write", trace)
    _lock(trace)
    if _is_begun(trace):
        raise Refused(_("Det her hører til en opgave. Aflevér det, så ser dine lærere og forældre det."))
    placed, is_new = Placement.objects.get_or_create(trace=trace, defaults={"by_id": actor.person_id, "at": actor.now})
    if is_new:
        events.record("place", actor=actor, thing="portfolio_item", code=trace.code, pupil_id=trace.pupil_id)
    return placed


@transaction.atomic
def hide(*, actor: Actor, trace: Trace) -> None:
    """Nobody but the pupil sees the spor any more: what a pupil showed unasked, the pupil may hide. What is handed in stays seen."""
    guard.require(actor, "write", trace, name="selection")
    _lock(trace)
    gone, _rows = Placement.objects.filter(trace=trace).delete()
    if gone:
        events.record("hide", actor=actor, thing="portfolio_item", code=trace.code, pupil_id=trace.pupil_id)


def _lock(trace: Trace) -> None:
    """Two presses at once come one after the other. On SQLite a transaction that writes is alone anyway."""
    list(Trace.objects.select_for_update(no_key=True).filter(pk=trace.pk).values_list("pk"))


def _is_begun(trace: Trace) -> bool:
    product = trace.product
    if product is None or product.assignment_id is None:
        return False
    return not HandIn.objects.filter(version__product=product).exists()
