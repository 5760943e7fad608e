"""Nine years of spor: Yasmin of 8.C walks them, chooses and reflects without a mouse; others read; the youngest by pictures."""

import datetime as dt
import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from spor.access.models import TeamRole
from spor.base import files
from spor.evidence.models import Feedback, ProductFile, Release, Trace
from spor.people.models import Enrolment, Group, Guardianship, Membership, Person
from spor.portfolio.models import Reflection, Selection
from tests.cast import NOW, YEAR_STARTS, Cast
from tests.journeys.browser import DESK, PHONE, axe, clicks, start_counting
from tests.journeys.conftest import Visits
from tests.rooms.portfolio import trails

TITLES = ["Huset bag hegnet", "En halv og to fjerdedele", "Ruten fra Ribe", "Bønnen efter fire uger", "Pindsvinet"]


def picture(number: int) -> io.BytesIO:
    """A drawing in its own colours."""
    image = Image.new(
        "RGB", (480, 360), [(86, 112, 140), (240, 235, 220), (120, 140, 110), (200, 170, 120)][number % 4]
    )
    draw = ImageDraw.Draw(image)
    draw.ellipse([300, 30, 390, 120], fill=(245, 220, 150))
    draw.polygon([(60, 300), (160, 120 + 8 * (number % 9)), (260, 300)], fill=(40, 50, 60))
    held = io.BytesIO()
    image.save(held, "PNG")
    held.seek(0)
    held.name = "tegning.png"  # type: ignore[attr-defined] # what an upload calls it
    return held


def draw_on(trace: Trace, number: int, alt: str) -> None:
    """A real picture in the newest version of the product."""
    from django.core.files.base import File

    stored = files.store(File(picture(number), "tegning.png"), now=trace.at)
    ProductFile.objects.create(version=trace.product.versions.get(), file=stored, alt=alt)


@pytest.fixture
def yasmin(cast: Cast) -> Person:
    """8.C at Kastanjeskolen, until 3. klasse at Åsenskolen; nine years with 60 spor; led by Jonas; her mother is Leila."""
    cast.person("leila", "Leila Haddad")
    yasmin = cast.person("yasmin", "Yasmin Haddad", dt.date(2012, 5, 4))
    g8c = Group.objects.create(
        school=cast.kastanje, register_id="8C", name="8.C", kind="main", grade=8, line="C", from_on=YEAR_STARTS
    )
    Membership.objects.create(person=yasmin, group=g8c, role="pupil", from_on=YEAR_STARTS)
    Enrolment.objects.create(person=yasmin, school=cast.kastanje, group=g8c, grade=8, from_on=YEAR_STARTS)
    TeamRole.objects.create(person=cast.jonas, group=g8c, kind="lead", from_on=YEAR_STARTS)
    Guardianship.objects.create(
        guardian=cast.people["leila"], pupil=yasmin, relation="mother", has_custody=True, from_on=dt.date(2018, 8, 1)
    )
    trails.enrol_since(yasmin, 2018, 0, cast.aasen, until=2022)
    subjects = [cast.dansk, cast.matematik, cast.historie]
    for n in range(60):
        at = NOW - dt.timedelta(days=n * 50)
        trace = trails.keep(
            yasmin,
            title=f"{TITLES[n % 5]} {60 - n}",
            text=f"Vi arbejdede med det i ugevis.\nSådan blev nummer {60 - n}.",
            at=at,
            subject=subjects[n % 3],
            goals=[cast.goals[1]] if n % 3 == 0 else [],
            handed_in=n != 1,
        )
        if n % 2 == 0 and n < 26 or n == 57:
            draw_on(trace, n, f"Tegning af et hus på en bakke, nummer {60 - n}")
        if n == 0:
            said = Feedback.objects.create(
                pupil=yasmin, trace=trace, author=cast.jonas, text="Jeg hører huset.", written_at=at, key="f"
            )
            Release.objects.create(feedback=said, by=cast.jonas, at=at)
    return yasmin


def shelf(yasmin: Person) -> str:
    return f"/elever/{yasmin.code}/portfolio/"


@pytest.mark.journey("portfolio")
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nine_years_are_walked(visit: Visits, cast: Cast, yasmin: Person, width: int, pictured) -> None:
    page = visit(yasmin, width=width)
    page.goto(shelf(yasmin))
    expect(page.get_by_role("heading", name="Mit spor", level=1)).to_be_visible()
    axe(page)
    pictured(page, f"nine-{width}")
    years = page.get_by_role("navigation", name="Gå til klassetrin").get_by_role("link")
    assert years.all_inner_texts() == [f"{grade}. klasse" for grade in range(8, -1, -1)]
    start_counting(page)
    years.get_by_text("1. klasse", exact=True).click()
    assert clicks(page) == 1
    expect(page.get_by_role("heading", name="1. klasse", level=3)).to_be_in_viewport()
    expect(page.get_by_text("Åsenskolen").first).to_be_visible()
    expect(page.get_by_text("Her begyndte sporet, i 0. klasse")).to_be_attached()
    axe(page)
    page.get_by_role("link", name="Til det nyeste").click()
    expect(page.locator("li article")).to_have_count(24)
    page.get_by_role("link", name="Vis flere").click()
    expect(page.locator("li article")).to_have_count(48)
    page.get_by_role("link", name="Vis flere").click()
    expect(page.locator("li article")).to_have_count(60)
    assert len(page.get_by_role("heading", level=3).all()) == 9  # each year once
    page.get_by_role("navigation", name="Vis kun").get_by_text("Billeder").click()
    expect(page.locator("li article")).to_have_count(14)
    axe(page)


