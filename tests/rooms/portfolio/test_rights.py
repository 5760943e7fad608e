"""Who sees what of a portfolio: on the page, in the fragment, through the filters and by every address beneath it."""

import datetime as dt
import re

import pytest
from django.test import Client

from spor.access.models import Look, Purpose
from spor.portfolio.models import Reflection, Selection
from tests.cast import NOW, Cast
from tests.rooms.portfolio import trails

HTMX = {"HX-Request": "true"}


@pytest.fixture
def trail(cast: Cast) -> dict[str, object]:
    """Oskar's: one handed in, one placed, one his own, one note, and one of a subject Jonas does not teach him."""
    made = {
        "handed_in": trails.keep(cast.oskar, title="Afleveret", subject=cast.dansk),
        "placed": trails.keep(cast.oskar, title="Vist frem", handed_in=False, placed=True),
        "own": trails.keep(cast.oskar, title="Min egen", handed_in=False),
        "note": trails.remark(cast.oskar, cast.mette, text="Noten"),
        "history": trails.keep(cast.oskar, title="Ruten", subject=cast.historie),
    }
    for trace in made.values():
        Selection.objects.create(pupil=cast.oskar, trace=trace, at=NOW)
        Reflection.objects.create(pupil=cast.oskar, trace=trace, text=f"Om {trace.code}", at=NOW, key=trails.key())
    return made


def seen(client: Client, cast: Cast, query: str = "", **headers: str) -> set[str]:
    """The titles the reader meets; a 200 is taken for granted."""
    answer = client.get(f"/elever/{cast.oskar.code}/portfolio/{query}", headers=headers)
    assert answer.status_code == 200
    return set(re.findall(r"<h4[^>]*><a [^>]*>([^<]*)</a>", answer.content.decode()))


SHOWN = {"Afleveret", "Vist frem", "Noten", "Ruten"}


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("oskar", {*SHOWN, "Min egen"}),
        ("henrik", SHOWN),
        ("signe", SHOWN),
        ("mette", SHOWN),
        ("jonas", {"Afleveret"}),
    ],
)
def test_each_sees_what_the_table_says(cast, client, sign_in, trail, who: str, titles: set[str]) -> None:
    sign_in(client, cast.people[who])
    newest = f"?fra={trail['history'].code if who != 'jonas' else trail['handed_in'].code}"
    assert seen(client, cast) == titles
    assert seen(client, cast, newest, **HTMX) == titles
    assert seen(client, cast, "?aar=2026") == titles
    assert seen(client, cast, "?udvalgte=1") == titles
    assert seen(client, cast, "?fag=his") == titles & {"Ruten"}


def test_what_is_the_pupils_own_is_nowhere_for_others(cast, client, sign_in, trail) -> None:
    own = trail["own"]
    for who in ("henrik", "mette"):
        sign_in(client, cast.people[who])
        html = client.get(f"/elever/{cast.oskar.code}/portfolio/").content.decode()
        assert own.code not in html and "Min egen" not in html
        for path in (f"?fra={own.code}", f"spor/{own.code}/refleksion/"):
            assert client.get(f"/elever/{cast.oskar.code}/portfolio/{path}").status_code == 404
        reflection = own.reflections.get()
        sound = f"/elever/{cast.oskar.code}/portfolio/spor/{own.code}/refleksion/{reflection.code}/lyd/"
        assert client.get(sound).status_code == 404


STRANGERS = ["jens", "classmate", "stepfather", "nina", "otto", "ida", "rikke", "jan", "stranger", "alma"]


@pytest.mark.parametrize("who", STRANGERS)
def test_for_strangers_there_is_no_portfolio(cast, client, sign_in, trail, who: str) -> None:
    sign_in(client, cast.people[who])
    trace, base = trail["handed_in"], f"/elever/{cast.oskar.code}/portfolio/"
    nothing = client.get(f"/elever/{'0' * 12}/portfolio/")
    for path in ("", f"?fra={trace.code}", "?fag=dan", "?udvalgte=1", f"spor/{trace.code}/refleksion/"):
        for headers in ({}, HTMX):
            answer = client.get(base + path, headers=headers)
            assert (answer.status_code, answer.content) == (404, nothing.content)
    for path in ("udvalgte/", f"udvalgte/{trace.code}/sletning/", f"spor/{trace.code}/visning/"):
        assert client.post(base + path, {"spor": trace.code}).status_code == 404
    assert not Look.objects.exists()


def test_nobody_signed_in_gets_nothing(cast, client, trail) -> None:
    assert client.get(f"/elever/{cast.oskar.code}/portfolio/").status_code == 404


def test_a_colleague_is_told_and_a_leader_is_asked_why(cast, client, sign_in, trail) -> None:
    url = f"/elever/{cast.oskar.code}/portfolio/"
    sign_in(client, cast.birgitte)
    assert client.get(url).status_code == 403
    sign_in(client, cast.susanne)
    assert client.get(url).status_code == 403
    day = dt.timedelta(days=1)
    Purpose.objects.create(person=cast.susanne, pupil=cast.oskar, reason="Klage", from_at=NOW - day, to_at=NOW + day)
    assert seen(client, cast) == SHOWN


def test_a_look_is_written_for_others_and_not_for_oneself(cast, client, sign_in, trail) -> None:
    sign_in(client, cast.oskar)
    seen(client, cast)
    assert not Look.objects.exists()
    sign_in(client, cast.henrik)
    seen(client, cast)
    look = Look.objects.get()
    assert (look.actor_id, look.thing) == (cast.henrik.pk, "portfolio_item")
    assert [each.pupil_id for each in look.pupils.all()] == [cast.oskar.pk]


def test_others_read_what_was_chosen_and_thought_and_change_nothing(cast, client, sign_in, trail) -> None:
    sign_in(client, cast.henrik)
    html = client.get(f"/elever/{cast.oskar.code}/portfolio/").content.decode()
    assert "Udvalgt" in html and f"Om {trail['handed_in'].code}" in html
    assert "formaction" not in html and "Skriv om det" not in html
    page = client.get(f"/elever/{cast.oskar.code}/portfolio/spor/{trail['handed_in'].code}/refleksion/")
    assert f"Om {trail['handed_in'].code}" in page.content.decode() and "<textarea" not in page.content.decode()


def test_the_youngest_get_pictures_sound_and_large_stars(cast, client, sign_in) -> None:
    trails.keep(cast.villads, title="Min hule", medium="picture", placed=True)
    sign_in(client, cast.villads)
    html = client.get(f"/elever/{cast.villads.code}/portfolio/").content.decode()
    assert 'class="young"' in html and 'class="tile"' in html
    assert 'aria-label="Læs højt: Min hule"' in html and "Sig noget om det: Min hule" in html
