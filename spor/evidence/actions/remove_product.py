"""A pupil takes away something of the own that nobody has got, and has it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.evidence import versions
from spor.evidence.models import Placement, Product, Removal, Trace


@transaction.atomic
def remove_product(*, actor: Actor, trace: Trace) -> Removal:
    """Take the own product away: nobody sees it from now on, and for a day it can be had back. Doubled it is once.

    Raises Refused for what several made, which is no single one's to take away.
    """
    product = _own(actor, trace)
    if Trace.objects.filter(product=product).count() > 1:
        raise Refused(_("I har lavet det sammen, så du kan ikke slette det alene."), status=409)
    placed = Placement.objects.filter(trace=trace).first()
    found, is_new = Removal.objects.get_or_create(
        product=product,
        defaults={"by_id": actor.person_id, "at": actor.now, "placed_at": placed.at if placed else None},
    )
    if is_new:
        Placement.objects.filter(trace=trace).delete()
        events.record("remove_product", actor=actor, thing="product", code=trace.code, pupil_id=trace.pupil_id)
    return found


@transaction.atomic
def have_back(*, actor: Actor, trace: Trace) -> None:
    """The product is there again, and in the portfolio if it was. Doubled it is once."""
    product = _own(actor, trace)
    removal = Removal.objects.filter(product=product).first()
    if removal is None:
        return
    removal.delete()
    if removal.placed_at is not None:
        Placement.objects.get_or_create(trace=trace, defaults={"by_id": actor.person_id, "at": removal.placed_at})
    events.record("have_back_product", actor=actor, thing="product", code=trace.code, pupil_id=trace.pupil_id)


def _own(actor: Actor, trace: Trace) -> Product:
    """The trace's product, locked, if the actor may take it away: after whoever hands it in, or before them."""
    product = trace.product
    if product is None:
        raise Refused(_("Det kan du kun gøre ved noget, du selv har lavet."))
    if product.assignment is not None:
        versions.lock(product.assignment)
    guard.require(actor, "delete", trace, name="product")
    return product
