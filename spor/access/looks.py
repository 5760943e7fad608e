"""Who looked: written by the guard as it hands out the rows, and counted, so that nobody walks through a whole school (decision 0065)."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from spor.access.actor import Actor
from spor.access.models import Look, LookAlarm, LookPupil

WITHIN = dt.timedelta(minutes=10)
LASTS = dt.timedelta(minutes=10)
# So many different pupils may one process show somebody before it asks the database what all of them together have shown.
_UNASKED = 40
_KEPT = 10_000  # readers that a process remembers

# Person → the pupils this process has shown them lately, and when.
_shown: dict[int, dict[int, dt.datetime]] = {}


class Throttled(PermissionDenied):
    """Has read so many persons in so short a time that no more are shown for now. Answered 429."""


def write(actor: Actor, thing: str, pupils: Collection[int], *, purpose: str = "", words: str = "") -> None:
    """One Look, and a LookPupil a pupil shown. Two statements. What cannot be written raises, so that the page is not shown.

    Raises Throttled for whoever has read too many.
    """
    known = actor.relations
    if known.throttled:
        raise Throttled
    reason = purpose or next((known.reasons[each] for each in pupils if known.tie_to(each) == "purpose"), "")
    nothing = "support" if thing == "support_grant" else "peer" if known.schools_of("pupil") else ""
    ties = {pupil: known.tie_to(pupil) or nothing for pupil in sorted(pupils)}
    # Only where there is something to write: on SQLite a transaction waits for every other writer.
    with transaction.atomic(savepoint=False):
        look = Look.objects.create(
            at=actor.now, actor_id=actor.person_id, thing=thing, purpose=reason[:500], words=words[:200]
        )
        LookPupil.objects.bulk_create([LookPupil(look=look, pupil_id=each, tie=tie) for each, tie in ties.items()])
    _count(actor, pupils)


def _count(actor: Actor, pupils: Collection[int]) -> None:
    """Ring when somebody has read more different pupils lately than the limit. Costs no statement until this process has shown many."""
    shown = _shown.pop(actor.person_id, {})
    oldest = actor.now - WITHIN
    before = {pupil for pupil, at in shown.items() if at > oldest}
    lately = {pupil: shown[pupil] for pupil in before} | dict.fromkeys(pupils, actor.now)
    _shown[actor.person_id] = lately
    if len(_shown) > _KEPT:
        del _shown[next(iter(_shown))]  # whoever has been quiet longest
    if len(lately) <= min(_UNASKED, settings.LOOKS_LIMIT) or before.issuperset(pupils):
        return
    rows = LookPupil.objects.filter(look__actor_id=actor.person_id, look__at__gt=oldest, look__at__lte=actor.now)
    persons = rows.values("pupil_id").distinct().count()
    if persons > settings.LOOKS_LIMIT:
        LookAlarm.objects.create(person_id=actor.person_id, at=actor.now, until_at=actor.now + LASTS, persons=persons)


def forget() -> None:
    """As a process that has just started. For tests: they are one process, and the same people over and over."""
    _shown.clear()
