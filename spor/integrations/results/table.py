"""A table from a file somebody brought, CSV or XLSX, read with care: small, no formula worked out, nothing fetched, no bomb unpacked."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.text import clean_text
from spor.integrations.sheets import Limits, xlsx_lines

BYTES_MAX = 2 * 1024 * 1024
ROWS_MAX, COLUMNS_MAX, CELL_MAX = 5_000, 40, 500
LIMITS = Limits(unpacked=20 * 2**20, parts=200, columns=COLUMNS_MAX, lines=ROWS_MAX)


@dataclass(frozen=True)
class Line:
    """A line with its number in the file."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """The columns' names, and the lines beneath them that are not empty."""

    head: list[str]
    lines: list[Line]


def read(content: bytes) -> Table:
    """The first sheet. A formula is its text («=B2*2»). Raises Refused for whatever is no table, too large or built to harm."""
    if len(content) > BYTES_MAX:
        raise Refused(_("Filen fylder mere end 2 MB. Del den i flere."), status=413, field="file")
    rows = xlsx_lines(content, LIMITS) if content[:2] == b"PK" else _csv(content)
    lines = [Line(number, [_cell(each) for each in cells]) for number, cells in rows]
    lines = [line for line in lines if any(line.cells)]
    if len(lines) < 2:
        raise Refused(_("Vi fandt ingen linjer i filen. Den første linje skal være kolonnernes navne."), field="file")
    if len(lines) > ROWS_MAX or max(len(line.cells) for line in lines) > COLUMNS_MAX:
        raise Refused(_("Filen har mere end 5.000 linjer eller 40 kolonner. Del den i flere."), field="file")
    return Table(lines[0].cells, lines[1:])


def _cell(text: str) -> str:
    return clean_text(text).replace("\n", " ").replace("\x1f", " ").strip()[:CELL_MAX]


def _csv(content: bytes) -> list[tuple[int, list[str]]]:
    if b"\0" in content:
        raise Refused(_("Filen er hverken CSV eller Excel. Gem den som en af dem, og prøv igen."), field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    try:
        return [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), start=1)]
    except csv.Error as wrong:
        raise Refused(_("Filen kan ikke læses som CSV. Gem den igen, og prøv."), field="file") from wrong
