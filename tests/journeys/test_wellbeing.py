"""Alma says how she is on a phone, to whom she likes; Ali finds it folded; Mette's class is a figure."""

import pytest
from playwright.sync_api import Page, expect

from spor.wellbeing.models import CheckIn, CheckInReader, TalkHeld, TalkWish
from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, axe, clicks, start_counting
from tests.journeys.young import hears, needs_no_reading, pictured, speaks

pytestmark = pytest.mark.journey("wellbeing", "home")


def good_for_a_child(page: Page) -> None:
    needs_no_reading(page)
    speaks(page)
    axe(page)


def test_alma_says_how_she_is_and_it_reaches_ali(visit, cast: Cast) -> None:
    page = visit(cast.alma, width=PHONE)
    page.goto("/")
    question = page.locator("section:has(.faces) spor-speak").first
    hears(question, "hvordan-har-du-det", "ingen-ser")
    boxes = [each.bounding_box() for each in page.locator(".faces button").all()]
    assert len(boxes) == 5 and boxes[4]["width"] * boxes[4]["height"] >= 0.99 * boxes[3]["width"] * boxes[3]["height"]
    good_for_a_child(page)
    start_counting(page)
    pictured(page, "frown").click()
    hears(page.locator(".happy:visible spor-speak"), "tak")
    assert clicks(page) <= 3  # one to say it; two to listen
    assert CheckIn.objects.get().answer == "bad" and not CheckInReader.objects.exists()
    good_for_a_child(page)

    hears(page.locator("section:has(#voksne) .row spor-speak").first, "hvem-maa-se")
    page.locator("section:has(#voksne) button", has_text="Ali").click()
    expect(page.locator("section:has(#voksne) button", has_text="Ali")).to_have_attribute("aria-pressed", "true")
    page.locator("section:has(#samtale) button", has_text="Ali").click()
    hears(page.locator(".happy:visible spor-speak"), "faar-besked")
    good_for_a_child(page)
    page.goto("/")
    expect(page.locator("section:has(#h-hum)")).to_contain_text("Du har svaret i dag")

    grown = visit(cast.ali, width=PHONE)
    grown.goto("/")
    fold = grown.locator('[hx-get="/trivsel/"]')
    assert "Alma" not in fold.inner_html() and "frown" not in grown.content()
    axe(grown)
    grown.get_by_role("link", name="Nogen vil gerne tale med dig").click()
    grown.locator("summary", has_text="vil gerne tale med dig").click()
    expect(grown.get_by_text("Vil gerne tale med dig", exact=True)).to_be_visible()
    answer = grown.get_by_text("Ked af det")
    expect(answer).to_be_hidden()  # folded until asked for, here too
    grown.locator("summary", has_text="Vis svaret").click()
    expect(answer).to_be_visible()
    axe(grown)
    grown.get_by_role("button", name="Vi har talt sammen").click()
    expect(grown.get_by_text("Det er godt, I fik talt")).to_be_visible()
    assert TalkHeld.objects.count() == TalkWish.objects.count() == 1
    other = visit(cast.birgitte, width=DESK, scheme="dark")
    other.goto("/trivsel/")
    expect(other.get_by_text("Ingen har delt noget med dig")).to_be_visible()
    axe(other)


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_oskar_and_the_class_of_mette(visit, cast: Cast, width: int, scheme: str) -> None:
    page = visit(cast.oskar, width=width, scheme=scheme)
    page.goto("/")
    page.get_by_role("button", name="Sådan da", exact=True).click()
    page.get_by_role("button", name="Ser det ikke Mette").click()
    expect(page.get_by_role("button", name="Ser det Mette")).to_be_visible()
    page.get_by_label("Hvad handler det om?").fill("Min gruppe i dansk")
    page.get_by_role("button", name="Mette Lindqvist").click()
    expect(page.get_by_text("Du vil gerne tale med Mette")).to_be_visible()
    axe(page)
    mette = visit(cast.mette, width=width, scheme=scheme)
    mette.goto(f"/klasser/{cast.g5b.code}/")
    mette.get_by_role("link", name="Klassens trivsel").click()
    expect(mette.get_by_text("For få svar til at vise").first).to_be_visible()
    axe(mette)
