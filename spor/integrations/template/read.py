"""The template, CSV or XLSX, made into institutions: `read(content) -> list[RegisterFile]`, or all its faults at once."""

import datetime as dt
import re

from django.conf import settings
from django.utils.translation import gettext as _

from spor.base import clock
from spor.base.errors import Refused
from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import RegisterFile
from spor.integrations.sheets import Cells, Limits, csv_lines, text_of, xlsx_lines
from spor.integrations.template import columns as c
from spor.integrations.template.cells import Row, whole
from spor.integrations.template.faults import Faults
from spor.integrations.template.people import School, read_row

LIMITS = Limits(unpacked=60 * 2**20, parts=200, columns=120, lines=20_000)
OURS_AT_LEAST = 3  # headings of ours that make a text file our template
_NUMBER = re.compile(r"[A-Z0-9]{6}")
_HEADINGS = {column.heading.casefold(): column.heading for column in c.COLUMNS}


def is_ours(content: bytes) -> bool:
    """Whether the first line of a text has so many of our headings that it can be nothing else."""
    try:
        first = text_of(content[:4096]).content.lstrip().partition("\n")[0]
    except Refused:
        return False
    words = {word.strip().strip('"').casefold() for word in re.split(r"[;,\t]", first)}
    return len(words & {heading.casefold() for heading in c.NEEDED}) >= OURS_AT_LEAST


def read(content: bytes) -> list[RegisterFile]:
    """Raises RefusedTemplate with every fault, or RefusedFile where it is no template at all."""
    lines = _lines(content)
    if not lines:
        raise RefusedFile(_("Filen er tom."))
    (at, head), rows = lines[0], lines[1:]
    headings, told = _headings(at, head)
    if not rows:
        raise RefusedFile(_("Der er ingen rækker under kolonnernes navne."))
    faults = Faults()
    schools: dict[str, School] = {}
    for number, cells in rows:
        row = Row(number, dict(zip(headings, cells, strict=False)), faults)
        if any(cell.strip() for cell in cells[len(headings) :]):
            faults.add(number, "", _("der står noget til højre for den sidste kolonne."))
        school = _school(row, schools)
        if school:
            read_row(row, school, cells)
    faults.stop_if_any()
    moment = clock.now().astimezone(dt.UTC)
    return [school.as_file(moment, told if index == 0 else []) for index, school in enumerate(schools.values())]


def _lines(content: bytes) -> list[tuple[int, Cells]]:
    try:
        if content[:2] == b"PK":
            lines = [(at, cells) for at, cells in xlsx_lines(content, LIMITS) if any(cell.strip() for cell in cells)]
        else:
            lines = []
            for line in csv_lines(text_of(content)):
                lines.append(line)
                if len(lines) > LIMITS.lines + 1:
                    raise Refused(_("Filen har mere end %(most)s linjer. Del den i flere.") % {"most": LIMITS.lines})
    except RefusedFile:
        raise
    except Refused as why:
        raise RefusedFile(str(why)) from None
    if len(content) > settings.REGISTER_MAX_BYTES:
        raise RefusedFile(_("Filen er for stor."))
    return lines


def _headings(at: int, head: Cells) -> tuple[list[str], list[str]]:
    """The headings in the file's order, and a sentence about those that are not ours."""
    names = [" ".join(cell.split()) for cell in head]
    found = [_HEADINGS.get(name.casefold(), name) for name in names]
    missing = [heading for heading in c.NEEDED if heading not in found]
    if missing:
        words = _("Første række skal være skabelonens kolonner. Vi mangler: %(names)s. Hent skabelonen, og brug den.")
        raise RefusedFile(words % {"names": ", ".join(missing)}, at)
    twice = sorted({name for name in found if name and found.count(name) > 1})
    if twice:
        raise RefusedFile(_("Kolonnen «%(name)s» står der to gange.") % {"name": twice[0][:40]}, at)
    strange = [name for name in found if name and name not in _HEADINGS.values()]
    told = _("Kolonnerne %(names)s hører ikke til skabelonen og er ikke læst.") % {
        "names": ", ".join(f"«{name[:40]}»" for name in strange)
    }
    return found, [told] if strange else []


def _school(row: Row, schools: dict[str, School]) -> School | None:
    """The school the row belongs to, new at its first row."""
    number = whole(row.text(c.NUMBER, 20)).upper()
    if not _NUMBER.fullmatch(number):
        words = _(
            "«%(text)s» er ikke et institutionsnummer. Skriv de seks tegn; har regnearket fjernet et nul foran, så gør feltet til tekst."
        )
        row.faults.add(row.number, c.NUMBER, words % {"text": number[:20]})
        return None
    school = schools.setdefault(number, School(number))
    name = row.text(c.SCHOOL, 200)
    if name and school.name and name != school.name:
        words = _("skolen hed «%(name)s» længere oppe. Skriv det samme navn i alle skolens rækker.")
        row.faults.add(row.number, c.SCHOOL, words % {"name": school.name})
    school.name = school.name or name
    return school