@pytest.mark.journey("portfolio")
def test_choosing_and_reflecting_by_keyboard_alone(visit: Visits, cast: Cast, yasmin: Person, pictured) -> None:
    page = visit(yasmin)
    page.goto(shelf(yasmin))
    reach(page, "Udvalgt: Huset bag hegnet 60")
    page.keyboard.press("Enter")
    star = page.get_by_role("button", name="Udvalgt: Huset bag hegnet 60")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    expect(page.get_by_text("Nu er det blandt dine udvalgte")).to_be_visible()
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Huset bag hegnet 60", level=1)).to_be_visible()
    axe(page)
    reach(page, "Hvad tænker du om det?")
    page.keyboard.type("Dengang skrev jeg kun det, der skete.")
    expect(page.get_by_text("Gemt kl.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Hvad tænker du om det?")).to_have_value("Dengang skrev jeg kun det, der skete.")
    reach(page, "Gem")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_contain_text("Dengang skrev jeg kun det, der skete.")
    assert Reflection.objects.get().text == "Dengang skrev jeg kun det, der skete."
    assert clicks(page) == 0


def reach(page: Page, name: str) -> None:
    """Tab until the thing with this name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "e => (e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || '').trim()",
            page.evaluate_handle("document.activeElement"),
        )
        if named == name:
            return
    raise AssertionError(f"no way to {name} by Tab")


@pytest.mark.journey("portfolio")
def test_choosing_can_be_undone_and_works_without_script(visit: Visits, cast: Cast, yasmin: Person) -> None:
    page = visit(yasmin)
    page.goto(shelf(yasmin))
    page.get_by_role("button", name="Udvalgt: Ruten fra Ribe 58").click()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_role("button", name="Udvalgt: Ruten fra Ribe 58")).to_have_attribute("aria-pressed", "false")
    plain = visit(yasmin, js=False)
    plain.goto(shelf(yasmin))
    plain.get_by_role("button", name="Vis det: En halv og to fjerdedele 59").click()
    expect(plain.get_by_role("button", name="Skjul det: En halv og to fjerdedele 59")).to_be_visible()
    plain.get_by_role("button", name="Udvalgt: En halv og to fjerdedele 59").click()
    expect(plain.get_by_role("button", name="Udvalgt: En halv og to fjerdedele 59")).to_have_attribute(
        "aria-pressed", "true"
    )
    plain.get_by_role("link", name="Vis flere").click()
    expect(plain.locator("li article")).to_have_count(24)


@pytest.fixture
def told(yasmin: Person) -> Person:
    """What Yasmin chose: the same goal in 0. and in 8. klasse; and what she thinks of it."""
    rows = list(Trace.objects.filter(pupil=yasmin).order_by("-at"))
    for trace in (rows[0], rows[57]):
        Selection.objects.create(pupil=yasmin, trace=trace, at=NOW)
    Reflection.objects.create(
        pupil=yasmin, trace=rows[0], text="Nu kan jeg få det til at ske langsomt.", at=NOW, key="r"
    )
    return yasmin


@pytest.mark.journey("portfolio")
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_teacher_and_home_see_it(visit: Visits, cast: Cast, told: Person, width: int, scheme: str, pictured) -> None:
    for who in (cast.jonas, cast.people["leila"]):
        page = visit(who, width=width, scheme=scheme)
        page.goto(shelf(told))
        expect(page.get_by_role("heading", name="Yasmins spor", level=1)).to_be_visible()
        expect(page.get_by_role("heading", name="Før og nu")).to_be_visible()
        expect(page.get_by_text("Nu kan jeg få det til at ske langsomt.").first).to_be_visible()
        expect(page.get_by_text("En halv og to fjerdedele 59")).to_have_count(0)  # kept to herself
        expect(page.get_by_role("button", name="Udvalgt")).to_have_count(0)
        axe(page)
        pictured(page, f"read-{width}-{scheme}")
        page.get_by_role("navigation", name="Vis kun").get_by_text("Yasmins udvalgte").click()
        expect(page.locator("li article")).to_have_count(2)
    for who in (cast.jens, cast.classmate, cast.otto, cast.stranger):
        page = visit(who)
        assert page.goto(shelf(told)).status == 404


@pytest.mark.journey("portfolio")
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_the_youngest_choose_by_star_and_speak(visit: Visits, cast: Cast, width: int, scheme: str, pictured) -> None:
    for n, title in enumerate(("Min hule", "Regnormen")):
        draw_on(trails.keep(cast.villads, title=title, subject=cast.dansk, placed=True, handed_in=False), n, title)
    page = visit(cast.villads, width=width, scheme=scheme)
    page.goto(shelf(cast.villads))
    star = page.get_by_role("button", name="Udvalgt: Min hule")
    box = star.bounding_box()
    assert box and box["width"] >= 72 and box["height"] >= 72
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    axe(page)
    pictured(page, f"young-{width}-{scheme}")
    page.get_by_role("link", name="Sig noget om det: Min hule").click()
    # The button of the recorder, not the file field that stands there until its script has come.
    page.locator("button:visible", has_text="Sig noget").click()
    expect(page.get_by_role("timer")).to_have_text("0:01")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Optag forfra")).to_be_visible()
    axe(page)
    pictured(page, f"young-says-{width}-{scheme}")
    page.get_by_role("button", name="Færdig", exact=True).click()
    expect(page.get_by_role("button", name="Hør, hvad Villads siger")).to_be_visible()
    assert Reflection.objects.get().sound.kind == "sound"


@pytest.fixture
def pictured():
    """`pictured(page, name)` keeps a picture of the page where SPOR_PICTURES names a folder."""
    import os
    from pathlib import Path

    def keep(page: Page, name: str) -> None:
        folder = os.environ.get("SPOR_PICTURES")
        if folder:
            page.screenshot(path=Path(folder) / f"portfolio-{name}.png", full_page=True)

    return keep
