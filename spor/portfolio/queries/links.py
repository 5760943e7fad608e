"""The filters and years of the timeline as links."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.portfolio.queries.timeline import PortfolioPage, whose
from spor.portfolio.queries.wanted import MEDIA


@dataclass(frozen=True)
class Link:
    """One filter or year. `address` is a query string; the current one leads back to everything."""

    label: str
    address: str
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Links:
    filters: list[Link] = field(default_factory=list)
    years: list[Link] = field(default_factory=list)
    without_filters: str = "?"
    chosen: str = ""


def links_of(page: PortfolioPage) -> Links:
    """The ways from this page: subjects there is a spor in, media, what was chosen, and every school year.

    Where the page is all there is, nothing leads to an empty one.
    """
    wish = page.wish
    cards = [entry.card for part in page.parts for entry in part.entries]
    is_all = not (page.more or wish.start or wish.year or wish.is_filtered)
    there = {card.medium for card in cards} if is_all else {*MEDIA.values()}
    there |= {MEDIA["billeder"] for card in cards if card.thumb}
    everything = wish.address(subject="", medium="", is_chosen=False)
    links = [Link(_("Alt"), everything, "footprints", is_current=not wish.is_filtered)]
    for subject in page.subjects:
        on = wish.subject == subject.key
        links.append(Link(subject.name, wish.address(subject="" if on else subject.key), subject.icon, on))
    for medium, label, icon in _media():
        on = wish.medium == medium
        if not on and MEDIA[medium] not in there:
            continue
        links.append(Link(label, wish.address(medium="" if on else medium), icon, on))
    mine = _("Mine udvalgte") if page.can.choose else _("%(whose)s udvalgte") % {"whose": whose(page.pupil.first_name)}
    if not is_all or any(entry.is_chosen for part in page.parts for entry in part.entries):
        links.append(Link(str(mine), wish.address(is_chosen=not wish.is_chosen), "star", wish.is_chosen))
    years = [
        Link(year.label, wish.address(year=year.first), is_current=not wish.start and wish.year == year.first)
        for year in page.years
    ]
    return Links(links, years, everything, str(mine))


def _media() -> list[tuple[str, str, str]]:
    return [("billeder", _("Billeder"), "image"), ("lyd", _("Lyd"), "mic"), ("film", _("Film"), "film")]
