"""The page of a school, and of all schools: what they say, to whom, and that the file says the same."""

import csv
import datetime as dt
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import etree

from spor.home.measures import MEASURES
from spor.insight.models import Figure, Rollout
from spor.insight.rolling import roll_up
from spor.people.models import School
from spor.teaching.models import Run
from tests.cast import NOW, TODAY, Cast
from tests.rooms.insight import crowd as crowds


@pytest.fixture
def school(cast: Cast) -> str:
    crowds.crowd(cast)
    roll_up(MEASURES, now=NOW)
    return f"/skoler/{cast.kastanje.code}/"


def table(page: str) -> list[list[str]]:
    """The words of the first table's cells, row by row."""
    html = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = re.findall(r"<tr.*?</tr>", html, flags=re.S)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.S)]
        for row in rows
    ]


def file(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def workbook(client: Client, address: str) -> list[list[str]]:
    """The cells of the first sheet, as a spreadsheet shows them."""
    answer = client.get(address)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        words = etree.fromstring(parts.read("xl/sharedStrings.xml")).findall("{*}si")
        rows = etree.fromstring(parts.read("xl/worksheets/sheet1.xml")).iterfind(".//{*}row")
        texts = ["".join(word.itertext()) for word in words]
        return [[texts[int(cell.findtext("{*}v") or 0)] if cell.get("t") else "" for cell in row] for row in rows]


def test_the_leader_finds_calendar_timetable_and_climate(client: Client, cast: Cast, sign_in, school: str) -> None:
    sign_in(client, cast.susanne)
    page = client.get("/").content.decode()
    for name, code in (
        ("school_calendar_now", cast.kastanje.code),
        ("timetable_import", cast.kastanje.code),
        ("group_climate", cast.g5b.code),
    ):
        address = reverse(name, args=[code])
        assert f'href="{address}"' in page
        assert client.get(address, follow=True).status_code == 200
    sign_in(client, cast.jan)
    assert "Trivsel i klasserne" not in client.get(school).content.decode()


@pytest.mark.django_db
def test_the_forloeb_that_began_in_a_week_are_found_by_their_day() -> None:
    """Closing a week reads those of all schools: by an index, not by going through everything there ever was."""
    rows = Run.objects.filter(starts_on__gte=TODAY - dt.timedelta(days=7), starts_on__lt=TODAY)
    assert connection.vendor != "sqlite" or "SCAN" not in rows.explain()


def test_the_leader_comes_home_to_the_school(client: Client, cast: Cast, sign_in, school: str) -> None:
    sign_in(client, cast.susanne)
    rows = {row[0]: row[1:] for row in table(client.get("/").content.decode())}
    assert rows["Hele skolen"][1:] == ["3", "12 af 18", "For få til at vise", "9 af 36"]
    assert rows["5. klasse"][1:] == ["3", "12 af 18", "For få til at vise", "9 af 28"]
    assert rows["6. klasse"] == ["8", *["For få til at vise"] * 4]


@pytest.mark.parametrize("who", ["susanne", "jan"])
def test_the_file_says_what_the_screen_says_cell_by_cell(
    client: Client, cast: Cast, sign_in, school: str, who: str
) -> None:
    sign_in(client, cast.people[who])
    for page, data in ((school, f"{school}tal.csv"), ("/skoler/", "/skoler/tal.csv")):
        for week in ("", "?uge=2026-45", "?uge=2026-40"):
            shown = table(client.get(page + week).content.decode())
            assert file(client, data + week)[1:] == shown
            assert workbook(client, data.replace(".csv", ".xlsx") + week)[1:] == shown


def test_an_earlier_week_knows_nothing_of_the_later(client: Client, cast: Cast, sign_in, school: str) -> None:
    sign_in(client, cast.susanne)
    before = {row[0]: row for row in table(client.get(f"{school}?uge=2026-44").content.decode())}
    assert before["5. klasse"][-1] == "For få til at vise"
    assert table(client.get(f"{school}?uge=nonsens").content.decode()) == table(client.get(school).content.decode())


def test_a_raised_limit_hides_at_once_what_is_below_it(
    client: Client, cast: Cast, sign_in, school: str, settings
) -> None:
    settings.SMALL_CELL = 10
    sign_in(client, cast.susanne)
    rows = {row[0]: row for row in table(client.get("/").content.decode())}
    assert rows["Hele skolen"][-1] == "For få til at vise"


def test_each_number_explains_itself(client: Client, cast: Cast, sign_in, school: str) -> None:
    sign_in(client, cast.susanne)
    page = client.get("/").content.decode()
    assert page.count("Hvad tæller det?") == 4
    assert "1. august til og med uge 47" in page
    assert "5.X" in page and "5.X</th>" not in page  # a way to the class, and no figure of it


def test_there_are_at_most_three_sentences_before_the_numbers(client: Client, cast: Cast, sign_in, school: str) -> None:
    sign_in(client, cast.susanne)
    page = client.get("/").content.decode()
    first = page[page.index("Det vigtigste lige nu") : page.index('class="figs"')]
    assert 1 <= first.count("<li>") <= 3
    assert first.count("<li>") == first.count('class="btn quiet"')


def test_an_empty_school_says_so(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.susanne)
    assert "Tallene kommer, når ugen er gået" in client.get("/").content.decode()
    roll_up(MEASURES, now=NOW)
    assert "Endnu intet at vise" in client.get("/").content.decode()


def test_the_schools_stand_by_name_and_are_not_added_up(client: Client, cast: Cast, sign_in, school: str) -> None:
    School.objects.create(number="101003", name="Bakkeskolen")
    Rollout.objects.create(school=cast.aasen, starts_on="2027-02-01", set_by=cast.jan, set_at=NOW)
    sign_in(client, cast.jan)
    rows = table(client.get("/").content.decode())
    assert [row[0] for row in rows] == ["Bakkeskolen", "Kastanjeskolen", "Åsenskolen"]
    assert rows[2][-1] == "Begynder den 1. februar 2027"


def test_a_strangers_school_is_not_there(client: Client, cast: Cast, sign_in, school: str) -> None:
    for who, status in {"otto": 404, "mette": 403, "lone": 403, "rikke": 200, "henrik": 404, "viggo": 404}.items():
        sign_in(client, cast.people[who])
        assert client.get(school).status_code == status, who
    sign_in(client, cast.rikke)
    assert client.get(f"{school}tal.csv").status_code == 404


def test_without_a_strong_session_nothing_leaves_as_a_file(client: Client, cast: Cast, sign_in, school: str) -> None:
    sign_in(client, cast.susanne, mfa=False)
    assert client.get(school).status_code == 200
    assert client.get(f"{school}tal.csv").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("schools", 8), ("school", 10)])
def test_pages_of_figures_cost_the_same_however_much_there_is(
    client: Client, cast: Cast, sign_in, school: str, more: int, name: str, queries: int, django_assert_num_queries
) -> None:
    for number in range(more):
        added = School.objects.create(number=f"20000{number}", name=f"Skole {number}")
        for row in Figure.objects.filter(school=cast.kastanje):
            row.pk, row.school, row.code = None, added, f"{row.code[:10]}{number:02d}"
            row.save()
    sign_in(client, cast.jan)
    with django_assert_num_queries(queries):
        client.get(reverse(name, args=[cast.kastanje.code] if name == "school" else []))
