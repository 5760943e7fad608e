"""The plan, from facts to a shared page: the teacher confirms and shares, each home reads, answers and acknowledges alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from spor.curriculum.models import Subject
from spor.evidence.models import Trace
from spor.plans.models import Acknowledgement, Answer, PlanSnapshot
from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, TABLET, axe, clicks, keystrokes, start_counting
from tests.journeys.conftest import Visits
from tests.rooms.plans import trail as trails

pytestmark = pytest.mark.journey("plans", "evidence")


@pytest.fixture
def trail(cast: Cast) -> trails.Trail:
    """Oskar's autumn in four subjects: dansk, engelsk, historie, matematik. With the common one five sections."""
    trail = trails.oskar(cast)
    trail.judge(cast.oskar, 2, 2)
    trail.hand_in(cast.oskar, trail.matematik)
    english = Subject.objects.create(key="eng", name="Engelsk", hue="eng", icon="languages")
    made = trail.hand_in(cast.oskar, trail.dansk)
    Trace.objects.filter(product=made.version.product).update(subject=english, run=None)
    return trail


def address(cast: Cast) -> str:
    return f"/elever/{cast.oskar.code}/plan/"


def confirm_all(page: Page) -> int:
    """Press every «Bekræft» on the page, one after the other; how many there were."""
    buttons = page.get_by_role("button", name=re.compile("^Bekræft "))
    waiting = buttons.count()
    for left in range(waiting, 0, -1):
        buttons.first.click()
        expect(buttons).to_have_count(left - 1)
    return waiting


def test_the_plan_is_confirmed_shared_read_and_answered(visit: Visits, cast: Cast, trail: trails.Trail) -> None:
    mette = visit(cast.mette)
    mette.goto(address(cast))
    expect(mette.get_by_text("Lad døren stå åben tre linjer mere.")).to_be_visible()
    assert all(field.input_value() for field in mette.locator(".draft-sentence textarea").all())
    for width in (PHONE, TABLET, DESK):
        mette.set_viewport_size({"width": width, "height": 900})
        axe(mette)
    start_counting(mette)
    sections = confirm_all(mette)
    expect(mette.get_by_text(f"{sections} afsnit er bekræftet.")).to_be_visible()
    mette.get_by_role("button", name="Del med Henrik, Signe og Oskar").click()
    mette.wait_for_url("**/udgaver/**")
    assert (sections, clicks(mette)) == (5, 6)
    for width in (PHONE, TABLET, DESK):
        mette.set_viewport_size({"width": width, "height": 900})
        axe(mette)

    henrik = visit(cast.henrik, width=PHONE)
    henrik.goto(address(cast))
    expect(henrik.get_by_text("Et mål er gået fra «På vej» til «Kan»")).to_be_visible()
    axe(henrik)
    start_counting(henrik)
    henrik.get_by_label("Svar på planen").click()
    henrik.keyboard.type("Han læser mere derhjemme.")
    henrik.get_by_role("button", name="Send til Mette").click()
    expect(henrik.locator(".msg")).to_contain_text("Han læser mere derhjemme.")
    henrik.get_by_role("button", name="Jeg har læst den").click()
    expect(henrik.get_by_text("Du har læst planen")).to_be_visible()
    assert clicks(henrik) <= 3

    signe = visit(cast.signe, width=PHONE)
    signe.goto(address(cast))
    expect(signe.get_by_role("button", name="Jeg har læst den")).to_be_visible()
    assert "Han læser mere" not in signe.content() and "Du har læst" not in signe.content()
    signe.get_by_role("button", name="Jeg har læst den").click()
    expect(signe.get_by_text("Du har læst planen")).to_be_visible()

    mette.goto(address(cast))
    expect(mette.get_by_text("Han læser mere derhjemme.")).to_be_visible()
    expect(mette.get_by_text("Signe · i dag")).to_be_visible()
    start_counting(mette)
    mette.get_by_text("Svar Henrik").click()
    mette.get_by_label("Dit svar til Henrik").fill("Godt at høre. Vi øver videre.")
    axe(mette)
    mette.get_by_role("button", name="Send til Henrik").click()
    expect(mette.locator(".msg.me")).to_contain_text("Vi øver videre.")
    assert clicks(mette) == 2
    mette.get_by_role("link", name="Hvem læser med? Henrik").click()
    expect(mette.get_by_role("button", name="Lad Susanne", exact=False)).to_be_visible()
    axe(mette)

    henrik.reload()
    expect(henrik.locator(".thread")).to_contain_text("Godt at høre. Vi øver videre.")
    axe(henrik)
    signe.reload()
    assert "Vi øver videre" not in signe.content()
    assert (PlanSnapshot.objects.count(), Answer.objects.count(), Acknowledgement.objects.count()) == (1, 2, 2)


