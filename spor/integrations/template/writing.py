"""The empty template as a file to fill in: CSV, or XLSX with a guide beside it. The same bytes each time."""

import csv
import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from spor.integrations.template import columns as c

_BEGAN = (2026, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
LAST_ROW = 20_000
_CHOICES = {
    c.PROTECTED: "Ja,Nej",
    c.H_PROTECTED: "Ja,Nej",
    c.H_CUSTODY: "Ja,Nej",
    c.H_RELATION: "Mor,Far,Andet,Officielt tilknyttet person",
}


def as_csv() -> bytes:
    """The headings, with the mark that makes Excel read Danish letters, divided as Danish spreadsheets do."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([column.heading for column in c.COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """The headings on the first sheet, every cell text (so no zero is lost), choices where there are any; the guide on the second."""
    guide = [
        ("Kolonne", _("Hvad der skal stå"), "Eksempel"),
        *((each.heading, each.guide, each.example) for each in c.COLUMNS),
    ]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(["Skabelon", "Vejledning"]),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _sheet(
            [[each.heading for each in c.COLUMNS]], [18] * len(c.COLUMNS), _validations()
        ),
        "xl/worksheets/sheet2.xml": _sheet(guide, [32, 90, 22], ""),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _BEGAN), _HEAD + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet(rows: Iterable[Iterable[object]], widths: list[int], validations: str) -> str:
    """Row 1 in bold and kept in sight; every column text."""
    wide = "".join(
        f'<col min="{n}" max="{n}" width="{width}" style="2" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    lines = "".join(_line(number, row) for number, row in enumerate(rows, 1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{wide}</cols><sheetData>{lines}</sheetData>{validations}</worksheet>"
    )


def _line(number: int, row: Iterable[object]) -> str:
    style = 1 if number == 1 else 2
    cells = "".join(
        f'<c r="{_letters(at)}{number}" s="{style}" t="inlineStr"><is><t>{escape(str(text))}</t></is></c>'
        for at, text in enumerate(row, 1)
    )
    return f'<row r="{number}">{cells}</row>'


def _letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _validations() -> str:
    found = []
    for at, column in enumerate(c.COLUMNS, 1):
        choices = next((words for end, words in _CHOICES.items() if column.heading.endswith(end)), "")
        if choices:
            place = f"{_letters(at)}2:{_letters(at)}{LAST_ROW}"
            found.append(
                f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{place}">'
                f'<formula1>"{choices}"</formula1></dataValidation>'
            )
    return f'<dataValidations count="{len(found)}">{"".join(found)}</dataValidations>'


def _styles() -> str:
    """0 the plain one that is asked for, 1 bold text, 2 text."""
    fonts = '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    fills = '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    borders = '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    text = '<xf numFmtId="49" fontId="{}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    formats = f'<cellXfs count="3">{plain} xfId="0"/>{text.format(1)}{text.format(0)}</cellXfs>'
    return f'<styleSheet xmlns="{_MAIN}">{fonts}{fills}{borders}<cellStyleXfs count="1">{plain}/></cellStyleXfs>{formats}</styleSheet>'


def _workbook(names: list[str]) -> str:
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _content_types() -> str:
    parts = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "worksheets/sheet2": "worksheet",
        "styles": "styles",
    }
    named = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_KIND}{kind}+xml"/>' for part, kind in parts.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{xml}{named}</Types>'
