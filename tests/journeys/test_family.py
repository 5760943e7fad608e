"""Henrik on a phone on the evening before school: three answers without a tap, and Signe's page knows nothing of his."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, axe, clicks
from tests.journeys.conftest import Visits
from tests.rooms.home import families

pytestmark = pytest.mark.journey("home", "integrations")

SCREEN, TABS = 844, 72  # what a phone shows, and what its tab bar covers of it


def _place(page: Page, words: str) -> tuple[float, float]:
    """(top, bottom) of the first element with these words, in pixels of the whole page."""
    box = page.get_by_text(words).first.bounding_box()
    assert box is not None, words
    return box["y"], box["y"] + box["height"]


def _plain(page: Page) -> str:
    return page.locator("main").inner_text()


def test_a_home_sees_tomorrow_what_to_ask_and_what_is_new(visit: Visits, cast: Cast) -> None:
    families.evening(cast)
    signe = visit(cast.signe, width=PHONE)
    signe.goto("/")
    before = _plain(signe)

    henrik = visit(cast.henrik, width=PHONE)
    henrik.goto("/")
    for words in (
        "Husk idrætssko",
        "Aflever «Skriv krogen»",
        "Hvorfor knirker trappen om natten?",
        "Hvad gjorde ræven",
    ):
        assert _place(henrik, words)[1] <= SCREEN - TABS, words
    for words in ("Oskars elevplan er klar", "hvor den sover"):
        assert _place(henrik, words)[1] <= 2 * (SCREEN - TABS), words
    assert clicks(henrik) == 0 and henrik.evaluate("document.documentElement.scrollHeight") <= 2.5 * SCREEN
    axe(henrik)
    henrik.get_by_role("link", name="Oskars elevplan er klar").click()
    henrik.get_by_label("Svar på planen").fill("Han læser mere derhjemme.")
    henrik.get_by_role("button", name="Send til").click()
    expect(henrik.locator(".msg")).to_contain_text("Han læser mere derhjemme.")
    henrik.get_by_role("button", name="Jeg har læst den").click()
    expect(henrik.get_by_text("Du har læst planen")).to_be_visible()
    henrik.goto("/")
    expect(henrik.get_by_text("Venter på dig")).to_have_count(0)

    signe.reload()
    assert _plain(signe) == before and "Henrik" not in signe.content()

    henrik.get_by_role("button", name="English").click()
    expect(henrik.get_by_role("heading", name="Tomorrow")).to_be_visible()
    expect(henrik.get_by_text("Remember idrætssko", exact=True)).to_be_visible()
    axe(henrik)
    henrik.get_by_role("link", name="For your calendar").click()
    henrik.get_by_role("button", name="Make an address").click()
    address = henrik.get_by_label("Copy it").input_value()
    assert henrik.request.get(address).status == 200
    axe(henrik)
    henrik.get_by_role("button", name="Close the address").click()
    expect(henrik.get_by_role("button", name="Make an address")).to_be_visible()
    assert henrik.request.get(address).status == 404
    henrik.goto("/besked/")
    axe(henrik)


def test_it_reads_without_script_in_the_dark_and_at_a_desk(visit: Visits, cast: Cast) -> None:
    families.evening(cast)
    for width, scheme in ((PHONE, "dark"), (DESK, "light")):
        page = visit(cast.henrik, width=width, scheme=scheme)
        page.goto("/")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    plain = visit(cast.signe, width=PHONE, js=False)
    plain.goto("/")
    plain.get_by_role("button", name="English").click()
    expect(plain.get_by_role("heading", name="Tomorrow")).to_be_visible()
