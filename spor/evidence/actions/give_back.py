"""A hand-in is given back to be worked on. The next version is a new hand-in; every version stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.evidence.models import Claim, HandIn, Return
from spor.evidence.queries import answerable

TEXT_MAX = 2_000


@transaction.atomic
def give_back(*, actor: Actor, hand_in: HandIn, text: str) -> Return:
    """Give the hand-in back to its makers with a few words on what to work on. Twice is once.

    Raises Refused without words, and when a newer version is handed in already.
    """
    answerable.makers(actor, hand_in)
    list(HandIn.objects.select_for_update(no_key=True).filter(pk=hand_in.pk).values_list("pk"))
    done = Return.objects.filter(hand_in=hand_in).first()
    if done is not None:
        return done
    if not text:
        raise Refused(_("Skriv, hvad der skal arbejdes videre med, før du giver tilbage."), field="text")
    if len(text) > TEXT_MAX:
        raise Refused(_("Skriv det kortere: højst 2.000 tegn."), field="text")
    if HandIn.objects.filter(version__product=hand_in.version.product_id, version__n__gt=hand_in.version.n).exists():
        raise Refused(_("Der er afleveret en nyere udgave imens. Se den først."), status=409)
    returned = Return.objects.create(hand_in=hand_in, by_id=actor.person_id, at=actor.now, text=text)
    Claim.objects.filter(hand_in=hand_in).delete()
    drafts.erase_draft(actor=actor, thing="feedback", code=hand_in.code)
    events.record("give_back", actor=actor, thing="hand_in", code=hand_in.code)
    return returned
