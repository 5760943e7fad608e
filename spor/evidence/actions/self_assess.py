"""A pupil says how it went, of work that another of the group handed in."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.curriculum.models import Goal
from spor.evidence import states, versions
from spor.evidence.models import SelfAssessment, Trace


@transaction.atomic
def self_assess(*, actor: Actor, trace: Trace, text: str, levels: Mapping[Goal, int]) -> SelfAssessment:
    """Own words and a level 0–4 a goal about the own product, once: what was said before the hand-in, or first after it, stands.

    Raises Refused when nothing was said, and when it was said already and the work is with the teachers.
    """
    guard.require(actor, "assess_self", trace, name="product")
    product = trace.product
    if product is None:
        raise Refused(_("Det kan du kun gøre ved noget, du selv har lavet."))
    stands = SelfAssessment.objects.select_for_update().filter(product=product, pupil=actor.person_id).first()
    if stands is not None and not guard.can(actor, "write", stands):
        raise Refused(_("Du har allerede sagt, hvordan det gik."), status=409)
    said = versions.said_of(actor, product, text, levels)
    if said is None or not (text or levels):
        raise Refused(_("Skriv lidt om, hvordan det gik, eller vælg et niveau."), field="self_text")
    states.touch(pupil_ids=[said.pupil_id], goal_ids=[goal.pk for goal in levels])
    events.record("self_assess", actor=actor, thing="self_assessment", code=trace.code, pupil_id=actor.person_id)
    return said
