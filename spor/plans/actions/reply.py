"""What those at home and the pupil do with a shared plan: answer it, and say they have read it. Each alone (decision 0006)."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.text import clean_text
from spor.plans.models import Acknowledgement, Answer, AnswerReader, PlanSnapshot
from spor.plans.queries import pupil as pupils
from spor.plans.queries.people import ids_of, others_at_home
from spor.plans.queries.words import draft_thing

TEXT_MAX = 4_000


@transaction.atomic
def answer(*, actor: Actor, snapshot: PlanSnapshot, text: str, to: Collection[str], key: str) -> Answer:
    """Answer a shared plan. It goes to the team, and to those whose codes are in `to`. The same key twice is one answer.

    Raises Refused for an empty or too long text, and for somebody in `to` who cannot be chosen.
    """
    guard.require(actor, "acknowledge", snapshot)
    text = clean_text(text)
    if not text:
        raise Refused(_("Skriv noget, før du sender."), field="text")
    if len(text) > TEXT_MAX:
        about = {"count": len(text), "most": TEXT_MAX}
        raise Refused(
            _("Svaret har %(count)s tegn, og der er plads til %(most)s. Gør det kortere.") % about, field="text"
        )
    pupil = pupils.reload(actor, snapshot.pupil)
    others = others_at_home(actor, pupil)
    if not set(to) <= {each.code for each in others}:
        raise Refused(_("Hvem der kan læse svaret, har ændret sig. Vælg igen."), status=409, field="to")
    found, is_new = Answer.objects.get_or_create(
        key=key,
        defaults={
            "pupil": snapshot.pupil,
            "snapshot": snapshot,
            "by_id": actor.person_id,
            "at": actor.now,
            "text": text,
        },
    )
    guard.require(actor, "write", found)
    if is_new:
        AnswerReader.objects.bulk_create(AnswerReader(answer=found, person_id=each) for each in ids_of(others, to))
    drafts.erase_draft(actor=actor, thing=draft_thing(snapshot.pupil.code), code=snapshot.code)
    events.record("answer", actor=actor, thing="dialogue", code=found.code, pupil_id=snapshot.pupil_id)
    return found


@transaction.atomic
def acknowledge(*, actor: Actor, snapshot: PlanSnapshot) -> Acknowledgement:
    """«Jeg har læst den». Not a signature that one agrees. Saying so twice is once."""
    guard.require(actor, "acknowledge", snapshot)
    said, _is_new = Acknowledgement.objects.get_or_create(
        snapshot=snapshot, person_id=actor.person_id, defaults={"at": actor.now}
    )
    events.record("acknowledge", actor=actor, thing="plan_published", code=snapshot.code, pupil_id=snapshot.pupil_id)
    return said
