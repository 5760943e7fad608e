"""The entries of the timeline: a pupil's traces as this reader may see them, newest first, 24 a page by keyset."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base import clock
from spor.curriculum.models import Subject
from spor.evidence.models import Feedback, HandIn, Trace
from spor.evidence.queries.cards import ProductCard, product_cards
from spor.people.models import Person
from spor.portfolio.models import Reflection, Selection
from spor.portfolio.queries.wanted import Wanted, narrowed
from spor.portfolio.queries.years import Year, unknown_year, year_of
from spor.ui.moments import calendar_day

PAGE = 24
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
    def is_note(self) -> bool:
        return self.card.kind == Trace.Kind.REMARK

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
    """A pupil's spor that the actor may see in the portfolio; without work begun for an assignment and not handed in."""
    rows = guard.visible(actor, Trace).filter(pupil=pupil.pk)
    if pupil.pk != actor.person_id:
        return rows  # others see only what is handed in or placed
    handed_in = HandIn.objects.filter(version__product=OuterRef("product"))
    return rows.filter(Q(product=None) | Q(product__assignment=None) | Exists(handed_in))


def page_of(actor: Actor, pupil: Person, wish: Wanted) -> tuple[list[ProductCard], str]:
    """The cards of the page that `wish` asks for, and the code the next page begins at, "" when this is the last. Three queries.

    Raises Http404 for a start that is none of the reader's.
    """
    rows = narrowed(actor, traces_of(actor, pupil), wish)
    if wish.start:
        rows = _from(rows, actor, pupil, wish.start)
    elif wish.year is not None:
        rows = rows.filter(at__lt=unknown_year(wish.year).ends_at)
    cards = product_cards(actor, rows.order_by("-at", "-id")[: PAGE + 1])
    return cards[:PAGE], cards[PAGE].code if len(cards) > PAGE else ""


def _from(rows: QuerySet[Trace], actor: Actor, pupil: Person, code: str) -> QuerySet[Trace]:
    """The rows from the trace `code` on. The bound on `at` alone is what lets the index begin there."""
    first = traces_of(actor, pupil).filter(code=code).values_list("at", "pk").first()
    if first is None:
        raise Http404
    at, pk = first
    return rows.filter(Q(at__lt=at) | Q(pk__lte=pk), at__lte=at)


def chosen_by(actor: Actor, pupil: Person) -> set[int]:
    """The ids of the traces the pupil has chosen, as far as the reader may know. One query."""
    rows = guard.visible(actor, Selection).filter(pupil=pupil.pk, until=None)
    return set(rows.values_list("trace", flat=True))


def newest_reflections(actor: Actor, traces: Iterable[int]) -> dict[int, Reflection]:
    """Trace id → the pupil's newest reflection on it. One query; the traces are such as the actor reads."""
    rows = guard.visible(actor, Reflection).filter(trace__in=list(traces))
    return {each.trace_id: each for each in rows.order_by("at", "id")}


def with_words(
    actor: Actor, cards: Sequence[ProductCard], chosen: Collection[int], thoughts: Mapping[int, Reflection]
) -> list[Entry]:
    """The cards with what was chosen, thought and said of each. One query: whether feedback was given."""
    given = guard.visible(actor, Feedback).filter(trace__in=[card.trace.pk for card in cards])
    said = set(given.values_list("trace", flat=True))
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
    """The subjects there is a spor in. One query: a look into the index a subject, however many traces there are."""
    there = traces_of(actor, pupil).filter(subject=OuterRef("pk"))
    return sorted(Subject.objects.filter(Exists(there)), key=lambda subject: subject.name)
