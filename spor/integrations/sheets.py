"""Lines of cells out of a CSV or XLSX file that somebody brought: no formula worked out, nothing fetched, no bomb unpacked.

Who calls says how much is too much (`Limits`), and what to do about a file in another shape than the standard's (`Text.oddities`).
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from spor.base.errors import Refused

_ANY = "{*}"  # whatever namespace a part is written in
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OUTSIDE = re.compile(r"xl/(externalLinks/|vbaProject|macrosheets/|connections\.xml|queryTables/)", re.IGNORECASE)
MARKS = ";\t,"
Cells = list[str]


@dataclass(frozen=True)
class Limits:
    """The most that is read: bytes unpacked, parts of the archive, columns, lines."""

    unpacked: int
    parts: int
    columns: int
    lines: int


@dataclass(frozen=True)
class Text:
    """A file of text: how it is written, and what it says."""

    content: str
    encoding: str
    mark: str


def text_of(content: bytes) -> Text:
    """Decode what may be UTF-8, with or without its mark, UTF-16 with one, or Windows' Latin-1. Refused where it is no text."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in content:
        raise Refused(_("Filen er ikke tekst: der står tomme tegn (NUL) i den."))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252"
        text = content.decode(encoding, errors="replace")
    if "\0" in text:
        raise Refused(_("Filen er ikke tekst: der står tomme tegn (NUL) i den."))
    first = text.lstrip().partition("\n")[0]
    return Text(text, encoding, max(MARKS, key=first.count) if any(mark in first for mark in MARKS) else ",")


def csv_lines(text: Text) -> Iterator[tuple[int, Cells]]:
    """(line of the file where it begins, cells) of each line that has any. Refused, with the line, where it is no CSV."""
    reader = csv.reader(io.StringIO(text.content, newline=""), delimiter=text.mark, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        words = _("Linje %(line)s kan ikke læses som CSV: et anførselstegn mangler, eller feltet er alt for langt.")
        raise Refused(words % {"line": begins}) from None


def xlsx_lines(content: bytes, limits: Limits) -> list[tuple[int, Cells]]:
    """(row number, cells) of the first sheet. A formula is its text («=B2*2»). Refused where it reaches outside itself or is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > limits.parts or len(set(names)) != len(names):
                raise unreadable()
            if any(_OUTSIDE.match(name) for name in names):
                raise Refused(
                    _("Regnearket henter noget udefra eller har makroer. Gem det som en almindelig .xlsx uden dem.")
                )
            return _first_sheet(archive, set(names), limits)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise unreadable() from wrong


def _first_sheet(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> list[tuple[int, Cells]]:
    left = limits.unpacked
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        texts, left = _part(archive, "xl/sharedStrings.xml", left, limits)
        shared = [_text_in(each) for each in texts.iter(f"{_ANY}si")]
    sheets = sorted(each for each in names if re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", each))
    if not sheets:
        raise unreadable()
    sheet, _left = _part(archive, min(sheets, key=lambda each: (len(each), each)), left, limits)
    found = []
    for number, row in enumerate(sheet.iter(f"{_ANY}row"), start=1):
        if number > limits.lines + 1:
            raise Refused(_("Filen har mere end %(most)s linjer. Del den i flere.") % {"most": limits.lines})
        found.append(_row(number, row, shared, limits.columns))
    return found


def _part(archive: zipfile.ZipFile, name: str, left: int, limits: Limits) -> tuple[etree._Element, int]:
    """One XML part, at most `left` bytes of it whatever its size is said to be."""
    with archive.open(name) as part:
        content = part.read(left + 1)
    if len(content) > left:
        words = _("Filen pakker sig ud til mere end %(most)s MB. Det er for meget til en liste.")
        raise Refused(words % {"most": limits.unpacked // 2**20}, status=413)
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content[:4000]:
        raise unreadable()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        raise unreadable() from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable()
    return root, left - len(content)


def _row(number: int, row: etree._Element, shared: list[str], columns: int) -> tuple[int, Cells]:
    cells: Cells = []
    for cell in row.iter(f"{_ANY}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        at = _column(place.group(1)) if place else len(cells)
        if at >= columns:
            break
        cells += [""] * (at - len(cells))
        cells[at:] = [_value(cell, shared)]
    said = row.get("r", "")
    return (int(said) if said.isascii() and said.isdigit() and len(said) < 8 else number), cells


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
        return _text_in(cell)
    text = cell.findtext(f"{_ANY}v") or ""
    if cell.get("t") == "s":
        return shared[int(text)] if text.isascii() and text.isdigit() and int(text) < len(shared) else ""
    return text


def _text_in(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_ANY}t"))


def unreadable() -> Refused:
    """The refusal of what looks like a spreadsheet and is none."""
    return Refused(_("Filen kan ikke læses som et regneark. Gem den igen som .xlsx eller .csv, og prøv."), field="file")
