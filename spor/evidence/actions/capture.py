"""A pupil keeps something: capture first, sort later."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.files import Prepared
from spor.curriculum.models import Subject
from spor.evidence import versions
from spor.evidence.models import Placement, Product, ProductVersion, Trace
from spor.people.models import Person


@transaction.atomic
def capture(
    *, actor: Actor, text: str, files: Sequence[Prepared], subject: Subject | None, is_shown: bool, key: str
) -> Trace:
    """Keep pictures, sounds and words as the actor's own spor. The same key twice is one.

    is_shown  placed in the portfolio at once, so that teachers and parents see it; else it is the pupil's own (decision 0018)
    Raises Refused when there is nothing to keep.
    """
    pupil = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    guard.require(actor, "capture", pupil, name="trace")
    done = Product.objects.filter(key=key).first()
    if done is not None:
        return _own(actor, done)
    if not text and not files:
        raise Refused(_("Her er ikke noget at gemme endnu. Tag et billede, eller skriv noget."), field="uploads")
    product = versions.make_product(actor, [pupil.pk], subject=subject, key=key)
    version = ProductVersion.objects.create(product=product, n=1, by=pupil, at=actor.now, text=text)
    versions.attach(actor, version, files)
    trace = _own(actor, product)
    drafts.erase_draft(actor=actor, thing="capture", code=pupil.code)
    if is_shown:
        Placement.objects.create(trace=trace, by=pupil, at=actor.now)
    events.record("capture", actor=actor, thing="product", code=trace.code, pupil_id=pupil.pk)
    return trace


def _own(actor: Actor, product: Product) -> Trace:
    trace = Trace.objects.filter(product=product, pupil=actor.person_id).first()
    if trace is None:  # the key of a page that somebody else saved from
        raise Refused(_("Siden var blevet for gammel. Prøv igen."), status=409)
    return trace
