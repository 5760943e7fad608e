"""A person's calendar address is made and closed. The secret is told once and kept nowhere."""

import secrets

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.integrations.ical.secret import fingerprint
from spor.integrations.models import CalendarAddress
from spor.people.models import Person

SECRET_BYTES = 32


@transaction.atomic
def make_calendar_address(*, actor: Actor) -> str:
    """The secret of a new address. The one before it is dead from this moment."""
    guard.require(actor, "write", Person(pk=actor.person_id), name="calendar_address")
    _end(actor)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = CalendarAddress.objects.create(person_id=actor.person_id, fingerprint=fingerprint(secret), made_at=actor.now)
    events.record("make_calendar_address", actor=actor, thing="calendar_address", code=row.code)
    return secret


@transaction.atomic
def close_calendar_address(*, actor: Actor) -> None:
    """The address is dead from this moment. Where there is none, nothing happens."""
    guard.require(actor, "write", Person(pk=actor.person_id), name="calendar_address")
    if _end(actor):
        events.record("close_calendar_address", actor=actor, thing="calendar_address")


def _end(actor: Actor) -> int:
    mine = guard.visible(actor, CalendarAddress, "write").select_for_update()
    return mine.filter(ended_at=None).update(ended_at=actor.now)
