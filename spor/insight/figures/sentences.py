"""At most three sentences before the numbers, each with something to do a click away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spor.insight.figures.areas import Span
from spor.insight.figures.told import SchoolTold
from spor.insight.figures.trend import Trend
from spor.insight.limits import EVERYBODY
from spor.ui.moments import number

MOST = 3


@dataclass(frozen=True)
class Sentence:
    """`text` says it, `more` a little about it; `link` is the name of the page (or the place on this one) where one can act."""

    text: str
    more: str
    icon: str
    link: str
    label: str

    @property
    def is_anchor(self) -> bool:
        return self.link.startswith("#")


def sentences(school: SchoolTold, spans: Sequence[Span], trend: Trend, without_lead: Sequence[str]) -> list[Sentence]:
    """The three that matter most, in that order: what hinders people, what has changed, what has not begun."""
    found = [_leads(without_lead), _feedback(trend), *_shared(school), *_areas(spans)]
    return list(islice((each for each in found if each is not None), MOST))


def _leads(classes: Sequence[str]) -> Sentence | None:
    if not classes:
        return None
    text = ngettext("%(name)s har ingen klasseleder", "%(count)s klasser har ingen klasseleder", len(classes)) % {
        "name": classes[0],
        "count": len(classes),
    }
    more = _("Så kan ingen dele klassens meddelelsesbøger: %(names)s") % {"names": ", ".join(classes)}
    return Sentence(text, more, "key-round", "class_leads", _("Vælg klasseledere"))


def _feedback(trend: Trend) -> Sentence | None:
    if trend.direction not in ("up", "down"):
        return None
    text = (
        _("Flere afleveringer får feedback inden for 14 dage end tidligere på året")
        if trend.direction == "up"
        else _("Færre afleveringer får feedback inden for 14 dage end tidligere på året")
    )
    more = _("Forskellen er større, end tilfældet gør. Spørg teamene, hvad der fylder")
    return Sentence(text, more, "message-square-text", "school_rollout", _("Aftal støtte"))


def _shared(school: SchoolTold) -> Iterator[Sentence]:
    cell = school.cell("shared", EVERYBODY)
    if cell.count is not None and cell.of:
        text = _("Mindst %(count)s af %(of)s elever har fået en meddelelsesbog i år") % {
            "count": number(cell.count),
            "of": number(cell.of),
        }
        yield Sentence(text, _("Loven siger mindst én om året"), "notebook-pen", "#tal", _("Se årgangene"))


def _areas(spans: Sequence[Span]) -> Iterator[Sentence]:
    """The subject and span with most areas that nobody has begun on, the first of equals."""
    named = [(each, span) for span in spans for each in span.named]
    if named:
        most, span = max(named, key=lambda pair: len(pair[0].names))
        what = _joined(most.names) if len(most.names) < MOST else _("%(count)s områder") % {"count": len(most.names)}
        words = {"subject": most.subject.name, "areas": what, "span": span.label}
        text = _("%(subject)s: %(areas)s er ikke taget op endnu i %(span)s") % words
        more = _("Et område tæller med, når mindst tre har begyndt forløb med mål fra det")
        yield Sentence(text, more, "target", "#omraader", _("Se områderne"))


def _joined(names: Sequence[str]) -> str:
    """«Læsning, Fremstilling og Fortolkning»."""
    return (
        names[0]
        if len(names) == 1
        else _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    )
