"""Choosing, letting go, reflecting, showing and hiding: each once however often it is pressed, each recorded."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client

from spor.access import drafts
from spor.access.models import Event
from spor.base.errors import Refused
from spor.evidence.models import Placement
from spor.portfolio.actions import hide, let_go, place, reflect, select
from spor.portfolio.models import Reflection, Selection
from tests.cast import Cast
from tests.rooms.evidence import work
from tests.rooms.portfolio import trails

VOICE = Path(__file__).parents[2] / "fixtures" / "files" / "voice.m4a"
HTMX = {"HX-Request": "true"}


def test_a_spor_is_chosen_once_let_go_and_chosen_again(cast: Cast, actor) -> None:
    trace, oskar = trails.keep(cast.oskar), actor(cast.oskar)
    first = select(actor=oskar, trace=trace)
    assert select(actor=oskar, trace=trace) == first
    let_go(actor=oskar, trace=trace)
    let_go(actor=oskar, trace=trace)
    again = select(actor=oskar, trace=trace)
    first.refresh_from_db()
    assert (first.until, again.until) == (oskar.now, None) and again != first
    assert list(Event.objects.order_by("id").values_list("deed", flat=True)) == ["select", "let_go", "select"]


def test_only_the_pupil_chooses_and_reflects(cast: Cast, actor) -> None:
    trace = trails.keep(cast.oskar)
    for who, refusal in [
        (cast.henrik, Http404),
        (cast.classmate, Http404),
        (cast.otto, Http404),
        (cast.mette, PermissionDenied),
        (cast.susanne, PermissionDenied),
    ]:
        for deed, more in ((select, {}), (let_go, {}), (hide, {}), (reflect, {"text": "x", "sound": None, "key": "k"})):
            with pytest.raises(refusal):
                deed(actor=actor(who), trace=trace, **more)
    assert not Selection.objects.exists() and not Reflection.objects.exists()


def test_each_reflection_is_kept_and_the_same_press_is_one(cast: Cast, actor) -> None:
    trace, oskar = trails.keep(cast.oskar), actor(cast.oskar)
    drafts.save_draft(actor=oskar, thing="reflection", code=trace.code, field="text", text="Jeg tør")
    first = reflect(actor=oskar, trace=trace, text="Jeg tør godt vente.", sound=None, key="a")
    assert reflect(actor=oskar, trace=trace, text="Jeg tør godt vente.", sound=None, key="a") == first
    reflect(actor=oskar, trace=trace, text="Nu tør jeg mere.", sound=None, key="b")
    assert Reflection.objects.count() == 2
    assert drafts.draft_for(oskar, thing="reflection", code=trace.code, field="text") is None
    with pytest.raises(Refused, match="ikke noget at gemme"):
        reflect(actor=oskar, trace=trace, text="", sound=None, key="c")
    with pytest.raises(Refused, match="for gammel"):
        reflect(actor=oskar, trace=trails.keep(cast.oskar), text="Andet", sound=None, key="a")


def test_a_pupil_shows_what_was_kept_and_hides_it_again(cast: Cast, actor, client: Client, sign_in) -> None:
    trace, oskar = trails.keep(cast.oskar, title="Min hule", handed_in=False), actor(cast.oskar)
    assert place(actor=oskar, trace=trace) == place(actor=oskar, trace=trace)
    sign_in(client, cast.mette)
    assert "Min hule" in client.get(f"/elever/{cast.oskar.code}/portfolio/").content.decode()
    hide(actor=oskar, trace=trace)
    hide(actor=oskar, trace=trace)
    assert "Min hule" not in client.get(f"/elever/{cast.oskar.code}/portfolio/").content.decode()
    assert [each.deed for each in Event.objects.order_by("id")] == ["place", "hide"]


def test_nobody_else_shows_what_a_pupil_keeps_to_itself(cast: Cast, actor) -> None:
    trace = trails.keep(cast.oskar, handed_in=False)
    for who, refusal in [(cast.mette, PermissionDenied), (cast.henrik, Http404), (cast.classmate, Http404)]:
        with pytest.raises(refusal):
            place(actor=actor(who), trace=trace)
    assert not Placement.objects.exists()


def test_work_begun_for_an_assignment_is_shown_by_handing_it_in(cast: Cast, actor) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    product = work.make_product(work.make_assignment(run, cast.goals[:1]), [cast.oskar])
    with pytest.raises(Refused, match="Aflevér"):
        place(actor=actor(cast.oskar), trace=product.traces.get())


@pytest.fixture
def oskar(cast: Cast, client: Client, sign_in) -> Client:
    sign_in(client, cast.oskar)
    return client


def test_the_star_answers_in_place_with_a_way_back(cast: Cast, oskar: Client) -> None:
    trace = trails.keep(cast.oskar, title="Gyset")
    base = f"/elever/{cast.oskar.code}/portfolio/udvalgte/"
    answer = oskar.post(base, {"spor": trace.code}, headers=HTMX)
    html = answer.content.decode()
    assert 'aria-pressed="true"' in html and "<html" not in html
    assert f"{base}{trace.code}/sletning/" in answer.headers["HX-Trigger"]
    answer = oskar.post(f"{base}{trace.code}/sletning/", headers=HTMX)
    assert 'aria-pressed="false"' in answer.content.decode()
    assert f"{base}?spor={trace.code}" in answer.headers["HX-Trigger"]
    assert oskar.post(f"{base}?spor={trace.code}").status_code == 302
    assert Selection.objects.filter(until=None).count() == 1


def test_without_script_a_deed_leads_back_to_where_the_spor_stands(cast: Cast, oskar: Client) -> None:
    trace = trails.keep(cast.oskar, handed_in=False)
    base = f"/elever/{cast.oskar.code}/portfolio/"
    for path, fields in [
        ("udvalgte/", {"spor": trace.code}),
        (f"udvalgte/{trace.code}/sletning/", {}),
        (f"spor/{trace.code}/visning/", {}),
        (f"spor/{trace.code}/visning/sletning/", {}),
    ]:
        answer = oskar.post(f"{base}{path}", fields)
        assert answer.headers["Location"] == f"{base}?fra={trace.code}#s-{trace.code}"
        assert oskar.get(base).status_code == 200


@pytest.mark.parametrize("code", ["", "x", "\x00", "0" * 12, "<script>"])
def test_a_made_up_spor_cannot_be_chosen(cast: Cast, oskar: Client, code: str) -> None:
    trails.keep(cast.viggo)
    assert oskar.post(f"/elever/{cast.oskar.code}/portfolio/udvalgte/", {"spor": code}).status_code == 404


def reflection_url(cast: Cast, trace) -> str:
    return f"/elever/{cast.oskar.code}/portfolio/spor/{trace.code}/refleksion/"


def test_a_voice_is_kept_and_heard_by_those_who_read(cast: Cast, oskar: Client, sign_in) -> None:
    trace = trails.keep(cast.oskar)
    sent = {"sound": SimpleUploadedFile("optagelse.m4a", VOICE.read_bytes()), "key": "k"}
    assert oskar.post(reflection_url(cast, trace), sent).status_code == 302
    kept = Reflection.objects.get()
    heard = f"{reflection_url(cast, trace)}{kept.code}/lyd/"
    assert kept.sound.kind == "sound" and oskar.get(heard).status_code == 200
    for who, status in [(cast.henrik, 200), (cast.mette, 200), (cast.jens, 404), (cast.classmate, 404)]:
        sign_in(oskar, who)
        assert oskar.get(heard).status_code == status
        assert oskar.get(reflection_url(cast, trace)).status_code == status


def test_what_is_wrong_is_said_and_no_word_is_lost(cast: Cast, oskar: Client) -> None:
    trace = trails.keep(cast.oskar)
    url = reflection_url(cast, trace)
    lying = SimpleUploadedFile("optagelse.m4a", b"<script>alert(1)</script>")
    answer = oskar.post(url, {"text": "Det her tænker jeg", "sound": lying, "key": "k"})
    assert answer.status_code in (415, 422) and "Det her tænker jeg" in answer.content.decode()
    answer = oskar.post(url, {"text": "x" * 5001, "key": "k"})
    assert answer.status_code == 422 and "5001" in answer.content.decode()
    answer = oskar.post(url, {"text": "  ", "key": "k" * 300})
    assert answer.status_code == 422 and "ikke noget at gemme" in answer.content.decode()
    empty = SimpleUploadedFile("optagelse.m4a", b"")
    assert oskar.post(url, {"text": "Ord", "sound": empty, "key": "k"}).status_code == 422
    assert not Reflection.objects.exists()


def test_hostile_words_are_only_words(cast: Cast, oskar: Client) -> None:
    trace = trails.keep(cast.oskar)
    hostile = "<script>alert(1)</script>\n\u202e" + "æ" * 300
    assert oskar.post(reflection_url(cast, trace), {"text": hostile, "key": "k"}).status_code == 302
    for url in (reflection_url(cast, trace), f"/elever/{cast.oskar.code}/portfolio/"):
        html = oskar.get(url).content.decode()
        assert "&lt;script&gt;alert" in html and "<script>alert" not in html and "\u202e" not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_reflections_asks_as_much_for_one_as_for_many(
    cast: Cast, oskar: Client, rows: int, django_assert_num_queries
) -> None:
    trace = trails.keep(cast.oskar)
    for n in range(rows):
        Reflection.objects.create(
            pupil=cast.oskar, trace=trace, text="Hm", sound=trails.stored("sound"), at=trace.at, key=f"r{n}"
        )
    with django_assert_num_queries(13):
        assert oskar.get(f"/elever/{cast.oskar.code}/portfolio/spor/{trace.code}/refleksion/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_answer_to_a_star_asks_as_much_for_one_as_for_many(
    cast: Cast, oskar: Client, rows: int, django_assert_num_queries
) -> None:
    traces = [trails.keep(cast.oskar) for _ in range(rows)]
    url = f"/elever/{cast.oskar.code}/portfolio/udvalgte/{traces[0].code}/sletning/"
    with django_assert_num_queries(17):
        assert oskar.post(url, headers=HTMX).status_code == 200
