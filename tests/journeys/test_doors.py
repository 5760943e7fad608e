"""The session dies in the middle of something: what does not exist for strangers has a way in, and what was typed goes through it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.urls import clear_url_caches, include, path
from playwright.sync_api import Browser, Page, expect

from spor.base.models import Installation
from spor.base.text import clean_text
from spor.config import urls
from spor.evidence.models import Feedback, HandIn
from spor.people.models import Person
from tests.cast import Cast
from tests.journeys.browser import CHROMIUM, DESK, FLAGS, PHONE, TABLET, axe
from tests.journeys.conftest import Visits
from tests.rooms.base import samples
from tests.rooms.evidence import work

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.journey("home", "access")

ASKS = ("/enhedsnoegle/",)  # what the writing script asks for when it begins may come when the session is gone already
TYPED = 'Lad døren stå åben.\n\nJeg hører «huset» & </textarea><b>dig</b> "nu".'


@pytest.fixture
def picker(cast: Cast, settings) -> Iterator[None]:
    """The demo's door, which is the only way in that a test can walk: the cast behind it are the demo's accounts."""
    settings.DEMO = True
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "demo"]
    Installation.objects.create(kind=Installation.Kind.DEMO)
    for account, person in cast.people.items():
        Person.objects.filter(pk=person.pk).update(uniid=f"demo-{account}")
    door = path("", include("demo.urls"))
    urls.urlpatterns.append(door)
    clear_url_caches()
    yield
    urls.urlpatterns.remove(door)
    clear_url_caches()


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Novelle")


def be(page: Page, name: str) -> None:
    """Choose who one is at the picker."""
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_a_page_asked_for_without_a_session_is_nowhere_and_there_is_a_way_in(
    visit: Visits, cast: Cast, picker: None, width: int
) -> None:
    page = visit(cast.mette, width=width, forgive=("/enhedsnoegle/",))  # a script that asks after the session is gone
    page.goto(f"/elever/{cast.viggo.code}/plan/")
    Session.objects.all().delete()
    asked = page.goto("/elevplaner/")
    assert asked and asked.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Sporet ender her")
    assert "Mette" not in page.content() and "Viggo" not in page.content()
    axe(page)
    page.get_by_role("link", name="Til I dag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem vil du være?")
    axe(page)
    be(page, "Mette Lindqvist")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elevplaner")
    expect(page.get_by_role("link", name="Viggo Brandt")).to_be_visible()


def test_where_nobody_can_sign_in_the_page_says_so(visit: Visits, cast: Cast) -> None:
    for width in (PHONE, DESK):
        page = visit(None, width=width)
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")
        axe(page)


def test_feedback_goes_through_the_sign_in_without_script(visit: Visits, cast: Cast, picker: None, assignment) -> None:
    made = work.handed_in_by(assignment, cast.viggo)
    page = visit(cast.mette, js=False)
    page.goto(f"/feedback/{made.code}/")
    page.get_by_label("Til Viggo", exact=True).fill(TYPED)
    page.get_by_role("radio", name="På vej").first.check(force=True)
    Session.objects.all().delete()
    page.get_by_role("button", name="Send og videre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er blevet logget ud")
    page.get_by_role("button", name="Log ind igen").click()
    expect(page.get_by_text("Det, du skrev, venter.")).to_be_visible()
    assert not Feedback.objects.exists()
    be(page, "Mette Lindqvist")
    expect(page.get_by_label("Din tekst")).to_have_value(TYPED)
    page.get_by_role("button", name="Send det nu").click()
    expect(page.get_by_text("Sendt til Viggo")).to_be_visible()
    given = Feedback.objects.get()
    assert given.text == clean_text(TYPED) and given.levels.get().level == 2


def test_a_hand_in_goes_through_and_its_file_is_asked_for_again(
    visit: Visits, cast: Cast, picker: None, assignment, tmp_path: Path
) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(samples.phone_photo())
    page = visit(cast.viggo, width=PHONE, js=False)
    page.goto(f"/opgaver/{assignment.code}/aflevering/")
    page.locator('input[name="uploads"]').set_input_files(photo)
    page.get_by_label("Skriv her").fill(TYPED)
    Session.objects.all().delete()
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Filer kan ikke følge med. Vælg dem igen bagefter.")).to_be_visible()
    page.get_by_role("button", name="Log ind igen").click()
    be(page, "Viggo Brandt")
    expect(page.get_by_label("Din tekst")).to_have_value(TYPED)
    page.get_by_role("button", name="Send det nu").click()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    assert HandIn.objects.get().version.text == clean_text(TYPED)


def test_with_script_the_text_stays_where_it_is(visit: Visits, cast: Cast, picker: None, assignment) -> None:
    made = work.handed_in_by(assignment, cast.viggo)
    page = visit(cast.mette, forgive=ASKS)
    page.goto(f"/feedback/{made.code}/")
    Session.objects.all().delete()
    field = page.get_by_label("Til Viggo", exact=True)
    field.fill(TYPED)
    page.get_by_role("button", name="Send og videre").click()
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()
    expect(field).to_have_value(TYPED)
    axe(page)
    page.get_by_role("link", name="Log ind igen").click()
    be(page, "Mette Lindqvist")
    expect(page.get_by_label("Til Viggo", exact=True)).to_have_value(TYPED)
    page.get_by_role("button", name="Send og videre").click()
    expect(page.get_by_text("Sendt til Viggo")).to_be_visible()
    assert Feedback.objects.get().text == clean_text(TYPED)


def test_the_pages_of_the_way_in_hold_at_every_width(visit: Visits, cast: Cast, picker: None, assignment) -> None:
    made = work.handed_in_by(assignment, cast.viggo)
    for width in (PHONE, TABLET, DESK):
        page = visit(cast.mette, width=width, scheme="dark" if width == TABLET else "light", forgive=ASKS)
        page.goto(f"/feedback/{made.code}/")
        Session.objects.all().delete()
        page.get_by_label("Til Viggo", exact=True).fill(TYPED)
        page.get_by_label("Til Viggo", exact=True).evaluate("field => field.form.submit()")  # as without script
        expect(page.get_by_role("heading", level=1)).to_have_text("Du er blevet logget ud")
        axe(page)
        page.get_by_role("button", name="Log ind igen").click()
        axe(page)
        be(page, "Mette Lindqvist")
        expect(page.get_by_label("Din tekst")).to_have_value(TYPED)
        axe(page)


@pytest.fixture
def remembering(browser: Browser, live_server: "LiveServer") -> Iterator[Visits]:
    """Visits in a browser that keeps left pages alive for the way back, as people's do and Playwright's does not."""
    kept = browser.browser_type.launch(
        executable_path=os.environ.get("SPOR_CHROMIUM", CHROMIUM),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    visits = Visits(kept, live_server.url)
    yield visits
    troubles = visits.troubles()
    kept.close()
    assert not troubles, "\n".join(troubles)


def test_after_signing_out_the_way_back_shows_nothing(remembering: Visits, cast: Cast) -> None:
    page = remembering(cast.mette)
    page.goto(f"/elever/{cast.viggo.code}/plan/")
    page.goto("/elevplaner/")
    expect(page.get_by_role("link", name="Viggo Brandt")).to_be_visible()
    page.locator("details.me:visible > summary").click()
    page.get_by_role("button", name="Log ud").locator("visible=true").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")
    for _page in ("the list", "the plan"):
        page.evaluate("history.back()")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sporet ender her")
        assert "Viggo" not in page.content()
