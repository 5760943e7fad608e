"""The whole trail as one story: a forløb is written, handed in to and answered; that stands in plan, home and portfolio."""

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spor.base import files
from spor.evidence.models import Assessment, Feedback, HandIn, SelfLevel
from spor.plans.models import Acknowledgement, PlanSnapshot, Sentence
from spor.portfolio.models import Reflection, Selection
from spor.teaching.models import Run
from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, axe, clicks, keystrokes, start_counting
from tests.journeys.conftest import Visits
from tests.rooms.base import samples

GOAL = "Eleven kan udarbejde sammenhængende tekster"
I_CAN = "Jeg kan skrive en fortælling"
STORY = "Trappen knirkede, og lyset gik ud. Jeg vendte mig om."
HOW = "Midten blev lidt rodet."
PRAISE = "Jeg hører trappen. Lad lyset gå ud tre linjer senere."


@pytest.mark.journey("home", "forloeb", "teaching", "evidence", "plans", "portfolio", "access")
def test_one_spor_becomes_feedback_goal_plan_and_portfolio(visit: Visits, cast: Cast, tmp_path: Path) -> None:
    mette = visit(cast.mette, width=DESK)
    _mette_writes_and_starts(mette)
    viggo = visit(cast.viggo, width=PHONE)
    _viggo_hands_in(viggo, _photo(tmp_path))
    _mette_answers_by_keys(mette)
    _it_stands_in_the_plan(viggo)
    _mette_confirms_and_shares(mette, cast)
    nina = visit(cast.nina, width=PHONE)
    _nina_reads(nina)
    _viggo_chooses_and_reflects(viggo, cast)
    _it_is_there_for_those_around_him(mette, nina, cast)


def _photo(folder: Path) -> Path:
    """A JPEG as a phone sends it: lying on its side, with its maker and its place."""
    photo = folder / "IMG_0042.jpg"
    photo.write_bytes(samples.phone_photo())
    return photo


def _mette_writes_and_starts(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mette")
    axe(page)
    page.get_by_role("link", name="Forløb", exact=True).first.click()
    page.get_by_role("link", name="Nyt forløb").first.click()
    page.get_by_label("Titel").fill("Gys og gru")
    page.get_by_label("Fag").select_option(label="Dansk")
    page.get_by_label("Fra uge").fill("47")
    page.get_by_label("Til uge").fill("50")
    axe(page)
    page.get_by_role("button", name="Begynd forløbet").click()
    _add(page, "Tekst", "Overskrift", "Uhygge", "Tekst", "Vi læser to noveller og finder krogen.")
    _add(page, "Aktivitet", "Hvad hedder aktiviteten?", "Lyde i mørket", "Hvad skal I gøre?", "Luk øjnene, og lyt.")
    _add(page, "Opgave", "Hvad hedder opgaven?", "Novelle: første udkast", "Hvad skal eleverne lave?", "Skriv en side.")
    page.get_by_role("link", name="Tilføj mål").click()
    page.get_by_label("Søg i målene").press_sequentially("sammenhængende")
    axe(page)
    page.get_by_role("button", name=f"Vælg: {GOAL}").click()
    expect(page.get_by_label("Sådan siger vi det til eleverne")).to_have_value(I_CAN)
    page.get_by_text("Tegn på læring").click()
    page.get_by_label("Kan", exact=True).fill("Der er en begyndelse, en midte og en slutning")
    expect(page.locator('[data-mark="writing"] .saved')).to_contain_text("Gemt kl.")
    axe(page)
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_text("1. udgave", exact=True)).to_be_visible()
    start_counting(page)
    page.get_by_role("link", name="Sæt i gang i en klasse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sæt forløbet i gang")
    axe(page)
    page.get_by_role("button", name="Sæt i gang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gys og gru")
    assert clicks(page) <= 5  # from a finished forløb to the class
    axe(page)
    run = Run.objects.get()
    assert (run.group.name, run.starts_on, run.ends_on) == ("5.B", dt.date(2026, 11, 16), dt.date(2026, 12, 14))


def _add(page: Page, kind: str, title_label: str, title: str, body_label: str, body: str) -> None:
    """A block more, with its title and its text."""
    page.locator("#tilfoej").get_by_role("button", name=kind, exact=True).click()
    block = page.locator("[data-block]").last
    block.get_by_label(title_label, exact=True).fill(title)
    block.get_by_label(body_label, exact=True).fill(body)
    expect(page.locator('[data-mark="writing"] .saved')).to_contain_text("Gemt kl.")


