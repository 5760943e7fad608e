"""Deeds about what is kept of a person: holding it, letting it go its way again, and taking a copy."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.access.models import Hold, HoldRelease
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.people.models import Person
from spor.privacy.erasing import lock

REASON_MAX = 500


@transaction.atomic
def hold(*, actor: Actor, person: Person, reason: str, until_on: dt.date | None, key: str) -> Hold:
    """Nothing about the person is erased from now on, until released or `until_on`. The same press twice is one hold.

    Waits for an erasure that has begun with the person. Refused without a reason, for a day that has come, and for somebody erased.
    """
    guard.require(actor, "set", person, name="hold")
    lock([person.pk])
    reason = clean_line(reason)
    if len(reason) < 3 or len(reason) > REASON_MAX:
        raise Refused(_("Skriv kort, hvorfor det skal beholdes, højst 500 tegn."), field="reason")
    if until_on is not None and until_on <= actor.today:
        raise Refused(_("Vælg en dag, der ikke er kommet endnu, eller lad feltet være tomt."), field="until_on")
    made: Hold
    more = {"person": person, "reason": reason, "until_on": until_on, "set_by_id": actor.person_id, "set_at": actor.now}
    made, is_new = Hold.objects.get_or_create(key=key, defaults=more)
    if is_new:
        events.record("hold", actor=actor, thing="hold", code=made.code)
    return made


@transaction.atomic
def release(*, actor: Actor, held: Hold) -> None:
    """What was held goes its way again from the next night. Released already is released once."""
    guard.require(actor, "release", held)
    _row, is_new = HoldRelease.objects.get_or_create(hold=held, defaults={"by_id": actor.person_id, "at": actor.now})
    if is_new:
        events.record("release", actor=actor, thing="hold", code=held.code)


@transaction.atomic
def take_copy(*, actor: Actor, person: Person) -> None:
    """Write down that a copy is about to be sent: as a look where it is somebody else's, and as an event. Refused like any look."""
    guard.require(actor, "export_all", person, name="pupil_record")
    guard.page(actor, [person], thing="pupil_record", purpose=_("Kopi af alt, der er gemt"))
    events.record("take_copy", actor=actor, thing="pupil_record", code=person.code, pupil_id=person.pk)
