"""Before and now: two things the pupil chose, of the same goal, side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spor.access.actor import Actor
from spor.evidence.queries.cards import ProductCard, product_cards, trace_from
from spor.people.models import Person
from spor.portfolio.models import Reflection
from spor.portfolio.queries.rows import THESE
from spor.portfolio.queries.years import Year, unknown_year, year_of


@dataclass(frozen=True)
class Side:
    """One of the two, with the school year it is of."""

    card: ProductCard
    year: Year


@dataclass(frozen=True)
class Pair:
    """goal   what both are evidence of, as the pupil knows it"""

    goal: str
    before: Side
    now: Side
    reflection: Reflection | None = None

    @property
    def reflection_of(self) -> str:
        """The code of the trace the reflection is on."""
        side = self.now if self.reflection and self.reflection.trace_id == self.now.card.trace.pk else self.before
        return side.card.code


def chosen_cards(actor: Actor, pupil: Person, chosen: Collection[int]) -> list[ProductCard]:
    """What the pupil chose, oldest first. No query where there are not two to compare, else three."""
    if len(chosen) < 2:
        return []
    return product_cards(actor, [trace_from(row) for row in THESE(actor, sorted(chosen), about=pupil.pk)])


def pair_of(cards: Sequence[ProductCard], years: Sequence[Year]) -> Pair | None:
    """The two of one goal that lie furthest apart; None where no goal has two. `cards` oldest first."""
    first: dict[str, ProductCard] = {}
    best: tuple[str, ProductCard, ProductCard] | None = None
    for card in cards:
        for goal in card.goals:
            earlier = first.setdefault(goal, card)
            if earlier is not card and (best is None or _apart(earlier, card) > _apart(*best[1:])):
                best = goal, earlier, card
    if best is None:
        return None
    known = {year.first: year for year in years}
    goal, before, now = best
    return Pair(goal, Side(before, _year(before, known)), Side(now, _year(now, known)))


def _apart(before: ProductCard, now: ProductCard) -> float:
    return (now.trace.at - before.trace.at).total_seconds()


def _year(card: ProductCard, known: dict[int, Year]) -> Year:
    first = year_of(card.trace.at)
    return known.get(first) or unknown_year(first)
