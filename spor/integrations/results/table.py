"""A table from a file somebody brought, CSV or XLSX, read with care: small, no formula worked out, nothing fetched, no bomb unpacked."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from spor.base.errors import Refused
from spor.base.text import clean_text

BYTES_MAX = 2 * 1024 * 1024
UNPACKED_MAX = 20 * 1024 * 1024
PARTS_MAX = 200
ROWS_MAX, COLUMNS_MAX, CELL_MAX = 5_000, 40, 500
_ANY = "{*}"  # whatever namespace a part is written in
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]+)")


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
    rows = _xlsx(content) if content[:2] == b"PK" else _csv(content)
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


def _xlsx(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > PARTS_MAX:
                raise _unreadable()
            left = UNPACKED_MAX
            names = set(archive.namelist())
            texts, left = (
                _part(archive, "xl/sharedStrings.xml", left) if "xl/sharedStrings.xml" in names else (None, left)
            )
            sheets = sorted(each for each in names if re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", each))
            if not sheets:
                raise _unreadable()
            sheet, left = _part(archive, min(sheets, key=lambda each: (len(each), each)), left)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise _unreadable() from wrong
    shared = [_text_of(each) for each in texts.iter(f"{_ANY}si")] if texts is not None else []
    return [_row(number, each, shared) for number, each in enumerate(sheet.iter(f"{_ANY}row"), start=1)]


def _part(archive: zipfile.ZipFile, name: str, left: int) -> tuple[etree._Element, int]:
    """One XML part, at most `left` bytes of it whatever its size is said to be."""
    with archive.open(name) as part:
        content = part.read(left + 1)
    if len(content) > left:
        raise Refused(
            _("Filen pakker sig ud til mere end 20 MB. Det er for meget til en liste."), status=413, field="file"
        )
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content[:4000]:
        raise _unreadable()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content, parser), left - len(content)
    except etree.XMLSyntaxError as wrong:
        raise _unreadable() from wrong


def _row(number: int, row: etree._Element, shared: list[str]) -> tuple[int, list[str]]:
    cells: list[str] = []
    for cell in row.iter(f"{_ANY}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        at = _column(place.group(1)) if place else len(cells)
        if at >= COLUMNS_MAX:
            break
        cells += [""] * (at - len(cells))
        cells.append(_value(cell, shared))
    said = row.get("r", "")
    return (int(said) if said.isdigit() and len(said) < 8 else number), cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, shared: list[str]) -> str:
    formula = cell.find(f"{_ANY}f")
    if formula is not None:
        return f"={formula.text or ''}"
    if cell.get("t") == "inlineStr":
        return _text_of(cell)
    text = cell.findtext(f"{_ANY}v") or ""
    if cell.get("t") == "s":
        return shared[int(text)] if text.isdigit() and int(text) < len(shared) else ""
    return text


def _text_of(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_ANY}t"))


def _unreadable() -> Refused:
    return Refused(_("Filen kan ikke læses som et regneark. Gem den igen som .xlsx eller .csv, og prøv."), field="file")
