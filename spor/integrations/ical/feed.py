"""Entries as an iCalendar (RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Callable

from icalendar import Calendar, Event, Timezone, vDuration

from spor.integrations.ical.queries import Entry
from spor.integrations.models import CalendarEntry

ZONE = "Europe/Copenhagen"
OFTEN = dt.timedelta(hours=2)
YEAR = dt.timedelta(days=366)
KEPT = dt.timedelta(days=400)  # longer than anything stands in a calendar, so that no number begins again


def feed(entries: list[Entry], now: dt.datetime, absolute: Callable[[str], str]) -> bytes:
    """The calendar. What has changed since it was last read, in whatever calendar, has a higher SEQUENCE."""
    known = counted(entries, now)
    calendar = Calendar()
    calendar.add("prodid", "-//Spor//Spor//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Spor")
    calendar.add("refresh-interval", vDuration(OFTEN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(OFTEN))
    today = now.date()
    calendar.add_component(Timezone.from_tzid(ZONE, first_date=today - YEAR, last_date=today + 2 * YEAR))
    for entry in entries:
        calendar.add_component(_event(entry, known[entry.uid], absolute))
    content: bytes = calendar.to_ical()
    return content


def counted(entries: list[Entry], now: dt.datetime) -> dict[str, CalendarEntry]:
    """Each uid's row, raised where what is said of it is another than last time. Two queries where nothing changed."""
    said = {entry.uid: _said(entry) for entry in entries}
    known = {row.uid: row for row in CalendarEntry.objects.filter(uid__in=said)}
    new = [CalendarEntry(uid=uid, said=said[uid], changed_at=now) for uid in said if uid not in known]
    changed = [row for uid, row in known.items() if row.said != said[uid]]
    for row in changed:
        row.said, row.sequence, row.changed_at = said[row.uid], row.sequence + 1, now
    if new:  # then, and not at every reading, what no calendar can hold any more is forgotten
        CalendarEntry.objects.filter(changed_at__lt=now - KEPT).delete()
        CalendarEntry.objects.bulk_create(new, ignore_conflicts=True)
    if changed:
        CalendarEntry.objects.bulk_update(changed, ["said", "sequence", "changed_at"])
    return known | {row.uid: row for row in new}


def _said(entry: Entry) -> str:
    parts = (entry.title, entry.text, str(entry.begins), str(entry.ends), entry.place)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _event(entry: Entry, row: CalendarEntry, absolute: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("sequence", row.sequence)
    event.add("summary", entry.title)
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.ends)
    event.add("url", absolute(entry.address))
    event.add("transp", "OPAQUE" if isinstance(entry.begins, dt.datetime) else "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    if entry.place:
        event.add("location", entry.place)
    return event
