"""The pupil's way: photos from a phone, some sentences, how it went; a group once; again after a return; and without reading."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spor.access.models import Draft
from spor.evidence.models import HandIn, Placement, Product, ProductFile, Return, SelfAssessment, SelfLevel
from tests.cast import NOW, Cast
from tests.journeys.browser import DESK, PHONE, axe, clicks, start_counting
from tests.journeys.young import needs_no_reading
from tests.rooms.base import samples
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("evidence")
PICTURES = os.environ.get("SPOR_PICTURES", "")


def look(page: Page, name: str) -> None:
    """A picture to look at, where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """A JPEG that lies on its side, and a HEIC: as phones send them."""
    jpeg, heic = tmp_path / "IMG_1.jpg", tmp_path / "IMG_2.HEIC"
    jpeg.write_bytes(samples.phone_photo())
    heic.write_bytes(samples.fixture("turned.heic"))
    return [jpeg, heic]


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2], by_group=True)


def address(assignment) -> str:
    return f"/opgaver/{assignment.code}/aflevering/"


def put_in(page: Page, files: list[Path], *, held: int) -> None:
    """Choose files and wait until the server has them."""
    page.locator('input[name="uploads"]').set_input_files(files)
    expect(page.locator("#filer > .thumbs .thumb")).to_have_count(held)


def test_viggo_hands_in_from_a_phone(visit, cast: Cast, assignment, photos: list[Path]) -> None:
    page = visit(cast.viggo, width=PHONE)
    page.goto(address(assignment))
    axe(page)
    look(page, "aflevering-p")
    put_in(page, photos, held=2)
    for picture in page.locator("#filer > .thumbs img").all():
        expect(picture).to_have_js_property("naturalWidth", 96)  # upright: 96 wide, 160 high
    page.get_by_label("Skriv her").fill("Døren stod åben. Jeg gik ind.")
    expect(page.get_by_text("Gemt kl.").first).to_be_visible()
    page.reload()
    expect(page.get_by_label("Skriv her")).to_have_value("Døren stod åben. Jeg gik ind.")
    expect(page.locator("#filer > .thumbs .thumb")).to_have_count(2)
    page.get_by_label("Med dine egne ord").fill("Slutningen var svær.")
    page.get_by_text("Hvor langt er du med målene?").click()
    page.get_by_role("group", name="Jeg kan finde svar i en tekst").get_by_role("radio", name="Jeg øver mig").check()
    axe(page)
    look(page, "aflevering-fyldt-p")
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    axe(page)
    look(page, "afleveret-p")
    handed = HandIn.objects.get()
    assert [(each.file.width, each.file.media_type) for each in handed.version.files.all()] == [(96, "image/jpeg")] * 2
    assert handed.version.text == "Døren stod åben. Jeg gik ind." and SelfLevel.objects.get().level == 2
    assert not Draft.objects.exists()
    page.get_by_role("link", name="Se det").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv en gyserhistorie")
    expect(page.get_by_text("Slutningen var svær.")).to_be_visible()
    axe(page)
    look(page, "produkt-p")


def test_a_double_click_is_one_hand_in(visit, cast: Cast, assignment) -> None:
    page = visit(cast.viggo)
    page.goto(address(assignment))
    page.get_by_label("Skriv her").fill("To tryk.")
    page.get_by_role("button", name="Aflevér").dblclick()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    assert HandIn.objects.count() == Product.objects.count() == 1


