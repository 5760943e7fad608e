"""Agreements: proposed by pupil, home or school, taken up, said to be done, confirmed or stopped. Every change is a row."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.people.models import Person
from spor.plans.models import Agreement, AgreementState, FocusPoint
from spor.plans.queries.agreements import moves
from spor.plans.queries.sides import side_of
from spor.plans.queries.words import AGREEMENT_FIELD, draft_thing
from spor.plans.texts import checked

State = AgreementState.State
TEXT_MAX = 500


@transaction.atomic
def propose(*, actor: Actor, pupil: Person, point: FocusPoint | None, text: str, key: str) -> Agreement:
    """Propose an agreement. A guardian's goes to the team alone until it is taken up. The same key twice is one.

    point   the focus point it belongs to, if any, which the actor reads
    Raises Refused for an empty or too long text.
    """
    guard.require(actor, "propose", pupil, name="agreement")
    text = checked(text, most=TEXT_MAX)
    found, is_new = Agreement.objects.get_or_create(
        key=key,
        defaults={
            "pupil": pupil,
            "point": point,
            "text": text,
            "by_id": actor.person_id,
            "side": side_of(actor, pupil.pk),
            "at": actor.now,
        },
    )
    if is_new:
        _say(actor, found, State.PROPOSED)
    drafts.erase_draft(actor=actor, thing=draft_thing(pupil.code), code=pupil.code, field=AGREEMENT_FIELD)
    events.record("propose", actor=actor, thing="agreement", code=found.code, pupil_id=pupil.pk)
    return found


@transaction.atomic
def move_agreement(*, actor: Actor, agreement: Agreement, state: str) -> Agreement:
    """Say how an agreement stands now. What it stands as already changes nothing.

    Raises Refused for a step that is not this person's to take, or no longer is.
    """
    side = side_of(actor, agreement.pupil_id)
    guard.require(actor, "settle" if side == "school" else "answer", agreement)
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    now = agreement.states.order_by("-pk").values_list("state", flat=True).first() or State.PROPOSED
    if now != state:
        if state not in moves(agreement, now, side, actor.person_id):
            raise Refused(_("Aftalen står anderledes nu. Se den igen, før du vælger."), status=409)
        _say(actor, agreement, state)
    events.record(
        "move_agreement",
        actor=actor,
        thing="agreement",
        code=agreement.code,
        pupil_id=agreement.pupil_id,
        note=f"{now} → {state}",
    )
    return agreement


def _say(actor: Actor, agreement: Agreement, state: str) -> None:
    AgreementState.objects.create(agreement=agreement, state=state, by_id=actor.person_id, at=actor.now)
