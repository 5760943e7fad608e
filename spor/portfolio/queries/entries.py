"""The entries of the timeline: a pupil's traces as this reader may see them, newest first, 24 a page by keyset."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base import clock
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.evidence.models import Trace
from spor.evidence.queries.cards import ProductCard, product_cards, trace_from
from spor.evidence.queries.products import spoken_title
from spor.people.models import Person
from spor.portfolio.models import Reflection
from spor.portfolio.queries.rows import (
    ANSWERED,
    CHOSEN,
    PAGE,
    SUBJECT,
    SUBJECTS,
    THOUGHT,
    THOUGHTS,
    TRACES,
    is_made,
)
from spor.portfolio.queries.wanted import Wanted, narrowed
from spor.portfolio.queries.years import Year, unknown_year, year_of
from spor.ui.moments import calendar_day

_THE_END = dt.datetime(2999, 12, 31, tzinfo=dt.UTC)  # everything is before it
_LAST = 2**62
_A_TICK = dt.timedelta(microseconds=1)
WORDS_SHOWN = 180
GOALS_SHOWN = 2


@dataclass(frozen=True)
class Entry:
    """A spor on the timeline.

    day          when, as one says it; without the year in this calendar year
    reflection   what the pupil thinks of it, the newest
    has_feedback   somebody gave feedback on it that the reader may read
    """

    card: ProductCard
    day: str = ""
    is_chosen: bool = False
    reflection: Reflection | None = None
    has_feedback: bool = False

    @property
    def code(self) -> str:
        return self.card.code

    @property
    def aloud(self) -> str:
        """What a child hears: all of a note, else what it is called."""
        return self.card.excerpt if self.is_note and self.card.excerpt else spoken_title(self.card.title)

    @property
    def is_note(self) -> bool:
        return self.card.kind == Trace.Kind.REMARK

    @property
    def is_result(self) -> bool:
        """It has no page of its own: it is all there is to say."""
        return self.card.kind == Trace.Kind.RESULT

    @property
    def goals(self) -> list[str]:
        return self.card.goals[:GOALS_SHOWN]

    @property
    def words(self) -> str:
        """The beginning of its text, without the line that is its title already."""
        first, _, rest = self.card.excerpt.strip().partition("\n")
        text = rest.strip() if first.strip("- ").startswith(self.card.title.removesuffix(" …")) else self.card.excerpt
        return text if len(text) <= WORDS_SHOWN else f"{text[:WORDS_SHOWN].rsplit(' ', 1)[0]} …"

    @property
    def is_shown_unasked(self) -> bool:
        """The pupil placed it, and may hide it again."""
        return self.card.state == "kept" and self.card.is_placed

    @property
    def is_private(self) -> bool:
        """Nobody but the pupil sees it."""
        return self.card.state == "kept" and not self.card.is_placed


@dataclass(frozen=True)
class YearPart:
    """The entries of one school year on the page. `is_headed` is false where the year's heading stands above already."""

    year: Year
    entries: list[Entry]
    is_headed: bool = True


def traces_of(actor: Actor, pupil: Person) -> QuerySet[Trace]:
    """A pupil's spor that the actor may see in the portfolio."""
    return guard.visible(actor, Trace).filter(is_made(), pupil=pupil.pk)


def page_of(actor: Actor, pupil: Person, wish: Wanted) -> tuple[list[ProductCard], str]:
    """The cards of the page that `wish` asks for, and the code the next page begins at, "" when this is the last.

    Three queries, four from a start on. Raises Http404 for a start that is none of the reader's.
    """
    at, pk = _start(pupil, wish)
    if wish.is_filtered:
        rows = narrowed(actor, traces_of(actor, pupil), wish).filter(Q(at__lt=at) | Q(pk__lte=pk), at__lte=at)
        found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    else:
        found = [trace_from(row) for row in TRACES(actor, at, pk, about=pupil.pk)]
        if wish.start and (not found or found[0].code != wish.start):
            raise Http404
    cards = product_cards(actor, found)
    return cards[:PAGE], cards[PAGE].code if len(cards) > PAGE else ""


def _start(pupil: Person, wish: Wanted) -> tuple[dt.datetime, int]:
    """Moment and id of the trace the page begins at. It is the first of the page; so whether the reader may see it is asked there."""
    if wish.start:
        known = Trace.objects.filter(code=wish.start, pupil=pupil.pk).values_list("at", "pk").first()
        if known is None:
            raise Http404
        return known
    return (_THE_END if wish.year is None else unknown_year(wish.year).ends_at - _A_TICK), _LAST


def chosen_by(actor: Actor, pupil: Person) -> set[int]:
    """The ids of the traces the pupil has chosen, the newest choices, as far as the reader may know. One query."""
    return {trace for (trace,) in CHOSEN(actor, about=pupil.pk)}


def newest_reflections(actor: Actor, pupil: Person, traces: Sequence[int]) -> dict[int, Reflection]:
    """Trace id → the pupil's newest reflection on it. One query; the traces are such as the actor reads."""
    rows = (Reflection.from_db("default", THOUGHT, row) for row in THOUGHTS(actor, traces, about=pupil.pk))
    return {each.trace_id: each for each in rows}


def with_words(
    actor: Actor,
    pupil: Person,
    cards: Sequence[ProductCard],
    chosen: Collection[int],
    thoughts: Mapping[int, Reflection],
) -> list[Entry]:
    """The cards with what was chosen, thought and said of each. One query: whether feedback was given."""
    said = {trace for (trace,) in ANSWERED(actor, [card.trace.pk for card in cards], about=pupil.pk)}
    today = clock.today(actor.now)
    return [
        Entry(
            card,
            calendar_day(clock.today(card.trace.at), today),
            card.trace.pk in chosen,
            thoughts.get(card.trace.pk),
            card.trace.pk in said,
        )
        for card in cards
    ]


def by_year(entries: Iterable[Entry], years: Sequence[Year], under: int | None = None) -> list[YearPart]:
    """Entries, newest first, under the school years they lie in. `under` is the year whose heading stands above them."""
    known = {year.first: year for year in years}
    parts: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        parts[year_of(entry.card.trace.at)].append(entry)
    return [YearPart(known.get(first) or unknown_year(first), held, first != under) for first, held in parts.items()]


def subjects_of(actor: Actor, pupil: Person) -> list[Subject]:
    """The subjects there is a spor in, in Danish order. One query."""
    found = [Subject.from_db("default", SUBJECT, row) for row in SUBJECTS(actor, about=pupil.pk)]
    return sorted(found, key=lambda subject: danish_key(subject.name))