def test_a_group_hands_in_once_and_the_other_is_told(visit, cast: Cast, assignment, photos: list[Path]) -> None:
    oskars = visit(cast.oskar)
    oskars.goto(address(assignment))
    page = visit(cast.viggo)
    page.goto(address(assignment))
    put_in(page, photos[:1], held=1)
    page.get_by_text("Har I lavet det sammen?").click()
    axe(page)
    page.get_by_label("Oskar Dahl").check()
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Lavet af Oskar, Viggo")).to_be_visible()
    oskars.get_by_label("Skriv her").fill("Min side af det.")
    oskars.get_by_text("Har I lavet det sammen?").click()
    oskars.get_by_label("Viggo Brandt").check()
    oskars.get_by_role("button", name="Aflevér").click()
    expect(oskars.get_by_text("Viggo afleverede for jer.")).to_be_visible()
    expect(oskars.get_by_text("ligger her stadig")).to_be_visible()
    axe(oskars)
    look(oskars, "afleveret-af-viggo-w")
    assert HandIn.objects.count() == 1
    oskars.get_by_role("link", name="Sig, hvordan det gik").click()
    oskars.get_by_label("Med dine egne ord").fill("Jeg tegnede kortet.")
    oskars.get_by_role("button", name="Gem", exact=True).click()
    expect(oskars.get_by_role("heading", name="Sådan gik det, siger du")).to_be_visible()
    assert SelfAssessment.objects.get(pupil=cast.oskar).text == "Jeg tegnede kortet."


def test_returned_work_is_handed_in_again(visit, cast: Cast, assignment, photos: list[Path]) -> None:
    page = visit(cast.viggo)
    page.goto(address(assignment))
    put_in(page, photos[:1], held=1)
    page.get_by_label("Skriv her").fill("Første udgave.")
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    Return.objects.create(hand_in=HandIn.objects.get(), by=cast.mette, at=NOW, text="Lad døren stå åben lidt længere.")
    page.reload()
    expect(page.get_by_text("Mette har givet det tilbage")).to_be_visible()
    expect(page.get_by_label("Skriv her")).to_have_value("Første udgave.")
    axe(page)
    look(page, "tilbage-w")
    page.get_by_role("button", name="Fjern IMG_1.jpg").click()
    expect(page.locator("#filer > .thumbs .thumb")).to_have_count(0)
    put_in(page, photos[1:], held=1)
    page.get_by_label("Skriv her").fill("Anden udgave.")
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("2. udgave, afleveret af Viggo")).to_be_visible()
    page.locator("summary", has_text="1. udgave").click()
    expect(page.get_by_text("Første udgave.")).to_be_visible()
    assert ProductFile.objects.count() == 2 and Product.objects.count() == 1
    look(page, "to-udgaver-w")


def test_pressing_while_a_photo_is_on_its_way_loses_nothing(visit, cast: Cast, assignment, photos: list[Path]) -> None:
    page = visit(cast.viggo, width=PHONE)
    page.goto(address(assignment))
    page.route("**/filer/", lambda route: None)  # the net is slow: the upload never gets there
    page.locator('input[name="uploads"]').set_input_files(photos[0])
    expect(page.get_by_text("1 billede valgt")).to_be_visible()
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    assert HandIn.objects.get().version.files.count() == 1


def test_the_keyboard_is_enough(visit, cast: Cast, assignment) -> None:
    page = visit(cast.viggo)
    page.goto(address(assignment))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("Kun med tasterne.")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == "Aflevér":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    assert HandIn.objects.get().version.text == "Kun med tasterne."


def test_everything_posts_without_javascript(visit, cast: Cast, assignment, photos: list[Path]) -> None:
    page = visit(cast.viggo, js=False)
    page.goto(address(assignment))
    page.locator('input[name="uploads"]').set_input_files([photos[0], Path(__file__)])
    page.get_by_label("Skriv her").fill("Uden script.")
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("tager Spor ikke imod")).to_be_visible()
    expect(page.get_by_label("Skriv her")).to_have_value("Uden script.")
    expect(page.locator(".thumb img")).to_have_count(1)  # the good one came through
    look(page, "uden-script-fejl-w")
    page.get_by_role("button", name="Fjern IMG_1.jpg").click()
    expect(page.get_by_label("Skriv her")).to_have_value("Uden script.")
    page.get_by_role("button", name="Gem til senere").click()
    expect(page.get_by_text("Gemt. Du kan aflevere det senere.")).to_be_visible()
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Afleveret i dag kl.")).to_be_visible()
    assert HandIn.objects.get().version.text == "Uden script."


