"""The year plan, in the browser: moved by keys, by hand and by button, shared, printed on one A3."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import PHONE, axe
from tests.journeys.conftest import Visits
from tests.rooms.teaching import plans

pytestmark = pytest.mark.journey("teaching")


def test_a_year_is_moved_by_keys_by_hand_and_by_button_shared_and_printed(
    visit: Visits, cast: Cast, tmp_path: Path
) -> None:
    run = plans.run(cast)
    plans.run(cast, subject=cast.matematik, by=cast.jonas, title="Brøker")
    page = visit(cast.mette)
    page.goto("/")
    page.get_by_role("link", name="Årsplan").first.click()
    page.get_by_role("link", name="Læg en idé").first.click()
    page.get_by_label("Hvad vil I arbejde med?").fill("Nordiske sagn")
    page.get_by_label("Fra uge", exact=True).select_option("2027-5")
    page.get_by_label("Til og med uge", exact=True).select_option("2027-7")
    page.get_by_role("button", name="Læg idéen").click()
    bar = page.get_by_role("link", name="Gys og gru", exact=True)
    bar.focus()
    page.keyboard.press("ArrowRight")
    expect(bar).to_have_attribute("title", "Gys og gru, uge 49–51 · Novelle torsdag den 10. december")
    expect(bar).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    expect(bar).to_have_attribute("title", "Gys og gru, uge 49–52 · Novelle torsdag den 10. december")
    idea = page.get_by_role("link", name="Nordiske sagn")
    # let go over the table's body, in that week's column
    column = page.locator('thead [data-week="2027-9"]').bounding_box()
    start = idea.bounding_box()
    assert column
    assert start
    page.mouse.move(start["x"] + 4, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(column["x"] + 2, start["y"] + 12, steps=6)
    page.mouse.up()
    expect(page.get_by_role("link", name="Nordiske sagn")).to_have_attribute("title", "Nordiske sagn, uge 9–11")
    assert page.get_by_role("link", name="Brøker").get_attribute("data-bar") is None  # Jonas' own
    page.get_by_role("button", name="Del med forældre Dansk").click()
    expect(page.get_by_text("Delt med elever og forældre af Mette Lindqvist")).to_be_visible()
    axe(page)
    paper = tmp_path / "aar.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    found = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1\n" in found
    assert "A3" in found

    plain = visit(cast.mette, js=False)
    plain.goto(f"/klasser/{cast.g5b.code}/aarsplan/2026/?flyt={run.code}")
    plain.get_by_role("button", name="En uge før").click()
    expect(plain.get_by_text("uge 48–51").first).to_be_visible()

    phone = visit(cast.nina, width=PHONE, scheme="dark")
    phone.goto(f"/klasser/{cast.g5b.code}/aarsplan/2026/")
    expect(phone.get_by_role("heading", name="Lige nu")).to_be_visible()
    expect(phone.get_by_text("derefter Nordiske sagn")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
    axe(phone)


def test_the_secretary_lays_the_calendar_and_reads_a_timetable_in(visit: Visits, cast: Cast, tmp_path: Path) -> None:
    hours = tmp_path / "skema.csv"
    hours.write_text("klasse;dag;start;slut;fag;lærer;lokale\n5.B;tirsdag;8.15;9.00;dansk;Jonas Beck;112\n")
    page = visit(cast.lone, width=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Skolens kalender").click()
    page.get_by_role("button", name="Læg de sædvanlige ferier ind").click()
    expect(page.get_by_text("201 skoledage")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    axe(page)
    page.get_by_role("link", name="Læs skemaet ind").click()
    page.get_by_label("Fil").set_input_files(hours)
    page.get_by_role("button", name="Se, hvad filen betyder").click()
    axe(page)
    page.get_by_role("button", name="Godkend skemaet for én klasse").click()
    expect(page.get_by_text("Nye lektioner: 1")).to_be_visible()
