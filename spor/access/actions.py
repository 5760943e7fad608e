"""Deeds about rights themselves: choosing a purpose, opening a cover. Each is guarded and recorded."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.access.models import Cover, Purpose
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.people.models import Group, Person

PURPOSE_LASTS = dt.timedelta(days=30)


@transaction.atomic
def choose_purpose(*, actor: Actor, pupil: Person, reason: str) -> Purpose:
    """A leader of the pupil's present school says why they read. Asked once a matter: it lasts 30 days. Refused without a reason."""
    guard.require(actor, "lead", pupil)
    reason = clean_line(reason)
    if len(reason) < 3:
        raise Refused(_("Skriv kort, hvorfor du har brug for at læse om eleven."), field="reason")
    if len(reason) > 500:
        raise Refused(_("Skriv det kortere: højst 500 tegn."), field="reason")
    purpose = Purpose.objects.create(
        person_id=actor.person_id, pupil=pupil, reason=reason, from_at=actor.now, to_at=actor.now + PURPOSE_LASTS
    )
    actor.__dict__.pop("relations", None)  # the new purpose counts from this moment
    events.record("choose_purpose", actor=actor, thing="person", code=pupil.code, pupil_id=pupil.pk)
    return purpose


@transaction.atomic
def open_cover(*, actor: Actor, person: Person, group: Group, from_at: dt.datetime, to_at: dt.datetime) -> Cover:
    """A leader or secretary gives a substitute a dated window in a class of the school. At most ten weeks."""
    guard.require(actor, "open", group, name="cover")
    if to_at <= from_at or to_at - from_at > dt.timedelta(weeks=10):
        raise Refused(_("Vælg en slutdag efter startdagen, højst ti uger senere."), field="to_at")
    cover = Cover.objects.create(person=person, group=group, from_at=from_at, to_at=to_at, opened_by_id=actor.person_id)
    events.record("open_cover", actor=actor, thing="cover", code=cover.code)
    return cover
