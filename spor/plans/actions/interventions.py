"""What the school does for a pupil with challenges, and how it is followed up (folkeskoleloven § 13 b)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.curriculum.models import Subject
from spor.people.models import Person
from spor.plans.models import Intervention, InterventionEnd
from spor.plans.queries.words import INTERVENTION_FIELD, draft_thing
from spor.plans.texts import checked


@transaction.atomic
def begin_intervention(*, actor: Actor, pupil: Person, subject: Subject | None, text: str, key: str) -> Intervention:
    """Write down an intervention. The same key twice is one. Raises Refused for an empty or too long text."""
    text = checked(text)
    found, _is_new = Intervention.objects.get_or_create(
        key=key,
        defaults={
            "pupil": pupil,
            "subject": subject,
            "text": text,
            "made_by_id": actor.person_id,
            "made_at": actor.now,
        },
    )
    guard.require(actor, "write", found)
    drafts.erase_draft(actor=actor, thing=draft_thing(pupil.code), code=pupil.code, field=INTERVENTION_FIELD)
    events.record("begin_intervention", actor=actor, thing="intervention", code=found.code, pupil_id=pupil.pk)
    return found


@transaction.atomic
def follow_up(*, actor: Actor, intervention: Intervention, text: str, on: dt.date | None, n: int) -> Intervention:
    """Write how it is followed up, and when. `n` is the state the writer saw; another's change is not overwritten (409)."""
    guard.require(actor, "write", intervention)
    text = checked(text)
    row = Intervention.objects.select_for_update().get(pk=intervention.pk)
    if row.n != n and row.follow_up != text:
        said = _("En anden har skrevet imens: «%(text)s». Sæt de to sammen, og gem igen.")
        raise Refused(said % {"text": row.follow_up}, status=409)
    row.follow_up, row.follow_up_on, row.n = text, on, row.n + 1
    row.save(update_fields=["follow_up", "follow_up_on", "n"])
    drafts.erase_draft(actor=actor, thing=draft_thing(intervention.pupil.code), code=row.code)
    events.record("follow_up", actor=actor, thing="intervention", code=row.code, pupil_id=row.pupil_id)
    return row


@transaction.atomic
def end_intervention(*, actor: Actor, intervention: Intervention) -> Intervention:
    """It is over. Twice is once."""
    guard.require(actor, "write", intervention)
    InterventionEnd.objects.get_or_create(
        intervention=intervention, defaults={"by_id": actor.person_id, "at": actor.now}
    )
    events.record(
        "end_intervention",
        actor=actor,
        thing="intervention",
        code=intervention.code,
        pupil_id=intervention.pupil_id,
    )
    return intervention
