"""Single values of a STIL file: text, dates, yes and no, and the closed lists. Each is refused with its line when it cannot be right."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _
from lxml import etree

from spor.base.clock import COPENHAGEN
from spor.base.text import clean_line
from spor.integrations.refusals import RefusedFile
from spor.integrations.stil.names import LONGEST

V = TypeVar("V")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?")
_YES_NO = {"true": True, "1": True, "false": False, "0": False}
ACCESS_LEVELS = range(2**15)
FOREVER = 9999


def refuse(element: etree._Element, reason: str) -> RefusedFile:
    """The refusal of the file at `element`: `raise refuse(element, …)`."""
    return RefusedFile(reason, line_of(element))


def line_of(element: etree._Element) -> int:
    """The line where the element begins; 0 where the parser does not know."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def read_text(element: etree._Element, local: str) -> str:
    """The element's text on one line, without control characters; refused when longer than the column that will hold it."""
    raw = element.text
    if not raw:
        return ""
    text = raw if raw.isascii() and raw.isprintable() and "  " not in raw else clean_line(raw)
    text = text.strip()
    if len(text) > LONGEST.get(local, 200):
        reason = _("%(field)s er på %(length)s tegn; der er plads til %(most)s.")
        raise refuse(element, reason % {"field": local, "length": len(text), "most": LONGEST.get(local, 200)})
    return text


def required(element: etree._Element, values: Mapping[str, V], local: str) -> V:
    """The value called `local`, or the refusal that it is missing in `element`."""
    value = values.get(local)
    if value in (None, ""):
        raise refuse(element, _("%(field)s mangler.") % {"field": local})
    return value  # type: ignore[return-value] # None was refused


def one_of(element: etree._Element, allowed: Mapping[str, V], local: str, word: str) -> V:
    """What the register's `word` is called here; refused when it is not on the register's own list."""
    if word not in allowed:
        raise refuse(element, _("%(field)s «%(word)s» kendes ikke.") % {"field": local, "word": word[:40]})
    return allowed[word]


def read_day(element: etree._Element, local: str, text: str) -> dt.date | None:
    """An xs:date; the year 9999 is the register's *for ever*, None here."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        raise refuse(
            element, _("%(field)s «%(text)s» er ikke en dato.") % {"field": local, "text": text[:40]}
        ) from None
    return None if day.year == FOREVER else day


def read_moment(element: etree._Element, local: str) -> dt.datetime:
    """A required xs:dateTime attribute, aware; without a zone it is Danish time."""
    text = read_attribute(element, local)
    try:
        moment = dt.datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        reason = _("%(field)s «%(text)s» er ikke et tidspunkt.") % {"field": local, "text": text[:40]}
        raise refuse(element, reason) from None


def read_attribute(element: etree._Element, local: str) -> str:
    """A required attribute's text."""
    text = str(element.get(local) or "").strip()
    if not text:
        raise refuse(element, _("%(field)s mangler.") % {"field": local})
    return text


def read_yes_no(element: etree._Element, local: str) -> bool:
    """A required xs:boolean attribute."""
    return one_of(element, _YES_NO, local, read_attribute(element, local))


def read_access_level(element: etree._Element) -> int:
    """The contact person's accessLevel, a small whole number."""
    text = read_attribute(element, "accessLevel")
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) in ACCESS_LEVELS):
        raise refuse(element, _("%(field)s «%(word)s» kendes ikke.") % {"field": "accessLevel", "word": text[:40]})
    return int(text)
