"""Oskar sees what he works on and where to go, and sets a goal of his own."""

import pytest
from playwright.sync_api import expect

from spor.evidence.models import OwnGoal
from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, axe
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("evidence", "home")


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_oskars_goals(visit, cast: Cast, width: int, scheme: str) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    first = work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Novelle")
    work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Novelle nummer to")
    work.handed_in_by(first, cast.oskar)
    page = visit(cast.oskar, width=width, scheme=scheme)
    page.goto("/")
    page.get_by_role("link", name="Mål", exact=True).locator("visible=true").first.click()
    expect(page.get_by_role("heading", name="Mine mål")).to_be_visible()
    expect(page.get_by_text("Næste skridt").first).to_be_visible()
    axe(page)
    page.get_by_label("Jeg vil …").fill("Jeg vil læse højt for min søster")
    page.get_by_role("button", name="Sæt målet").click()
    page.get_by_role("button", name="Nået Jeg vil læse højt").click()
    expect(page.get_by_role("button", name="Ikke nået endnu")).to_be_visible()
    axe(page)
    assert hasattr(OwnGoal.objects.get(), "reached")
