"""A teacher's own standing sentences («Dine faste sætninger»), seen by nobody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.evidence.models import Phrase

PHRASE_MAX = 200
PHRASES_MAX = 40


@transaction.atomic
def add_phrase(*, actor: Actor, text: str) -> Phrase:
    """Keep a sentence; the same again is the one kept. Raises Refused when it is empty, too long, or there are too many."""
    if not text:
        raise Refused(_("Skriv sætningen først."), field="text")
    if len(text) > PHRASE_MAX:
        raise Refused(_("En fast sætning kan være på 200 tegn. Del den i to."), field="text")
    mine = Phrase.objects.filter(owner=actor.person_id)
    if mine.count() >= PHRASES_MAX and not mine.filter(text=text).exists():
        raise Refused(_("Du har 40 faste sætninger. Slet en, du ikke bruger."), field="text")
    phrase, made = Phrase.objects.get_or_create(owner_id=actor.person_id, text=text, defaults={"at": actor.now})
    if made:
        events.record("add_phrase", actor=actor, thing="phrase", code=phrase.code)
    return phrase


@transaction.atomic
def remove_phrase(*, actor: Actor, code: str) -> None:
    """Delete one of the actor's own sentences; one that is gone already stays gone."""
    gone, _rows = Phrase.objects.filter(owner=actor.person_id, code=code).delete()
    if gone:
        events.record("remove_phrase", actor=actor, thing="phrase", code=code)
