"""What is said of a shared plan: those at home and the pupil answer it and say they have read it, each alone; the team answers them.

Decision 0006.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.text import clean_text
from spor.plans.models import Acknowledgement, Answer, AnswerReader, PlanSnapshot
from spor.plans.queries import dialogue
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
    text = _sendable(text)
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
def reply(*, actor: Actor, answer: Answer, text: str, key: str) -> Answer:
    """Say something to an answer. Whoever takes part in that reads it, and nobody else. The same key twice is one.

    Raises Refused for an empty or too long text.
    """
    first = answer.after or answer
    guard.require(actor, "write", first)
    text = _sendable(text)
    said, is_new = Answer.objects.get_or_create(
        key=key,
        defaults={
            "pupil_id": first.pupil_id,
            "snapshot_id": first.snapshot_id,
            "after": first,
            "by_id": actor.person_id,
            "at": actor.now,
            "text": text,
        },
    )
    if said.by_id != actor.person_id or said.after_id != first.pk:  # another page's key is no key
        raise Refused(_("Siden var blevet for gammel. Det, du skrev, står her endnu: send igen."), status=409)
    drafts.erase_draft(actor=actor, thing=draft_thing(first.pupil.code), code=first.code)
    if is_new:
        events.record("reply", actor=actor, thing="dialogue", code=said.code, pupil_id=first.pupil_id)
    return said


@transaction.atomic
def let_read(*, actor: Actor, answer: Answer, code: str) -> Answer:
    """The class's leader lets a leader of the school, with this code, take part in an answer and what follows it. Doubled it is once.

    Nobody at home is let in by the school: only who wrote it can do that. Raises Refused for anybody else.
    """
    first = answer.after or answer
    guard.require(actor, "add_participant", first)
    chosen = next((each for each in dialogue.leaders(actor, first) if each.code == code), None)
    if chosen is None:
        raise Refused(_("Hvem der kan læse med, har ændret sig. Vælg igen."), status=409, field="person")
    _reader, is_new = AnswerReader.objects.get_or_create(answer=first, person=chosen)
    if is_new:
        events.record("let_read", actor=actor, thing="dialogue", code=first.code, pupil_id=first.pupil_id)
    return first


def _sendable(text: str) -> str:
    """The text as it is kept. Raises Refused for one that is empty or too long."""
    text = clean_text(text)
    if not text:
        raise Refused(_("Skriv noget, før du sender."), field="text")
    if len(text) > TEXT_MAX:
        about = {"count": len(text), "most": TEXT_MAX}
        raise Refused(
            _("Svaret har %(count)s tegn, og der er plads til %(most)s. Gør det kortere.") % about, field="text"
        )
    return text


@transaction.atomic
def acknowledge(*, actor: Actor, snapshot: PlanSnapshot) -> Acknowledgement:
    """«Jeg har læst den». Not a signature that one agrees. Saying so twice is once."""
    guard.require(actor, "acknowledge", snapshot)
    said, _is_new = Acknowledgement.objects.get_or_create(
        snapshot=snapshot, person_id=actor.person_id, defaults={"at": actor.now}
    )
    events.record("acknowledge", actor=actor, thing="plan_published", code=snapshot.code, pupil_id=snapshot.pupil_id)
    return said
