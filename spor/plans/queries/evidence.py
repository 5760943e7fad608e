"""The spor behind a sentence, for staff."""

from dataclasses import dataclass

from django.http import Http404

from spor.access.actor import Actor
from spor.evidence.queries.cards import ProductCard
from spor.plans.queries.live import current
from spor.plans.queries.pupil import Pupil, load
from spor.plans.queries.sections import Section, find
from spor.plans.queries.sentences import SentenceLine, cards_behind


@dataclass(frozen=True)
class EvidencePage:
    pupil: Pupil
    section: Section
    line: SentenceLine
    cards: list[ProductCard]


def page(actor: Actor, pupil_code: str, code: str) -> EvidencePage:
    """The list behind a sentence, stored or proposed; 404 for whoever may not see what is not shared, and for an unknown code."""
    pupil = load(actor, pupil_code)
    found = find(actor, current(actor, pupil), code) if pupil.can.draft else None
    if found is None:
        raise Http404
    section, line = found
    cards = cards_behind(actor, pupil, line, section.subject.pk if section.subject else None)
    return EvidencePage(pupil, section, line, cards)
