"""Results by file: looked at before anything is written, read in, undone; evidence in words, and never a rank."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spor.base.errors import Refused
from spor.evidence.models import Result, Trace
from spor.integrations.models import ResultFile, ResultLine, ResultMapping
from spor.integrations.results import columns, table
from spor.integrations.results.actions import undo_reading
from spor.portfolio.models import Reflection
from tests.cast import NOW, Cast

CSV = """Unilogin;Fag;Prøve;Resultat;Dato
oskar;Dansk;Færdighedstest i læsning;Over middel;6.10.2026
Viggo Brandt;dansk;Færdighedstest i læsning;Middel;6.10.2026
alma;Dansk;Færdighedstest i læsning;Middel;6.10.2026
Ukendt Barn;Dansk;Færdighedstest i læsning;Middel;6.10.2026
oskar;Fiskeri;Prøve;Middel;6.10.2026
oskar;Dansk;Anden prøve;=1+1;6.10.2026
oskar;Dansk;Tredje prøve;Middel;40.10.2026
oskar;Dansk;Færdighedstest i læsning;Under middel;6.10.2026
"""
_NS = "urn:sheet"


def xlsx(rows: str, **more: bytes) -> bytes:
    """A workbook of one sheet with these row elements."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_NS}"><sheetData>{rows}</sheetData></worksheet>'
        )
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def bring(client, cast: Cast, content: bytes | str = CSV, key: str = "k") -> object:
    sent = content.encode() if isinstance(content, str) else content
    upload = SimpleUploadedFile("læsning.csv", sent)
    return client.post("/resultater/", {"file": upload, "school": cast.kastanje.code, "key": key})


