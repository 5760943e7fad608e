"""The teacher's evening: the queue, a product, keys only, and the next without a reload. Two teachers share it and do not meet."""

import re

import pytest
from playwright.sync_api import Page, expect

from spor.evidence.models import Assessment, Feedback, GoalState
from tests.cast import Cast
from tests.journeys.browser import PHONE, axe, clicks, keystrokes, start_counting
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("evidence")


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    goals = [*cast.goals[:2], cast.goals[2]]
    return work.make_assignment(run, goals, [*cast.wordings[:2], cast.wordings[2]], title="Novelle: første udkast")


@pytest.fixture
def hand_ins(cast: Cast, assignment):
    text = "Huset på Mosevej\n\n" + "Det var ved at blive mørkt, da jeg cyklede forbi huset på Mosevej. " * 12
    found = {}
    for pupil in (cast.classmate, cast.noor, cast.oskar, cast.viggo):
        product = work.make_product(assignment, [pupil], text=text)
        work.say_level(product, pupil, {cast.goals[0]: 2, cast.goals[1]: 3})
        found[pupil.first_name] = work.make_hand_in(product)
    return found


def open_first(page: Page) -> None:
    page.goto("/feedback/")
    page.get_by_role("link", name="Novelle: første udkast").first.click()


def shown(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()


def test_keys_only_and_the_next_comes_without_a_reload(visit, cast: Cast, hand_ins) -> None:
    page = visit(cast.mette)
    page.goto("/feedback/")
    axe(page)
    page.get_by_role("link", name="Novelle: første udkast").first.click()
    shown(page, "Liva Østergaard")
    expect(page.get_by_role("button", name="Send og videre")).to_be_in_viewport()
    expect(page.get_by_text("Liva og lærerne ser det nu. Forældrene ser det også.")).to_be_in_viewport()
    axe(page)
    page.evaluate("window.stays = true")
    start_counting(page)
    page.keyboard.press("3")
    expect(page.get_by_text("Tegn 3 på mål 1")).to_be_visible()
    expect(page.get_by_text("Tegn 2 på mål 1")).to_be_hidden()
    page.keyboard.press("2")
    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    shown(page, "Nora Nygaard")
    assert keystrokes(page) <= 5 and clicks(page) == 0
    assert page.evaluate("window.stays") is True
    assert page.url.endswith(f"/feedback/{hand_ins['Nora'].code}/")
    assert GoalState.objects.get(pupil=cast.classmate, goal=cast.goals[2]).level == 4
    expect(page.get_by_text("Sendt til Liva")).to_be_visible()
    expect(page.get_by_role("link", name="Feedback 3 venter")).to_be_visible()
    page.keyboard.press("j")
    shown(page, "Oskar Dahl")
    page.keyboard.press("k")
    shown(page, "Nora Nygaard")
    page.get_by_role("button", name="Spring over").click()
    shown(page, "Oskar Dahl")
    assert page.evaluate("window.stays") is True
    axe(page)


def test_words_are_saved_while_typed_and_sent_from_the_field(visit, cast: Cast, hand_ins) -> None:
    page = visit(cast.mette)
    open_first(page)
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("3")
    field = page.get_by_label("Til Liva", exact=True)
    field.click()
    page.keyboard.type("Jeg hører huset.")
    expect(page.get_by_text("Gemt kl.")).to_be_visible()
    page.reload()
    expect(field).to_have_value("Jeg hører huset.")
    expect(page.locator('input[value="3"]').first).to_be_checked()
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Læs højt.")
    page.evaluate("window.stays = true")
    page.keyboard.press("Control+Enter")
    shown(page, "Nora Nygaard")
    assert page.evaluate("window.stays") is True
    given = Feedback.objects.get()
    assert given.text == "Jeg hører huset. Læs højt." and Assessment.objects.get().level == 3
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_label("Til Liva", exact=True)).to_have_value("Jeg hører huset. Læs højt.")
    assert not Feedback.objects.filter(release__retraction=None).exists()


def test_two_teachers_at_once_do_not_meet(visit, cast: Cast, hand_ins) -> None:
    mette, jonas = visit(cast.mette), visit(cast.jonas)
    open_first(mette)
    shown(mette, "Liva Østergaard")
    open_first(jonas)
    shown(jonas, "Nora Nygaard")
    mette.get_by_label("Til Liva", exact=True).fill("God krog.")
    mette.get_by_role("button", name="Send og videre").click()
    shown(mette, "Oskar Dahl")
    jonas.get_by_role("link", name=re.compile("Oskar Dahl")).click()
    shown(jonas, "Oskar Dahl")
    expect(jonas.get_by_text("Mette er i gang med at svare Oskar.")).to_be_visible()
    expect(jonas.get_by_role("button", name="Send og videre")).to_be_disabled()
    axe(jonas)
    jonas.get_by_role("button", name="Overtag").click()
    expect(jonas.get_by_role("button", name="Send og videre")).to_be_enabled()
    mette.get_by_label("Til Oskar", exact=True).fill("Min tekst")
    mette.get_by_role("button", name="Send og videre").click()
    expect(mette.get_by_text("Jonas er i gang med at svare Oskar.").first).to_be_visible()
    expect(mette.get_by_label("Til Oskar", exact=True)).to_have_value("Min tekst")
    assert Feedback.objects.count() == 1


