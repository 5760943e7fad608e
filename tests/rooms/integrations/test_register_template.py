"""Spor's own template: read as CSV and XLSX, with every fault told at once, and never read in by halves."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

import spor.integrations
from spor.integrations.importing import import_file
from spor.integrations.reading import read_source
from spor.integrations.refusals import RefusedFile
from spor.integrations.template import columns as c
from spor.integrations.template import writing
from spor.integrations.template.faults import RefusedTemplate
from spor.people.models import Guardianship, Person

HEAD = writing.as_csv().decode("utf-8-sig").strip()
PUPIL = "101001;Kastanjeskolen;Elev;alma0123;Alma;Lund;5.B;5;Svømning;14-03-2015;Nej;;;mor00123;Mette;Lund;Mor;Ja;Nej"
TEACHER = "101001;Kastanjeskolen;Lærer, Leder;otto0001;Otto;Sø;5.B;;;;Nej;OS;Lærer"


def template(*rows: str) -> bytes:
    return "\r\n".join([HEAD, *rows]).encode()


def test_a_pupil_a_home_and_a_teacher() -> None:
    [file] = read_source(template(PUPIL, TEACHER))
    alma, otto = file.entries
    assert (file.number, file.name) == ("101001", "Kastanjeskolen")
    assert [(group.name, group.kind, group.grade) for group in file.groups] == [
        ("5.B", "main", 5),
        ("Svømning", "hold", None),
    ]
    assert alma.person and alma.person.born_on == dt.date(2015, 3, 14) and alma.student
    assert [(each.person.given_name, each.relation, each.has_custody) for each in alma.student.contacts] == [
        ("Mette", "mother", True)
    ]
    assert otto.staff and otto.staff.roles == ("teacher", "leader") and otto.staff.groups == ("5.B",)


@pytest.mark.django_db
def test_it_is_read_in_and_a_second_time_changes_nothing() -> None:
    assert import_file(template(PUPIL, TEACHER), apply=True).applied
    assert Person.objects.count() == 3 and Guardianship.objects.get().has_custody
    assert import_file(template(PUPIL, TEACHER), apply=True).is_empty


@pytest.mark.django_db
def test_every_fault_is_told_with_its_row_column_and_what_would_be_right() -> None:
    rows = [
        PUPIL,
        PUPIL.replace("alma0123", "bo123456").replace(";5;", ";11;"),
        TEACHER.replace("Lærer, Leder", "Rektor"),
        PUPIL,
        PUPIL.replace("alma0123", "ida12345").replace("14-03-2015", "31-02-2015").replace(";Ja;Nej", ";måske;Nej"),
        PUPIL.replace("alma0123", "eva12345").replace(";Mette;", ";Merete;"),
        PUPIL.replace("alma0123", "ulf12345").replace(";Alma;", ";=A1;"),
        PUPIL.replace("101001", "1001").replace("alma0123", "per12345"),
    ]
    with pytest.raises(RefusedTemplate) as no:
        import_file(template(*rows), apply=True)
    told = [str(fault) for fault in no.value.faults]
    for words in (
        "Række 3, Klassetrin: «11» kendes ikke. Skriv 0–10 eller Andet.",
        "Række 4, Rolle: «rektor» kendes ikke. Skriv Elev, Lærer",
        "Række 5: rækken er den samme som række 2",
        "Række 6, Fødselsdato: «31-02-2015» er ikke en dato. Skriv den som 14-03-2015.",
        "Række 6, Kontakt 1 forældremyndighed: «måske» kendes ikke. Skriv Ja eller Nej.",
        "Række 7, Kontakt 1 Unilogin: mor00123 er «Mette Lund» i række 2 og «Merete Lund» her.",
        "Række 8, Fornavn: feltet er en formel",
        "Række 9, Institutionsnummer: «1001»",
    ):
        assert any(words in each for each in told), (words, told)
    assert no.value.line == 3 and not Person.objects.exists()
    assert "Intet er læst ind" in no.value.reason


def test_a_file_that_is_not_the_template() -> None:
    for content, words in (
        (HEAD.replace("Klassetrin", "Trin").encode() + b"\n" + PUPIL.encode(), "Vi mangler: Klassetrin"),
        (HEAD.encode(), "ingen rækker"),
        (HEAD.replace("Stilling", "Klasse").encode() + b"\nx", "to gange"),
    ):
        with pytest.raises(RefusedFile, match=words):
            read_source(content)


def spreadsheet(rows: list[list[str]], **parts: str) -> bytes:
    """The XLSX template with rows put in, and other parts beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(writing.as_xlsx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                lines = "".join(
                    "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
                    for row in rows
                )
                text = text.replace("</sheetData>", f"{lines}</sheetData>")
            new.writestr(name, text)
        for name, text in parts.items():
            new.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def test_xlsx_is_read_the_same() -> None:
    rows = [PUPIL.replace("14-03-2015", "42077").replace(";5;", ";5.0;").split(";"), TEACHER.split(";")]
    [sheet], [text] = read_source(spreadsheet(rows)), read_source(template(PUPIL, TEACHER))
    assert (sheet.entries, sheet.groups) == (text.entries, text.groups)


def test_a_spreadsheet_that_reaches_outside_itself_is_refused() -> None:
    for part in ("xl__externalLinks__externalLink1.xml", "xl__vbaProject.bin"):
        with pytest.raises(RefusedFile, match="udefra eller har makroer"):
            read_source(spreadsheet([PUPIL.split(";")], **{part: "x"}))


def test_the_empty_template_is_what_the_page_gives_away(tmp_path: Path) -> None:
    folder = Path(next(iter(spor.integrations.__path__))) / "static" / "integrations"
    for ending in ("xlsx", "csv"):
        call_command("register_template", str(tmp_path / f"a.{ending}"))
        assert (tmp_path / f"a.{ending}").read_bytes() == (folder / f"spor-skabelon.{ending}").read_bytes()
    assert len(c.COLUMNS) == len(HEAD.split(";"))
