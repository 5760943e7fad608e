"""One spor to think about: the page where a pupil reflects, and where others read it."""

from dataclasses import dataclass

from django.http import Http404

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.models import StoredFile
from spor.evidence.models import Trace
from spor.evidence.queries.cards import ProductCard, product_cards
from spor.people.models import Person
from spor.portfolio.models import Reflection
from spor.portfolio.queries.entries import Entry, chosen_by, newest_reflections, traces_of, with_words
from spor.portfolio.queries.timeline import Can, load


@dataclass(frozen=True)
class ReflectionPage:
    """earlier   all reflections, newest first
    text     what the pupil is writing and has not kept yet; key: of the next one
    """

    pupil: Person
    entry: Entry
    earlier: list[Reflection]
    can: Can
    text: str
    key: str


def reflection_page(actor: Actor, pupil_code: str, code: str) -> ReflectionPage:
    """The page of one spor. Http404 where the portfolio or the spor is not for this reader."""
    pupil, can = load(actor, pupil_code)
    cards = product_cards(actor, traces_of(actor, pupil).filter(code=code))
    if not cards:
        raise Http404
    rows = guard.visible(actor, Reflection).filter(trace=cards[0].trace).select_related("pupil", "sound")
    return ReflectionPage(
        pupil=pupil,
        entry=_entry(actor, pupil, cards),
        earlier=list(rows.order_by("-at", "-id")),
        can=can,
        text=drafts.text_for(actor, thing="reflection", code=code, field="text") if can.choose else "",
        key=new_code(),
    )


def trace_of(actor: Actor, pupil_code: str, code: str) -> tuple[Person, Trace]:
    """A spor of this pupil's portfolio, for a deed. Http404 where it is not for this reader."""
    pupil, _can = load(actor, pupil_code)
    trace = traces_of(actor, pupil).select_related("product").filter(code=code).first()
    if trace is None:
        raise Http404
    return pupil, trace


def entry_of(actor: Actor, pupil: Person, trace: Trace) -> Entry:
    """The entry of a trace after a deed, for the fragment that answers."""
    cards = product_cards(actor, traces_of(actor, pupil).filter(pk=trace.pk))
    return _entry(actor, pupil, cards)


def _entry(actor: Actor, pupil: Person, cards: list[ProductCard]) -> Entry:
    thoughts = newest_reflections(actor, pupil, [card.trace.pk for card in cards])
    return with_words(actor, pupil, cards, chosen_by(actor, pupil), thoughts)[0]


def sound_of(actor: Actor, pupil_code: str, code: str, reflection: str) -> StoredFile:
    """The voice of a reflection. Http404 where the spor or the reflection is not for this reader."""
    _pupil, trace = trace_of(actor, pupil_code, code)
    found = guard.visible(actor, Reflection).filter(trace=trace, code=reflection).select_related("sound").first()
    if found is None or found.sound is None:
        raise Http404
    return found.sound
