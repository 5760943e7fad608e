"""The timeline: order, pages, years, filters, and the same number of queries however long the trail is."""

import datetime as dt
import re

import pytest
from django.test import Client

from spor.portfolio.models import Selection
from tests.cast import NOW, Cast
from tests.rooms.portfolio import trails

HTMX = {"HX-Request": "true"}


def page(client: Client, pupil, query: str = "", **headers) -> str:
    """The portfolio page as text; a 200 is taken for granted."""
    answer = client.get(f"/elever/{pupil.code}/portfolio/" + query, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(html: str) -> list[str]:
    """The titles on the timeline, in their order."""
    return re.findall(r"<h4[^>]*><a [^>]*>([^<]*)</a>", html)


@pytest.fixture
def oskar(cast: Cast, client: Client, sign_in) -> Client:
    sign_in(client, cast.oskar)
    return client


def test_a_new_pupil_is_told_how_the_trail_begins(cast: Cast, oskar: Client) -> None:
    html = page(oskar, cast.oskar)
    assert "Ingen spor endnu" in html and "Gem det første spor" in html


def test_the_newest_stands_first_under_its_school_year(cast: Cast, oskar: Client) -> None:
    trails.enrol_since(cast.oskar, 2021, 0, cast.aasen, until=2023)
    trails.keep(cast.oskar, title="Pindsvinet", at=NOW.replace(year=2022))
    trails.keep(cast.oskar, title="Gyset", at=NOW)
    html = page(oskar, cast.oskar)
    assert shown(html) == ["Gyset", "Pindsvinet"]
    assert re.findall(r'year-h">([^<]*)</h3>(?:<p class="meta">([^<]*))?', html) == [
        ("5. klasse", ""),
        ("1. klasse", "Åsenskolen"),
    ]


def test_24_a_page_each_once_in_order(cast: Cast, oskar: Client) -> None:
    same = [trails.keep(cast.oskar, title=f"Nr. {n}", at=NOW - dt.timedelta(hours=n // 3)) for n in range(60)]
    html, found = page(oskar, cast.oskar), []
    for _ in range(3):
        found += shown(html)
        more = re.search(r'href="(\?fra=[^"]*)" hx-get="([^"]*)"', html)
        if more:
            html = page(oskar, cast.oskar, more[1])
    assert len(found) == len(set(found)) == 60
    assert found[0] == "Nr. 2" and found[-1] == "Nr. 57"
    assert [len(same), more] == [60, None]


def test_what_follows_comes_alone_and_repeats_no_heading(cast: Cast, oskar: Client) -> None:
    for n in range(30):
        trails.keep(cast.oskar, title=f"Nr. {n}", at=NOW - dt.timedelta(hours=n))
    html = page(oskar, cast.oskar)
    more = re.search(r'hx-get="([^"]*)"', html)[1].replace("&amp;", "&")
    fragment = page(oskar, cast.oskar, more, **HTMX)
    assert "<html" not in fragment and "year-h" not in fragment
    assert shown(fragment) == [f"Nr. {n}" for n in range(24, 30)]


def test_a_year_is_reached_directly(cast: Cast, oskar: Client) -> None:
    trails.enrol_since(cast.oskar, 2021, 0)
    for year in (2022, 2023, 2025):
        trails.keep(cast.oskar, title=f"Fra {year}", at=NOW.replace(year=year))
    assert shown(page(oskar, cast.oskar, "?aar=2023")) == ["Fra 2023", "Fra 2022"]
    html = page(oskar, cast.oskar, "?aar=2024")
    assert shown(html) == ["Fra 2023", "Fra 2022"]
    assert "Her er ikke noget fra 3. klasse." in html
    assert 'href="?aar=2021"' in html


def test_the_school_year_turns_at_midnight_in_copenhagen(cast: Cast, oskar: Client) -> None:
    trails.enrol_since(cast.oskar, 2021, 0)
    midnight = dt.datetime(2023, 8, 1, tzinfo=NOW.tzinfo)
    trails.keep(cast.oskar, title="Sidste aften", at=midnight - dt.timedelta(seconds=1))
    trails.keep(cast.oskar, title="Første morgen", at=midnight)
    assert shown(page(oskar, cast.oskar, "?aar=2022")) == ["Sidste aften"]
    assert shown(page(oskar, cast.oskar, "?aar=2023")) == ["Første morgen", "Sidste aften"]


def test_filters_are_links_and_join(cast: Cast, oskar: Client) -> None:
    trails.keep(cast.oskar, title="Gyset", subject=cast.dansk, medium="picture")
    trails.keep(cast.oskar, title="Læst højt", subject=cast.dansk, medium="sound")
    chosen = trails.keep(cast.oskar, title="Brøker", subject=cast.matematik, medium="picture")
    Selection.objects.create(pupil=cast.oskar, trace=chosen, at=NOW)
    assert shown(page(oskar, cast.oskar, "?fag=dan")) == ["Læst højt", "Gyset"]
    assert shown(page(oskar, cast.oskar, "?medie=billeder")) == ["Brøker", "Gyset"]
    assert shown(page(oskar, cast.oskar, "?medie=lyd")) == ["Læst højt"]
    assert shown(page(oskar, cast.oskar, "?udvalgte=1")) == ["Brøker"]
    assert shown(page(oskar, cast.oskar, "?fag=dan&medie=billeder")) == ["Gyset"]
    html = page(oskar, cast.oskar, "?fag=dan&medie=film")
    assert shown(html) == [] and "Fjern filtre" in html
    html = page(oskar, cast.oskar)
    assert "Dansk</span></a>" in html and "Historie</span></a>" not in html


@pytest.mark.parametrize(
    "query",
    ["?fag=<script>&aar=abcd&medie=x&udvalgte=9", "?aar=9999", "?fag=%00&fra=%00", "?under=-1&aar=२०२१", "?fra=æøå"],
)
def test_a_made_up_address_is_no_wish(cast: Cast, oskar: Client, query: str) -> None:
    trails.keep(cast.oskar, title="Gyset")
    html = page(oskar, cast.oskar, query)
    assert shown(html) == ["Gyset"] and "<script>&" not in html


def test_a_start_that_is_nobodys_does_not_exist(cast: Cast, oskar: Client) -> None:
    theirs = trails.keep(cast.viggo)
    assert oskar.get(f"/elever/{cast.oskar.code}/portfolio/?fra={theirs.code}").status_code == 404
    assert oskar.get(f"/elever/{cast.oskar.code}/portfolio/?fra={'0' * 12}").status_code == 404


def test_before_and_now_are_the_chosen_two_furthest_apart(cast: Cast, oskar: Client) -> None:
    trails.enrol_since(cast.oskar, 2021, 0)
    for year, title in ((2022, "Fire linjer om Bobby"), (2024, "Midt imellem"), (2026, "Huset bag hegnet")):
        trace = trails.keep(cast.oskar, title=title, at=NOW.replace(year=year), goals=[cast.goals[1]])
        Selection.objects.create(pupil=cast.oskar, trace=trace, at=NOW)
    html = page(oskar, cast.oskar)
    figures = re.findall(r"<figcaption><b>([^<]*)</b><a [^>]*>([^<]*)", html)
    assert figures == [
        ("1. klasse, november 2022", "Fire linjer om Bobby"),
        ("5. klasse, november 2026", "Huset bag hegnet"),
    ]
    assert "<figcaption>" not in page(oskar, cast.oskar, "?fag=dan")


HOSTILE = '<img src=x onerror="alert(1)">{{ 7|add:7 }}\u202e'


def test_hostile_and_long_words_are_only_words(cast: Cast, oskar: Client) -> None:
    trails.keep(cast.oskar, title="Æ" * 200, text=HOSTILE)
    trails.keep(cast.oskar, text="x" * 300 + HOSTILE)
    trails.remark(cast.oskar, cast.mette, text=HOSTILE)
    html = page(oskar, cast.oskar)
    assert "<img src=x" not in html and "&lt;img src=x" in html and "14" not in shown(html)


def fill(cast: Cast, rows: int) -> None:
    """So many spor with everything an entry can have."""
    for n in range(rows):
        trace = trails.keep(
            cast.oskar,
            at=NOW - dt.timedelta(days=n),
            subject=cast.dansk,
            goals=[cast.goals[n % 2]],
            medium="picture" if n % 2 else "",
        )
        if n == 0:
            Selection.objects.create(pupil=cast.oskar, trace=trace, at=NOW)


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_pupils_page_asks_as_much_for_one_as_for_many(
    cast: Cast, oskar: Client, rows: int, django_assert_num_queries
) -> None:
    fill(cast, rows)
    with django_assert_num_queries(13):
        page(oskar, cast.oskar)


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_teachers_page_asks_as_much_for_one_as_for_many(
    cast: Cast, client: Client, sign_in, rows: int, django_assert_num_queries
) -> None:
    fill(cast, rows)
    sign_in(client, cast.mette)
    with django_assert_num_queries(16):
        page(client, cast.oskar)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_further_page_asks_as_much_for_one_as_for_many(
    cast: Cast, oskar: Client, rows: int, django_assert_num_queries
) -> None:
    fill(cast, rows)
    first = cast.oskar.traces.order_by("-at")[0]
    with django_assert_num_queries(13):
        page(oskar, cast.oskar, f"?fra={first.code}", **HTMX)


def test_2000_spor_are_as_quick_to_ask_for(cast: Cast, oskar: Client, django_assert_max_num_queries) -> None:
    bulk = [trails.keep(cast.oskar, at=NOW - dt.timedelta(days=3000))]
    product = bulk[0].product
    rows = [type(product)(title=f"Nr. {n}", made_by=cast.oskar, made_at=NOW, key=trails.key()) for n in range(2000)]
    made = type(product).objects.bulk_create(rows)
    type(bulk[0]).objects.bulk_create(
        [
            type(bulk[0])(
                pupil=cast.oskar, kind="product", at=NOW - dt.timedelta(days=n), author=cast.oskar, product=each
            )
            for n, each in enumerate(made)
        ]
    )
    with django_assert_max_num_queries(14):
        assert len(shown(page(oskar, cast.oskar))) == 24
