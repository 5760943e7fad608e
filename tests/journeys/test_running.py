"""Whoever runs the schools: the leader reads one on one page, the consultant all, the secretary gives a substitute a class."""

import re

import pytest
from playwright.sync_api import Page, expect

from spor.access.models import Cover
from spor.home.measures import MEASURES
from spor.insight.models import Visit, Wish
from spor.insight.rolling import roll_up
from tests.cast import NOW, Cast
from tests.journeys.browser import DESK, PHONE, axe, clicks, start_counting
from tests.rooms.insight.crowd import crowd

pytestmark = pytest.mark.journey("insight", "home", "access")


@pytest.fixture
def counted(cast: Cast) -> Cast:
    crowd(cast)
    roll_up(MEASURES, now=NOW)
    return cast


def narrow(page: Page) -> None:
    """Nothing hangs out of the page."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_the_leader_reads_the_school_and_takes_a_part_into_use(counted: Cast, visit, width: int, scheme: str) -> None:
    page = visit(counted.susanne, width=width, scheme=scheme)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sådan står det til")
    expect(page.get_by_role("row", name=re.compile("5. klasse"))).to_contain_text("9 af 28")
    page.get_by_text("Hvad tæller det?").first.click()
    expect(page.get_by_text("Samme forløb i to klasser tæller to gange")).to_be_visible()
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Udrulning").locator("visible=true").first.click()
    page.get_by_role("button", name="Læg til side Portfolio").click()
    expect(page.get_by_role("button", name="Tag i brug Portfolio")).to_be_visible()
    axe(page)
    narrow(page)
    page.get_by_role("button", name="Tag i brug Portfolio").click()
    expect(page.get_by_role("button", name="Læg til side Portfolio")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "dark"), (PHONE, "light")])
def test_the_consultant_reads_all_schools_agrees_a_visit_and_answers_a_wish(
    counted: Cast, visit, width: int, scheme: str
) -> None:
    teacher = visit(counted.mette, width=width)
    teacher.goto(f"/klasser/{counted.g5b.code}/")
    teacher.locator("details.me summary").locator("visible=true").first.click()
    teacher.get_by_role("link", name="Sig det til os").locator("visible=true").first.click()
    expect(teacher.get_by_text("Det handler om siden /klasser/…/")).to_be_visible()
    axe(teacher)
    teacher.get_by_label("Med dine ord").fill("Vis klassens fag på klassens side")
    teacher.get_by_role("button", name="Send").click()
    expect(teacher.get_by_text("Vis klassens fag på klassens side")).to_be_visible()
    page = visit(counted.jan, width=width, scheme=scheme)
    page.goto("/")
    expect(page.get_by_role("row", name=re.compile("Kastanjeskolen"))).to_contain_text("12 af 18")
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Udrulning").locator("visible=true").first.click()
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Åsenskolen").click()
    page.get_by_text("Aftal støtte").click()
    page.get_by_label("Dag", exact=True).fill("2026-12-08")
    page.get_by_label("Hvad handler det om?").fill("To timer om feedback")
    page.get_by_role("button", name="Gem aftalen").click()
    expect(page.get_by_text("To timer om feedback")).to_be_visible()
    assert Visit.objects.get().school == counted.aasen
    page.goto("/sig-det/")
    page.get_by_label("Dit svar").fill("Det kommer i uge 50")
    page.get_by_role("button", name="Svar").click()
    expect(page.get_by_text("Det kommer i uge 50")).to_be_visible()
    axe(page)
    narrow(page)
    assert Wish.objects.get().page == "/klasser/…/"


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_secretary_gives_a_substitute_a_class_in_two_clicks_and_ends_it(cast: Cast, visit, width: int) -> None:
    page = visit(cast.lone, width=width)
    page.goto("/")
    axe(page)
    narrow(page)
    start_counting(page)
    page.get_by_role("link", name="Vikar i 2.A").click()
    page.get_by_role("button", name="Ida Winther").click()
    expect(page.locator(".t", has_text="Ida Winther · 2.A")).to_be_visible()
    assert clicks(page) == 2
    assert Cover.objects.filter(group=cast.g2a, to_at__gt=NOW).count() == 1
    page.get_by_role("button", name="Afslut Ida Winther · 2.A").click()
    expect(page.get_by_role("button", name="Afslut Ida Winther · 2.A")).to_have_count(0)
    page.get_by_role("link", name="Vikar i 2.A").click()
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Klasseledere").locator("visible=true").first.click()
    expect(page.get_by_text("Mette Lindqvist", exact=True)).to_be_visible()
    axe(page)
    narrow(page)