def page(client, file: ResultFile) -> str:
    answer = client.get(f"/resultater/{file.code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_looked_at_read_in_shown_and_undone(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.susanne)
    for _twice in range(2):
        assert bring(client, cast).status_code == 302
    file = ResultFile.objects.get()
    shown = page(client, file)
    assert "3 af 8 linjer bliver hentet ind." in shown and not Result.objects.exists()
    assert "Linje 5:" in shown and "Vi kender ikke «Ukendt Barn»" in shown and "Vi kender ikke faget «Fiskeri»" in shown
    assert (
        "Cellen er en formel" in shown and "ikke en dag, der har været" in shown and "Det samme som linje 2." in shown
    )
    for _twice in range(2):
        assert client.post(f"/resultater/{file.code}/indlaesning/").status_code == 302
    assert (Trace.objects.filter(kind="result").count(), ResultLine.objects.count()) == (3, 0)
    for person, address in (
        (cast.mette, f"/elever/{cast.oskar.code}/plan/"),
        (cast.henrik, f"/elever/{cast.oskar.code}/plan/"),
        (cast.oskar, f"/elever/{cast.oskar.code}/portfolio/"),
        (cast.oskar, f"/elever/{cast.oskar.code}/plan/"),
    ):
        sign_in(client, person)
        read = client.get(address).content.decode()
        assert (
            "Færdighedstest i læsning" in read
            and "Over middel" in read
            and "Middel</" not in read.replace("Over m", "")
        )
    sign_in(client, cast.susanne)
    assert bring(client, cast, key="again").status_code == 302
    again = ResultFile.objects.get(key="again")
    assert "0 af 8 linjer" in page(client, again) and "står der allerede" in page(client, again)
    assert client.post(f"/resultater/{file.code}/fortrydelse/").status_code == 302
    assert not Trace.objects.filter(kind="result").exists() and not Result.objects.exists()
    assert "fortrudt" in page(client, file)


def test_a_teacher_brings_their_own_subject_and_nobody_elses_pupils(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.mette)
    bring(client, cast, CSV.replace("alma", "magnus"))
    file = ResultFile.objects.get()
    assert "2 af 8 linjer" in page(client, file) and "Vi kender ikke «magnus»" in page(client, file)
    client.post(f"/resultater/{file.code}/indlaesning/")
    assert set(Trace.objects.filter(kind="result").values_list("pupil", flat=True)) == {cast.oskar.pk, cast.viggo.pk}
    bring(client, cast, CSV.replace("Dansk", "Matematik").replace("dansk", "Matematik"), key="mat")
    assert "0 af 8 linjer" in page(client, ResultFile.objects.get(key="mat"))
    for person, status in ((cast.jonas, 403), (cast.lone, 403), (cast.otto, 404), (cast.henrik, 404)):
        sign_in(client, person)
        assert client.get(f"/resultater/{file.code}/").status_code == status
    for person in (cast.lone, cast.sanne, cast.henrik, cast.ida, cast.rikke):
        sign_in(client, person)
        assert client.get("/resultater/").status_code == 404, person


def test_another_subjects_teacher_sees_no_result(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.susanne)
    bring(client, cast, CSV.replace("Dansk", "Historie").replace("dansk", "Historie"))
    client.post(f"/resultater/{ResultFile.objects.get().code}/indlaesning/")
    trace = Trace.objects.get(pupil=cast.oskar, kind="result")
    sign_in(client, cast.jonas)
    assert "Over middel" not in client.get(f"/elever/{cast.oskar.code}/plan/").content.decode()
    assert "Over middel" not in client.get(f"/elever/{cast.oskar.code}/portfolio/").content.decode()
    sign_in(client, cast.oskar)
    assert client.get(f"/spor/{trace.code}/").status_code == 404
    assert client.get(f"/elever/{cast.oskar.code}/portfolio/{trace.code}/refleksion/").status_code in (200, 404)


def test_columns_are_chosen_and_remembered_for_the_school(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.mette)
    odd = "Barn;Point\noskar;7\n"
    bring(client, cast, odd)
    file = ResultFile.objects.get()
    assert "Vælg kolonnerne" in page(client, file)
    chosen = {"kolonne-pupil": "0", "kolonne-value": "1", "fast-subject": "Dansk", "fast-kind": "mark"}
    client.post(f"/resultater/{file.code}/", chosen | {"fast-title": "Standpunktskarakter", "fast-on": "2026-11-02"})
    assert "1 af 1 linjer" in page(client, file) and ResultMapping.objects.count() == 1
    bring(client, cast, odd, key="next")
    assert 'value="0" selected' in page(client, ResultFile.objects.get(key="next"))
    client.post(f"/resultater/{file.code}/indlaesning/")
    assert Result.objects.get().kind == "mark" and str(Result.objects.get()) == "Standpunktskarakter: 7"


def test_undo_has_14_days_and_leaves_what_a_pupil_wrote_to(cast: Cast, client, sign_in, actor) -> None:
    sign_in(client, cast.mette)
    bring(client, cast)
    file = ResultFile.objects.get()
    client.post(f"/resultater/{file.code}/indlaesning/")
    with pytest.raises(Refused, match="14 dage"):
        undo_reading(actor=actor(cast.mette, now=NOW + dt.timedelta(days=14)), file=file)
    trace = Trace.objects.get(pupil=cast.oskar, kind="result")
    Reflection.objects.create(pupil=cast.oskar, trace=trace, text="Jeg læste hurtigt", at=NOW, key="r")
    assert undo_reading(actor=actor(cast.mette), file=file).left == 1
    assert Trace.objects.filter(kind="result").count() == 1


def test_a_workbook_is_read_and_its_formulas_are_text() -> None:
    head = text("A1", "Elev") + text("C1", "Resultat")
    rows = f'<row r="1">{head}</row><row r="3">{text("A3", "oskar")}<c r="C3"><f>B3*2</f><v>7</v></c></row>'
    found = table.read(xlsx(rows))
    assert found.head == ["Elev", "", "Resultat"]
    assert [(line.number, line.cells) for line in found.lines] == [(3, ["oskar", "", "=B3*2"])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ingen linjer"),
        (b"Elev;Resultat\n", "ingen linjer"),
        (b"\xd0\xcf\x11\xe0\0\0", "hverken CSV eller Excel"),
        (b"PK\x03\x04 broken", "regneark"),
        (b"x" * (table.BYTES_MAX + 1), "2 MB"),
        (b"a;b\n" * 6_000, "5.000 linjer"),
        (xlsx("", xl__sharedStrings__x=b"")[:-30], "regneark"),
        (xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 21_000_000), "20 MB"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        table.read(content)


def test_an_entity_is_never_unfolded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", bomb)
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_NS}"/>')
    with pytest.raises(Refused, match="regneark"):
        table.read(made.getvalue())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("6.10.2026", dt.date(2026, 10, 6)),
        ("2026-10-06", dt.date(2026, 10, 6)),
        ("06/10/2026", dt.date(2026, 10, 6)),
        ("46301", dt.date(2026, 10, 6)),
        ("31.2.2026", None),
        ("i går", None),
    ],
)
def test_days_are_read_as_people_write_them(said: str, day: dt.date | None) -> None:
    assert columns.day(said) == day


ASKED = {"results": 6, "results_from": 12}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), ASKED.items())
def test_pages_cost_the_same_however_many(
    cast: Cast, client, sign_in, django_assert_num_queries, rows: int, name: str, queries: int
) -> None:
    from django.urls import reverse

    sign_in(client, cast.susanne)
    for number in range(rows):
        bring(client, cast, "\n".join(CSV.splitlines()[: rows + 1]), key=f"k{number}")
    code = ResultFile.objects.latest("pk").code
    where = reverse(name, args=[code] if name == "results_from" else [])
    with django_assert_num_queries(queries):
        client.get(where)
