"""Events out of an iCalendar file (RFC 5545): what a calendar of days off and a timetable need, and no more."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.base.clock import COPENHAGEN
from spor.base.errors import Refused

DAY = dt.timedelta(days=1)
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?")


@dataclass(frozen=True)
class Event:
    """`starts`, `ends`: dates (an all-day event, `ends` exclusive) or Copenhagen times. `line` is where it begins in the file."""

    line: int
    summary: str
    starts: dt.date | dt.datetime
    ends: dt.date | dt.datetime
    location: str = ""
    description: str = ""
    rule: dict[str, str] = field(default_factory=dict)

    @property
    def is_endless(self) -> bool:
        """Repeated with neither a last day nor a number of times."""
        return bool(self.rule) and "UNTIL" not in self.rule and "COUNT" not in self.rule

    @property
    def first_on(self) -> dt.date:
        return self.starts.date() if isinstance(self.starts, dt.datetime) else self.starts

    @property
    def until_on(self) -> dt.date:
        """The day after the last."""
        if not isinstance(self.ends, dt.datetime):
            return max(self.ends, self.first_on + DAY)
        return (self.ends - dt.timedelta(seconds=1)).date() + DAY


def read(text: str) -> list[Event]:
    """The events of a file, in its order. Refused when it is no calendar, or an event has a date that cannot be read."""
    if "BEGIN:VCALENDAR" not in text:
        raise Refused(_("Det ligner ikke en kalenderfil. En iCal-fil begynder med BEGIN:VCALENDAR."), field="file")
    events: list[Event] = []
    fields: dict[str, tuple[str, str]] = {}
    begun = 0
    for number, line in _unfolded(text):
        name, _colon, value = line.partition(":")
        word, _semicolon, params = name.partition(";")
        if line == "BEGIN:VEVENT":
            fields, begun = {}, number
        elif line == "END:VEVENT" and begun:
            events.append(_event(begun, fields))
            begun = 0
        elif begun:
            fields.setdefault(word.upper(), (params.upper(), value))
    return events


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their number; a line that begins with a blank goes on with the one before (RFC 5545, 3.1)."""
    held, at = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and held:
            held += line[1:]
            continue
        if held:
            yield at, held
        held, at = line.rstrip(), number
    if held:
        yield at, held


def _event(line: int, fields: dict[str, tuple[str, str]]) -> Event:
    summary = _plain(fields.get("SUMMARY", ("", ""))[1]) or _("Uden navn")
    if "DTSTART" not in fields:
        raise Refused(_("Linje %(line)s: «%(name)s» har ingen dato.") % {"line": line, "name": summary}, field="file")
    try:
        starts = _moment(*fields["DTSTART"])
        ends = _moment(*fields["DTEND"]) if "DTEND" in fields else starts + _duration(fields.get("DURATION"))
    except ValueError as wrong:
        words = _("Linje %(line)s: vi kan ikke læse datoen for «%(name)s».") % {"line": line, "name": summary}
        raise Refused(words, field="file") from wrong
    rule = dict(part.split("=", 1) for part in fields.get("RRULE", ("", ""))[1].split(";") if "=" in part)
    about = _plain(fields.get("DESCRIPTION", ("", ""))[1])
    return Event(line, summary, starts, ends, _plain(fields.get("LOCATION", ("", ""))[1]), about, rule)


def _moment(params: str, value: str) -> dt.date | dt.datetime:
    if "VALUE=DATE" in params.split(";") or len(value) == 8:
        return dt.datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 # a date has no zone
    moment = dt.datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 # the zone follows
    return (
        moment.replace(tzinfo=dt.UTC).astimezone(COPENHAGEN)
        if value.endswith("Z")
        else moment.replace(tzinfo=COPENHAGEN)
    )


def _duration(field: tuple[str, str] | None) -> dt.timedelta:
    found = _DURATION.fullmatch(field[1]) if field else None
    if found is None:
        return dt.timedelta(0)
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


def _plain(value: str) -> str:
    """A text without its escapes (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
