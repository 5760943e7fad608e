"""Two who share a queue do not meet in one product: whoever opens it has it for a while, and the queue offers it to nobody else."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from spor.access import drafts, events
from spor.access.actor import Actor
from spor.evidence.models import Claim, HandIn
from spor.evidence.queries import answerable, queue

LEASE = dt.timedelta(minutes=10)


@transaction.atomic
def claim(*, actor: Actor, hand_in: HandIn, is_opening: bool = False, take_over: bool = False) -> bool:
    """Have the hand-in for ten minutes from now; False when a colleague has it. Again by the same person is longer.

    is_opening  the actor came here from another: those that nothing is written to are let go
    take_over   also when a colleague has it. That is recorded; an ordinary claim is no deed, only a place kept.
    """
    answerable.makers(actor, hand_in)
    if is_opening:
        _let_go(actor, keep=hand_in)
    until = actor.now + LEASE
    free = Q() if take_over else Q(by=actor.person_id) | Q(until__lte=actor.now)
    rows = Claim.objects.filter(hand_in=hand_in)
    if not rows.filter(free).update(by=actor.person_id, until=until):
        # Nobody had it, or a colleague does; whose row the unique constraint lets stand has it.
        Claim.objects.bulk_create([Claim(hand_in=hand_in, by_id=actor.person_id, until=until)], ignore_conflicts=True)
    if take_over:
        events.record("take_over", actor=actor, thing="hand_in", code=hand_in.code)
    return rows.filter(by=actor.person_id).exists()


@transaction.atomic
def open_next(*, actor: Actor, after: HandIn) -> HandIn | None:
    """Claim the next product of the queue for the actor, and let go of this one and of others that nothing is written to.

    None when the queue is done. Another who takes the same at this moment gets the next again.
    """
    _let_go(actor)
    for code in queue.following(actor, after):
        hand_in = answerable.hand_ins().get(code=code)
        if claim(actor=actor, hand_in=hand_in):
            return hand_in
    return None


def _let_go(actor: Actor, keep: HandIn | None = None) -> None:
    begun = drafts.waiting(actor, thing="feedback")
    rows = Claim.objects.filter(by=actor.person_id).exclude(hand_in__code__in=begun)
    (rows if keep is None else rows.exclude(hand_in=keep)).delete()