def test_a_voice_and_a_standing_sentence(visit, cast: Cast, hand_ins) -> None:
    page = visit(cast.mette)
    open_first(page)
    page.get_by_text("Ny fast sætning").first.click()
    page.get_by_role("textbox", name="Ny fast sætning").fill("Jeg hører huset.")
    page.get_by_role("button", name="Tilføj").click()
    page.get_by_role("button", name="Jeg hører huset.").click()
    expect(page.get_by_label("Til Liva", exact=True)).to_have_value("Jeg hører huset.")
    # The button of the recorder, not the file field that stands there until its script has come.
    page.locator("button:visible").and_(page.get_by_role("button", name="Indtal")).click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Optag forfra")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send og videre").click()
    shown(page, "Nora Nygaard")
    given = Feedback.objects.get()
    assert given.sound is not None and given.text == "Jeg hører huset."
    page.get_by_role("link", name=re.compile("Liva Østergaard")).click()
    expect(page.get_by_role("button", name="Hør feedback fra Mette til Liva")).to_be_visible()
    axe(page)


def test_on_a_phone_the_product_comes_first(visit, cast: Cast, hand_ins) -> None:
    page = visit(cast.mette, width=PHONE, scheme="dark")
    page.goto("/feedback/")
    axe(page)
    page.get_by_role("link", name="Novelle: første udkast").first.click()
    shown(page, "Liva Østergaard")
    product = page.get_by_text("Det var ved at blive mørkt").first.bounding_box()
    send = page.get_by_role("button", name="Send og videre").bounding_box()
    assert product and send and product["y"] < 844 and product["y"] < send["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    axe(page)
    page.get_by_role("radio", name="Kan", exact=True).first.check(force=True)
    page.get_by_role("button", name="Send og videre").click()
    shown(page, "Nora Nygaard")


def test_without_script(visit, cast: Cast, hand_ins) -> None:
    page = visit(cast.mette, js=False)
    open_first(page)
    shown(page, "Liva Østergaard")
    page.get_by_label("Til Liva", exact=True).fill("God krog.")
    page.get_by_role("radio", name="På vej").first.check(force=True)
    page.get_by_role("button", name="Send og videre").click()
    shown(page, "Nora Nygaard")
    expect(page.get_by_text("Sendt til Liva")).to_be_visible()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_label("Til Liva", exact=True)).to_have_value("God krog.")


def test_a_class_in_one_sweep(visit, cast: Cast, assignment) -> None:
    page = visit(cast.mette)
    page.goto(f"/forloeb-i-klassen/{assignment.run.code}/maal/")
    axe(page)
    cells = page.locator("td:nth-child(2) [data-cell]")
    expect(cells).to_have_count(4)
    cells.first.focus()
    start_counting(page)
    for level in "3201":
        page.keyboard.press(level)
    assert keystrokes(page) == 4
    for at, level in enumerate("3201"):
        expect(cells.nth(at).locator(".dot")).to_have_attribute("data-l", level)
        expect(cells.nth(at)).not_to_have_attribute("data-state", "waiting")
    expect(page.get_by_text("Viggo: I gang")).to_be_visible()
    expect(page.locator("spor-toast")).to_have_count(1)
    assert GoalState.objects.filter(goal=cast.goals[0], level__isnull=False).count() == 4
    axe(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("4")
    expect(page.get_by_text("Oskar: Kan bruge det i nye opgaver")).to_be_visible()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_text("Fortrudt")).to_be_visible()
    assert not GoalState.objects.filter(goal=cast.goals[1], level__isnull=False).exists()
    page.locator("td:nth-child(2) [data-cell]").first.click()
    shown_name = page.get_by_role("heading", level=1, name="Liva Østergaard")
    expect(shown_name).to_be_visible()
    axe(page)


def test_a_class_on_a_phone_and_without_script(visit, cast: Cast, assignment) -> None:
    address = f"/forloeb-i-klassen/{assignment.run.code}/maal/"
    page = visit(cast.mette, width=PHONE, scheme="dark")
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    axe(page)
    plain = visit(cast.mette, js=False)
    plain.goto(address)
    plain.locator("tbody tr", has_text="Viggo Brandt").locator("[data-cell]").first.click()
    plain.get_by_role("radio", name="Kan", exact=True).first.check(force=True)
    plain.get_by_role("button", name="Gem").click()
    expect(plain.get_by_text("Gemt for Viggo")).to_be_visible()
    assert GoalState.objects.get(pupil=cast.viggo).level == 3
