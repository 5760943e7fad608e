"""The week, in the browser: a teacher opens next week for three classes, changes two lines and shares; pupil and home read it."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from spor.access.models import TeamRole
from tests.cast import YEAR_STARTS, Cast
from tests.journeys.browser import PHONE, axe, clicks, start_counting
from tests.journeys.conftest import Visits
from tests.rooms.teaching import plans

pytestmark = pytest.mark.journey("teaching")


def _three_classes(cast: Cast) -> None:
    """Mette has dansk in 5.B, 2.A and 0.A, with a forløb in each; 5.B alone has a timetable."""
    plans.run(cast)
    for weekday in (2, 4):
        plans.lesson(cast, weekday, 8, cast.dansk)
    for group, title in ((cast.g2a, "Rim og remser"), (cast.g0a, "Bogstavhuset")):
        TeamRole.objects.create(person=cast.mette, group=group, kind="subject", subject=cast.dansk, from_on=YEAR_STARTS)
        plans.run(cast, group=group, title=title, steps=())


def test_next_week_for_three_classes_is_changed_and_shared_in_few_clicks(
    visit: Visits, cast: Cast, tmp_path: Path
) -> None:
    _three_classes(cast)
    page = visit(cast.mette)
    page.goto("/")
    start_counting(page)
    page.get_by_role("link", name="Hele ugen").click()
    page.get_by_role("link", name="Uge 49").click()
    changes = (("tirsdag den 1.", "Vi læser i skoven", "gummistøvler"), ("torsdag den 3.", "Krogen skrives om", ""))
    for day, what, bring in changes:
        page.get_by_role("link", name=f"Ret Dansk {day} december").first.click()
        page.get_by_label("Det skal vi").fill(what)
        page.get_by_label("Husk").fill(bring)
        page.get_by_role("button", name="Gem linjen").click()
        expect(page.get_by_text(what)).to_be_visible()
    page.get_by_role("button", name="Del alle 3").click()
    expect(page.get_by_text("Delt af Mette Lindqvist")).to_have_count(3)
    assert clicks(page) <= 20
    assert clicks(page) == 7
    axe(page)
    page.get_by_role("link", name="Til udskrift 5.B").click()
    paper = tmp_path / "uge.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    found = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1\n" in found
    assert "A4" in found

    phone = visit(cast.nina, width=PHONE, scheme="dark")
    phone.goto("/ugen/2026-49/")
    expect(phone.get_by_text("Vi læser i skoven")).to_be_visible()
    expect(phone.get_by_text("Husk: gummistøvler")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
    axe(phone)

    pupil = visit(cast.viggo, width=PHONE, js=False)
    pupil.goto("/")
    pupil.get_by_role("link", name="Ugen").first.click()
    pupil.get_by_role("link", name="Uge 49").click()
    expect(pupil.get_by_role("heading", name="Torsdag den 3. december")).to_be_visible()
    pupil.get_by_role("link", name="Novelle").click()
    expect(pupil.get_by_role("heading", name="Novelle", level=1)).to_be_visible()
