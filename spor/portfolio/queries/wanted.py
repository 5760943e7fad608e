"""What the reader asks to see of the timeline: all of it rides in the address, so a filter is a link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery

from spor.access import guard
from spor.access.actor import Actor
from spor.base.codes import CodeConverter
from spor.base.models import StoredFile
from spor.base.presence import there_is
from spor.evidence.models import HandIn, ProductFile, ProductVersion, Trace
from spor.portfolio.models import Selection

MEDIA = {"billeder": StoredFile.Kind.PICTURE, "lyd": StoredFile.Kind.SOUND, "film": StoredFile.Kind.FILM}
_YEARS = range(1990, 2200)
_KEY = re.compile(r"[a-z0-9_-]{1,40}")
_CODE = re.compile(CodeConverter.regex)


@dataclass(frozen=True)
class Wanted:
    """subject  a subject's key; medium: billeder, lyd or film; is_chosen: only what the pupil chose
    year     begin at the end of this school year (its first calendar year)
    start    begin at the trace with this code
    under    the year whose heading stands already above the fragment asked for
    """

    subject: str = ""
    medium: str = ""
    is_chosen: bool = False
    year: int | None = None
    start: str = ""
    under: int | None = None

    @property
    def is_filtered(self) -> bool:
        return bool(self.subject or self.medium or self.is_chosen)

    @property
    def is_plain(self) -> bool:
        """The first page of everything."""
        return self == Wanted()

    def address(self, **changed: object) -> str:
        """The query string of this wish with some of it changed, "?" included; "" for everything from the newest."""
        wish = replace(self, **{"start": "", "under": None, **changed})  # type: ignore[arg-type] # names of this class's own fields
        words = {
            "fag": wish.subject,
            "medie": wish.medium,
            "udvalgte": "1" if wish.is_chosen else "",
            "aar": wish.year or "",
            "fra": wish.start,
            "under": wish.under or "",
        }
        return "?" + urlencode({name: value for name, value in words.items() if value}) if any(words.values()) else "?"


def wanted(query: Mapping[str, str]) -> Wanted:
    """The wish in a page's query string. What is not understood is not wished for."""
    medium = query.get("medie", "")
    return Wanted(
        subject=_matching(_KEY, query.get("fag", "")),
        medium=medium if medium in MEDIA else "",
        is_chosen=query.get("udvalgte") == "1",
        year=_year(query.get("aar", "")),
        start=_matching(_CODE, query.get("fra", "")),
        under=_year(query.get("under", "")),
    )


def narrowed(actor: Actor, rows: QuerySet[Trace], wish: Wanted) -> QuerySet[Trace]:
    """The traces that pass the wish's filters (not its year and start)."""
    if wish.subject:
        rows = rows.filter(subject__key=wish.subject)
    if wish.is_chosen:
        rows = rows.filter(pk__in=guard.visible(actor, Selection).filter(until=None).values("trace"))
    if wish.medium:
        kind = MEDIA[wish.medium]
        held = ProductFile.objects.filter(file__kind=kind, version=Subquery(_shown_version().values("pk")[:1]))
        rows = rows.filter(Q(there_is(held)) | Q(remark__file__kind=kind))
    return rows


def _shown_version() -> QuerySet[ProductVersion]:
    """What a card shows of a product: the newest version handed in or, where none was, the one in hand."""
    product = OuterRef(OuterRef("product"))
    handed_in = HandIn.objects.filter(version__product=OuterRef("product"))
    rows = ProductVersion.objects.filter(Q(hand_in__isnull=False) | ~Q(there_is(handed_in)), product=product)
    return rows.order_by("-n")


def code_in(text: str) -> str:
    """A code as it came in a form, "" when it is none."""
    return _matching(_CODE, text)


def _matching(shape: re.Pattern[str], text: str) -> str:
    return text if shape.fullmatch(text) else ""


def _year(text: str) -> int | None:
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    return year if year in _YEARS else None
