"""The cells of one row of the template as values. What cannot be right becomes a fault, and the reading goes on to find the rest."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from spor.base.text import clean_line
from spor.integrations.template.faults import Faults

V = TypeVar("V")
_DAY = re.compile(
    r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d\d)-(?P<d2>\d\d)(?:[T ]00:00(?::00)?)?"
)
_SERIAL = re.compile(r"[1-9]\d{3,4}(?:\.0)?")
_WHOLE = re.compile(r"(\d+)\.0")
_EXCEL_BEGAN = dt.date(1899, 12, 30)


@dataclass
class Row:
    """A row of the file: its number, its cells by heading, and where faults go."""

    number: int
    cells: dict[str, str]
    faults: Faults

    def text(self, column: str, most: int, *, needed: bool = False, right: str = "") -> str:
        """One line of text. A fault when it is missing and needed, too long, or a formula."""
        text = clean_line(self.cells.get(column, "")).strip()
        if text.startswith(("=", "@")) or (text.startswith("+") and not text[1:].isdigit()):
            self._wrong(column, _("feltet er en formel. Skriv selve værdien."))
            return ""
        if not text and needed:
            self._wrong(column, right or _("mangler."))
        if len(text) > most:
            words = _("er på %(length)s tegn; der er plads til %(most)s.")
            self._wrong(column, words % {"length": len(text), "most": most})
        return text[:most]

    def listed(self, column: str, most: int) -> tuple[str, ...]:
        """Several, divided by commas; each once."""
        parts = (part.strip() for part in self.text(column, 2_000).split(","))
        found = tuple(dict.fromkeys(filter(None, parts)))
        for part in found:
            if len(part) > most:
                self._wrong(column, _("«%(start)s…» er på over %(most)s tegn.") % {"start": part[:20], "most": most})
        return found

    def one_of(self, column: str, allowed: Mapping[str, V], right: str) -> V | None:
        """What the word means; `right` says which words there are."""
        text = whole(self.text(column, 200))
        if text.casefold() not in allowed:
            words = _("mangler. Skriv %(right)s.") if not text else _("«%(text)s» kendes ikke. Skriv %(right)s.")
            self._wrong(column, words % {"text": text[:30], "right": right})
            return None
        return allowed[text.casefold()]

    def day(self, column: str) -> dt.date | None:
        """A day as people write it, or as a spreadsheet counts it."""
        text = self.text(column, 40)
        if not text:
            return None
        try:
            return day_of(text)
        except ValueError:
            self._wrong(column, _("«%(text)s» er ikke en dato. Skriv den som 14-03-2015.") % {"text": text[:20]})
            return None

    def _wrong(self, column: str, words: str) -> None:
        self.faults.add(self.number, column, words)


def whole(text: str) -> str:
    """«5.0», as a spreadsheet may write it, is «5»."""
    number = _WHOLE.fullmatch(text)
    return number[1] if number else text


def day_of(text: str) -> dt.date:
    """Raises ValueError where it is no day of the last or this century."""
    written = _DAY.fullmatch(text)
    if written:
        year, month, day = (written[name] or written[f"{name}2"] for name in ("y", "m", "d"))
        found = dt.date(int(year), int(month), int(day))
    elif _SERIAL.fullmatch(text):
        found = _EXCEL_BEGAN + dt.timedelta(days=int(text.partition(".")[0]))
    else:
        raise ValueError(text)
    if not 1900 <= found.year < 2100:
        raise ValueError(text)
    return found
