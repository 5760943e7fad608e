"""The portfolio page of one pupil, as this reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Subject
from spor.people.models import Person
from spor.portfolio.models import Reflection
from spor.portfolio.queries.entries import (
    YearPart,
    by_year,
    chosen_by,
    newest_reflections,
    page_of,
    subjects_of,
    with_words,
)
from spor.portfolio.queries.pair import Pair, chosen_cards, pair_of
from spor.portfolio.queries.wanted import Wanted
from spor.portfolio.queries.years import Year, years_of


@dataclass(frozen=True)
class Can:
    """What the reader may do with this portfolio. Whoever chooses also reflects, and shows or hides what was never handed in."""

    choose: bool = False


@dataclass(frozen=True)
class PortfolioPage:
    """follows  these entries come after others on the reader's screen
    parts   the entries under their school years
    more     the query string of the next page, "" when this is the last; more_under the same for the fragment
    years    all school years, newest first; subjects those there is a spor in; pair is before and now
    """

    pupil: Person
    wish: Wanted
    parts: list[YearPart]
    more: str
    more_under: str
    can: Can
    follows: bool = False
    years: list[Year] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    pair: Pair | None = None

    @property
    def title(self) -> str:
        """«Mit spor», «Oskars spor»."""
        return str(_("Mit spor")) if self.can.choose else _("%(whose)s spor") % {"whose": whose(self.pupil.first_name)}

    @property
    def focus_on(self) -> str:
        """The code of the entry at which a reader who asked for more goes on."""
        return self.parts[0].entries[0].code if self.follows and self.parts else ""

    @property
    def about(self) -> str:
        """Whose the choice is."""
        if self.can.choose:
            return str(_("Du vælger selv, hvad der skal stå forrest"))
        return _("%(name)s vælger selv, hvad der skal stå forrest") % {"name": self.pupil.first_name}

    @property
    def aloud(self) -> str:
        """What the youngest hear when they press the loudspeaker."""
        return str(_("Her er alt det, du har lavet. Tryk på stjernen ved det, du er mest glad for."))

    @property
    def is_empty_everywhere(self) -> bool:
        return not self.parts and self.wish.is_plain

    @property
    def newest(self) -> str:
        """The way up to the newest, with the same filters."""
        return self.wish.address(year=None)

    @property
    def missed_year(self) -> Year | None:
        """The year asked for, when there is nothing in it."""
        first = self.parts[0].year.first if self.parts else None
        asked = next((year for year in self.years if year.first == self.wish.year), None)
        return asked if asked and not self.wish.start and first != asked.first else None

    @property
    def begun(self) -> Year | None:
        """The first school year, on the last page of everything."""
        return self.years[-1] if self.years and not self.more and not self.wish.is_filtered else None


def load(actor: Actor, code: str) -> tuple[Person, Can]:
    """The pupil whose portfolio the actor may open, and what they may do there; the look is recorded.

    Http404 for others, 403 for colleagues of the school, and for a leader the question why.
    """
    pupil = Person.objects.filter(code=code).first()
    if pupil is None or not guard.may(actor, "read", "portfolio", pupil.pk):
        pupil = guard.get_or_404(actor, Person, code, thing="portfolio")  # which says no as one must
    guard.page(actor, [pupil], thing="portfolio_item")
    return pupil, Can(choose=guard.may(actor, "write", "selection", pupil.pk))


def portfolio_page(actor: Actor, code: str, wish: Wanted, *, only_entries: bool = False) -> PortfolioPage:
    """The page `wish` asks for. `only_entries` leaves out what stands above the timeline."""
    pupil, can = load(actor, code)
    years = years_of(pupil.pk, actor.today)
    cards, more = page_of(actor, pupil, wish)
    chosen = chosen_by(actor, pupil)
    pair = pair_of(chosen_cards(actor, pupil, chosen), years) if wish.is_plain and not only_entries else None
    shown = [card.trace.pk for card in [*cards, *([pair.before.card, pair.now.card] if pair else [])]]
    thoughts = newest_reflections(actor, pupil, shown)
    parts = by_year(with_words(actor, pupil, cards, chosen, thoughts), years, wish.under if only_entries else None)
    under = parts[-1].year.first if parts else None
    return PortfolioPage(
        pupil=pupil,
        wish=wish,
        parts=parts,
        more=wish.address(start=more) if more else "",
        more_under=wish.address(start=more, under=under) if more else "",
        can=can,
        follows=only_entries,
        years=years,
        subjects=[] if only_entries else subjects_of(actor, pupil),
        pair=_thought_of(pair, thoughts) if pair else None,
    )


def _thought_of(pair: Pair, thoughts: Mapping[int, Reflection]) -> Pair:
    now, before = pair.now.card.trace.pk, pair.before.card.trace.pk
    return replace(pair, reflection=thoughts.get(now) or thoughts.get(before))


def whose(name: str) -> str:
    """A name in the genitive: «Oskars», «Jonas’»."""
    return f"{name}’" if name[-1:].lower() in ("s", "x", "z") else f"{name}s"