def test_a_bad_file_is_said_at_once_and_the_rest_stays(visit, cast: Cast, assignment, photos: list[Path]) -> None:
    page = visit(cast.viggo, width=PHONE)
    page.goto(address(assignment))
    page.get_by_label("Skriv her").fill("Min tekst.")
    page.locator('input[name="uploads"]').set_input_files([photos[0], Path(__file__)])
    expect(page.get_by_text("tager Spor ikke imod")).to_be_visible()
    expect(page.locator("#filer > .thumbs .thumb")).to_have_count(1)
    expect(page.get_by_label("Skriv her")).to_have_value("Min tekst.")
    axe(page)
    look(page, "fejl-p")


def test_villads_shows_his_bear_without_reading(visit, cast: Cast, photos: list[Path]) -> None:
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    assignment = work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Tegn din bamse")
    page = visit(cast.villads, width=PHONE)
    page.goto(address(assignment))
    axe(page)
    needs_no_reading(page)
    look(page, "villads-p")
    for spoken in ("Tegn din bamse.", "Hvordan gik det?", "Jeg kan finde svar i en tekst."):
        assert page.locator(f'spor-speak[data-text*="{spoken}"]').count() == 1
    put_in(page, photos[:1], held=1)
    # The button of the recorder, not the file field that stands there until its script has come.
    page.locator("button:visible", has_text="Sig noget").click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#filer .held li")).to_have_count(1)
    page.get_by_role("radio", name="Godt", exact=True).check()
    page.get_by_role("radio", name="Jeg øver mig").check()
    needs_no_reading(page)
    axe(page)
    look(page, "villads-fyldt-p")
    page.get_by_role("button", name="Færdig", exact=True).click()
    expect(page.locator("#indhold").get_by_text("Afleveret", exact=True)).to_be_visible()
    needs_no_reading(page)
    axe(page)
    look(page, "villads-afleveret-p")
    handed = HandIn.objects.get()
    assert sorted(each.file.kind for each in handed.version.files.all()) == ["picture", "sound"]
    assert SelfAssessment.objects.get().text == "Det gik godt." and SelfLevel.objects.get().level == 2


def test_a_photo_is_in_the_portfolio_in_three_taps(visit, cast: Cast, photos: list[Path]) -> None:
    for person in (cast.viggo, cast.villads):
        page = visit(person, width=PHONE)
        page.goto("/")
        start_counting(page)
        page.locator(".tabbar .tab-add").click()
        with page.expect_file_chooser() as chooser:
            page.locator(".bigcam").click()
        chooser.value.set_files(photos[0])
        look(page, f"gem-{person.first_name}-p")
        axe(page)
        page.locator('button[name="audience"][value="shown"]').click()
        expect(page.locator(".shot img")).to_be_visible()
        assert clicks(page) == 3
        assert Placement.objects.get(by=person).trace.pupil == person
        look(page, f"gemt-{person.first_name}-p")
        axe(page)


def test_mette_keeps_what_two_did(visit, cast: Cast, photos: list[Path]) -> None:
    page = visit(cast.mette, width=PHONE)
    page.goto("/spor/nyt/")
    axe(page)
    page.locator('input[name="uploads"]').set_input_files(photos[0])
    page.get_by_label("Hvad så du?").fill("De hjalp hinanden med kortet.")
    page.get_by_label("Oskar Dahl").check()
    page.get_by_label("Viggo Brandt").check()
    look(page, "note-p")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt hos Oskar og Viggo")).to_be_visible()
    axe(page)


def test_the_pages_hold_at_every_width_in_both_lights(visit, cast: Cast, assignment) -> None:
    handed = work.handed_in_by(assignment, cast.oskar, cast.viggo)
    trace = handed.version.product.traces.get(pupil=cast.viggo)
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    young = work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Tegn din bamse")
    for person, url, name in [
        (cast.classmate, address(assignment), "aflevering"),
        (cast.viggo, f"/produkter/{trace.code}/", "produkt"),
        (cast.mette, f"/produkter/{trace.code}/", "produkt-laerer"),
        (cast.villads, address(young), "villads"),
        (cast.viggo, "/spor/nyt/", "gem"),
        (cast.mette, "/spor/nyt/", "note"),
    ]:
        page = visit(person)
        page.goto(url)
        for width, scheme in ((320, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            look(page, f"{name}-{width}-{scheme}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide at {width}"