def test_a_text_is_kept_as_it_is_typed_and_confirmed_as_it_stands(
    visit: Visits, cast: Cast, trail: trails.Trail
) -> None:
    page = visit(cast.mette)
    page.goto(address(cast))
    field = page.get_by_label("Tekst: Dansk")
    field.fill("Oskar skriver længere historier.")
    expect(page.locator("#afsnit-dan .saved").first).to_contain_text("Gemt")
    page.reload()
    expect(field).to_have_value("Oskar skriver længere historier.")
    page.get_by_role("button", name="Bekræft Dansk").click()
    expect(page.locator("#afsnit-dan .confirm").first).to_be_visible()
    expect(page.locator("#afsnit-dan .draft-sentence p").first).to_have_text("Oskar skriver længere historier.")


def test_it_all_works_without_script(visit: Visits, cast: Cast, trail: trails.Trail) -> None:
    page = visit(cast.mette, js=False)
    page.goto(address(cast))
    page.get_by_role("button", name="Bekræft Dansk").click()
    expect(page.locator("#afsnit-dan .confirm").first).to_be_visible()
    page.get_by_role("button", name="Tag ud Matematik").click()
    expect(page.locator("#afsnit-mat .draft-sentence")).to_have_count(0)
    page.get_by_role("button", name="Fortryd").click()
    expect(page.locator("#afsnit-mat .draft-sentence")).to_have_count(1)
    page.get_by_role("button", name="Del med Henrik, Signe og Oskar").click()
    expect(page.get_by_role("heading", name="Oskar Dahl")).to_be_visible()
    henrik = visit(cast.henrik, js=False, width=PHONE)
    henrik.goto(address(cast))
    henrik.get_by_label("Svar på planen").fill("Tak for den.")
    henrik.get_by_role("button", name="Send til Mette").click()
    expect(henrik.locator(".msg")).to_contain_text("Tak for den.")


def test_the_keyboard_is_enough(visit: Visits, cast: Cast, trail: trails.Trail) -> None:
    page = visit(cast.mette)
    page.goto(address(cast))
    page.get_by_label("Tekst: Kort sagt").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bekræft Kort sagt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#afsnit-faelles .confirm").first).to_be_visible()
    assert keystrokes(page) == 3


@pytest.mark.parametrize("who", ["oskar", "alma"])
def test_the_pupils_own_page(visit: Visits, cast: Cast, trail: trails.Trail, who: str) -> None:
    pupil = getattr(cast, who)
    trail.judge(pupil, 1, 2)
    page = visit(pupil, width=PHONE)
    page.goto(f"/elever/{pupil.code}/plan/")
    expect(page.get_by_role("heading", name="Det øver jeg mig på")).to_be_visible()
    expect(page.get_by_text("Jeg kan skrive en fortælling").first).to_be_visible()
    for width, scheme in ((PHONE, "light"), (TABLET, "dark"), (DESK, "light")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)


def test_dark_and_narrow_hold(visit: Visits, cast: Cast, trail: trails.Trail) -> None:
    for person in (cast.mette, cast.henrik):
        page = visit(person, scheme="dark", width=PHONE)
        page.goto(address(cast))
        axe(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
