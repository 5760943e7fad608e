"""A timetable file, CSV or iCalendar, as rows."""

import csv
import datetime as dt

from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.integrations.calendar import events
from spor.integrations.timetable.rows import Row

# Column → the headings it goes by.
COLUMNS = {
    "group": ("klasse", "hold", "class"),
    "day": ("dag", "ugedag", "weekday"),
    "begins": ("start", "fra", "begynder"),
    "ends": ("slut", "til", "slutter"),
    "subject": ("fag", "subject"),
    "teacher": ("lærer", "laerer", "underviser", "initialer"),
    "room": ("lokale", "rum", "room"),
}
NEEDED = ("group", "day", "begins", "ends")


def read(text: str) -> tuple[list[Row], list[str]]:
    """The rows of the file, and sentences about those that cannot be rows. Refused when it is neither kind of file."""
    if "BEGIN:VCALENDAR" in text:
        return _from_events(text)
    lines = text.splitlines()
    heading = lines[0] if lines else ""
    table = csv.reader(lines, delimiter=";" if heading.count(";") >= heading.count(",") else ",")
    words = [word.strip().casefold() for word in next(table, [])]
    at = {name: next((words.index(one) for one in names if one in words), None) for name, names in COLUMNS.items()}
    missing = [COLUMNS[name][0] for name in NEEDED if at[name] is None]
    if missing:
        said = _(
            "Første linje skal have kolonnerne klasse, dag, start, slut, fag, lærer og lokale. Vi mangler: %(names)s."
        )
        raise Refused(said % {"names": ", ".join(missing)}, field="file")
    rows = [
        Row(number, **{name: _cell(cells, place) for name, place in at.items()})
        for number, cells in enumerate(table, 2)
        if any(cell.strip() for cell in cells)
    ]
    return rows, []


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _from_events(text: str) -> tuple[list[Row], list[str]]:
    """«5.B Dansk» as summary, the room as location, «Lærer: ML» in the description; one event a week or one that repeats."""
    rows: dict[Row, Row] = {}
    problems = []
    for event in events.read(text):
        if event.is_endless:
            said = _("Linje %(line)s: «%(name)s» gentages uden slut. Skriv, hvornår skoleåret slutter.")
            problems.append(said % {"line": event.line, "name": event.summary})
            continue
        if not isinstance(event.starts, dt.datetime) or not isinstance(event.ends, dt.datetime):
            said = _("Linje %(line)s: «%(name)s» har intet klokkeslæt.")
            problems.append(said % {"line": event.line, "name": event.summary})
            continue
        group, _space, subject = event.summary.partition(" ")
        row = Row(
            event.line,
            group,
            str(event.starts.isoweekday()),
            f"{event.starts:%H.%M}",
            f"{event.ends:%H.%M}",
            subject.strip(),
            _teacher(event.description),
            event.location,
        )
        rows.setdefault(Row(0, *list(vars(row).values())[1:]), row)
    return list(rows.values()), problems


def _teacher(description: str) -> str:
    for line in description.splitlines():
        name, _colon, word = line.partition(":")
        if name.strip().casefold() in COLUMNS["teacher"]:
            return word.strip()
    return ""