def _viggo_hands_in(page: Page, photo: Path) -> None:
    page.goto("/")
    axe(page)
    start_counting(page)
    page.get_by_role("link", name="Novelle: første udkast").click()
    expect(page.get_by_text(I_CAN).first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Aflevér", exact=True).click()
    assert clicks(page) == 2  # from the own page to where it is handed in
    page.locator('input[name="uploads"]').set_input_files(photo)
    expect(page.locator("#filer .thumb img")).to_have_js_property("naturalWidth", 96)  # upright: 96 wide, 160 high
    page.get_by_label("Skriv her").fill(STORY)
    page.get_by_label("Med dine egne ord").fill(HOW)
    page.get_by_text("Hvor langt er du med målene?").click()
    page.get_by_role("group", name=I_CAN).get_by_role("radio", name="Jeg øver mig").check()
    axe(page)
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    axe(page)
    handed = HandIn.objects.get()
    stored = handed.version.files.get().file
    assert (handed.version.text, stored.width, stored.height) == (STORY, 96, 160)
    assert b"Telefon" not in files.read(stored)
    assert SelfLevel.objects.get().level == 2
    page.goto("/")
    page.get_by_text("Det har du afleveret").click()
    expect(page.get_by_text("Afleveret", exact=True)).to_be_visible()


def _mette_answers_by_keys(page: Page) -> None:
    page.goto("/")
    waiting = page.get_by_role("region", name="Venter på feedback")
    expect(waiting.get_by_role("listitem")).to_contain_text("1 venter")
    start_counting(page)
    waiting.get_by_role("link", name="Novelle: første udkast").click()
    assert clicks(page) == 1
    expect(page.get_by_role("heading", level=2, name="Viggo Brandt")).to_be_visible()
    expect(page.get_by_text(STORY)).to_be_visible()
    expect(page.get_by_text(HOW)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Send"))).to_be_in_viewport()
    axe(page)
    start_counting(page)
    page.keyboard.press("3")
    expect(page.get_by_text("Der er en begyndelse, en midte og en slutning")).to_be_visible()
    page.get_by_label("Til Viggo", exact=True).fill(PRAISE)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Sendt til Viggo")).to_be_visible()
    assert keystrokes(page) <= 5 and clicks(page) == 0
    assert (Feedback.objects.get().text, Assessment.objects.get().level) == (PRAISE, 3)
    axe(page)
    page.goto("/")
    expect(page.get_by_text("Alt har fået feedback")).to_be_visible()


def _it_stands_in_the_plan(page: Page) -> None:
    """With nothing written there, and nobody having done anything but give feedback."""
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("Mette om «Novelle: første udkast»"))).to_be_visible()
    axe(page)
    page.locator(".tabbar").get_by_role("link", name="Mål").click()
    goal = page.get_by_role("article").filter(has_text=I_CAN)
    expect(goal.get_by_role("img", name="Jeg kan", exact=True).first).to_be_visible()
    expect(goal.get_by_text(PRAISE)).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Elevplan", exact=True).first.click()
    expect(page.get_by_text(PRAISE)).to_be_visible()
    axe(page)
    assert not Sentence.objects.exists()


def _mette_confirms_and_shares(page: Page, cast: Cast) -> None:
    page.goto(f"/elever/{cast.viggo.code}/plan/")
    expect(page.get_by_text(PRAISE)).to_be_visible()
    assert all(field.input_value() for field in page.locator(".draft-sentence textarea").all())  # 0 blank fields
    axe(page)
    start_counting(page)
    buttons = page.get_by_role("button", name=re.compile("^Bekræft "))
    for left in range(buttons.count(), 0, -1):
        buttons.first.click()
        expect(buttons).to_have_count(left - 1)
    page.get_by_role("button", name="Del med Nina og Viggo").click()
    page.wait_for_url("**/udgaver/**")
    assert clicks(page) <= 6
    expect(page.get_by_text(I_CAN.removeprefix("Jeg kan ")).first).to_be_visible()
    axe(page)
    assert PlanSnapshot.objects.get().pdf is not None


def _nina_reads(page: Page) -> None:
    page.goto("/")
    axe(page)
    start_counting(page)
    page.get_by_role("link", name="Viggos elevplan er klar").click()
    expect(page.get_by_text(PRAISE).first).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Jeg har læst den").click()
    expect(page.get_by_text("Du har læst planen")).to_be_visible()
    assert clicks(page) <= 3
    axe(page)
    assert Acknowledgement.objects.get().person.first_name == "Nina"


def _viggo_chooses_and_reflects(page: Page, cast: Cast) -> None:
    page.goto("/")
    page.locator(".tabbar").get_by_role("link", name="Mit spor").click()
    expect(page.get_by_role("heading", name="Mit spor", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="5. klasse")).to_be_visible()
    expect(page.locator("article")).to_have_count(1)
    axe(page)
    page.get_by_role("button", name="Udvalgt: Novelle: første udkast").click()
    expect(page.get_by_text("Nu er det blandt dine udvalgte")).to_be_visible()
    page.locator('article a[href$="/refleksion/"]').click()
    page.get_by_label("Hvad tænker du om det?").fill("Næste gang tegner jeg kælderen først.")
    axe(page)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("blockquote").first).to_contain_text("Næste gang tegner jeg kælderen først.")
    axe(page)
    assert Selection.objects.get().trace == Reflection.objects.get().trace


def _it_is_there_for_those_around_him(mette: Page, nina: Page, cast: Cast) -> None:
    for page in (mette, nina):
        page.goto(f"/elever/{cast.viggo.code}/portfolio/")
        expect(page.locator("article")).to_have_count(1)
        expect(page.locator("blockquote").first).to_contain_text("Næste gang tegner jeg kælderen først.")
        axe(page)
