"""A talk: called, prepared by each alone, held or called off, and acknowledged by each for themselves."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.people.models import Group, Person
from spor.plans.models import Preparation, Talk, TalkAcknowledgement, TalkEnd
from spor.plans.queries.sides import side_of
from spor.plans.texts import checked

DRAFTS, PREPARED, SAID = "samtale", "tanker", "referat"  # what drafts are kept under, and their fields
TEXT_MAX = 4_000


@transaction.atomic
def call_talks(*, actor: Actor, group: Group, at: Mapping[Person, dt.datetime], place: str, key: str) -> list[Talk]:
    """Say when each pupil's talk is: a new one, or a talk that is to come moved. The same key twice is once.

    Raises Refused for a moment that has been, and for one more than a year ahead.
    """
    guard.require(actor, "read", group, name="class_talks")
    for when in at.values():
        if not actor.now < when < actor.now + dt.timedelta(days=366):
            raise Refused(_("En samtale skal ligge inden for det næste år. Se tiderne igen."))
    ids = [pupil.pk for pupil in at]
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    coming = {each.pupil_id: each for each in Talk.objects.filter(pupil__in=ids, end=None)}
    called = []
    for pupil, when in at.items():
        talk = coming.get(pupil.pk)
        if talk is None:
            talk, _is_new = Talk.objects.get_or_create(
                key=f"{key}-{pupil.code}"[:40],
                defaults={
                    "pupil": pupil,
                    "at": when,
                    "place": place[:100],
                    "called_by_id": actor.person_id,
                    "called_at": actor.now,
                },
            )
        elif talk.at != when:
            talk.at = when
            talk.save(update_fields=["at"])
        guard.require(actor, "call", talk)
        called.append(talk)
    events.record("call_talks", actor=actor, thing="talk", code=group.code, note=str(len(called)))
    return called


@transaction.atomic
def prepare(*, actor: Actor, talk: Talk, text: str) -> Preparation | None:
    """Write what one thinks before the talk; an empty text takes it back. Read by the team and oneself."""
    guard.require(actor, "prepare", talk)
    if TalkEnd.objects.filter(talk=talk).exists():
        raise Refused(_("Samtalen er slut. Skriv til skolen på planen i stedet."), status=409)
    text = checked(text, may_be_empty=True, most=TEXT_MAX)
    mine = Preparation.objects.filter(talk=talk, by=actor.person_id)
    row = None
    if text:
        row, _is_new = Preparation.objects.update_or_create(
            talk=talk,
            by_id=actor.person_id,
            defaults={"text": text, "at": actor.now, "side": side_of(actor, talk.pupil_id)},
        )
    else:
        mine.delete()
    drafts.erase_draft(actor=actor, thing=DRAFTS, code=talk.code, field=PREPARED)
    events.record("prepare", actor=actor, thing="talk", code=talk.code, pupil_id=talk.pupil_id)
    return row


@transaction.atomic
def hold_talk(*, actor: Actor, talk: Talk, text: str) -> TalkEnd:
    """The talk was held: what was talked about, for all who read the plan. Twice changes the words."""
    return _end(actor, talk, TalkEnd.Kind.HELD, checked(text, may_be_empty=True, most=TEXT_MAX))


@transaction.atomic
def call_off_talk(*, actor: Actor, talk: Talk) -> TalkEnd:
    """The talk is called off. A new one can be called. Raises Refused for a talk that was held."""
    if TalkEnd.objects.filter(talk=talk, kind=TalkEnd.Kind.HELD).exists():
        raise Refused(_("Samtalen er holdt og kan ikke aflyses."), status=409)
    return _end(actor, talk, TalkEnd.Kind.OFF, "")


def _end(actor: Actor, talk: Talk, kind: str, text: str) -> TalkEnd:
    guard.require(actor, "call", talk)
    ended, _is_new = TalkEnd.objects.update_or_create(
        talk=talk, defaults={"kind": kind, "by_id": actor.person_id, "at": actor.now, "text": text}
    )
    drafts.erase_draft(actor=actor, thing=DRAFTS, code=talk.code, field=SAID)
    events.record("end_talk", actor=actor, thing="talk", code=talk.code, pupil_id=talk.pupil_id, note=kind)
    return ended


@transaction.atomic
def acknowledge_talk(*, actor: Actor, talk: Talk) -> TalkAcknowledgement:
    """«Jeg har læst, hvad vi talte om». Twice is once. Raises Refused before the talk was held."""
    guard.require(actor, "acknowledge", talk)
    if not TalkEnd.objects.filter(talk=talk, kind=TalkEnd.Kind.HELD).exists():
        raise Refused(_("Samtalen er ikke holdt endnu."), status=409)
    said, _is_new = TalkAcknowledgement.objects.get_or_create(
        talk=talk, person_id=actor.person_id, defaults={"at": actor.now}
    )
    events.record("acknowledge_talk", actor=actor, thing="talk", code=talk.code, pupil_id=talk.pupil_id)
    return said
