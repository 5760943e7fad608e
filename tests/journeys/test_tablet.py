"""Sanne opens the tablet; Villads finds himself by his animal, shows what he made, and is gone when he has left."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spor.access.models import ClassTablet, PictureMark
from spor.evidence.models import HandIn, Trace
from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, TABLET, axe
from tests.journeys.young import hears, needs_no_reading, pictured, says_something, speaks
from tests.rooms.base import samples
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("home", "access", "evidence")


def good_for_a_child(page: Page) -> None:
    needs_no_reading(page)
    speaks(page)
    axe(page)


def am(page: Page, pupil: object) -> None:
    """By picture alone."""
    mark = PictureMark.objects.get(pupil=pupil)
    pictured(page, mark.animal).click()
    page.locator(f'[data-colour="{mark.colour}"] button').click()


def test_villads_at_the_class_tablet(visit, cast: Cast, tmp_path: Path) -> None:
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Tegn din bamse")
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(samples.phone_photo())
    page = visit(cast.sanne, width=TABLET)
    page.goto(f"/klasser/{cast.g0a.code}/")
    page.get_by_role("link", name="Klassetablet").click()
    axe(page)
    page.get_by_role("button", name="Åbn klassetablet").click()

    hears(page.locator(".page-h spor-speak"), "hvilket-dyr")
    axe(page)
    am(page, cast.ella)
    expect(page.get_by_role("heading", name="Hej Ella")).to_be_visible()
    hears(page.locator("#indhold .row spor-speak").first, "ikke-mig")
    pictured_leave = page.locator(".guest button")
    pictured_leave.click()  # «det er ikke mig»
    am(page, cast.villads)
    expect(page.get_by_role("heading", name="Hej Villads")).to_be_visible()
    good_for_a_child(page)
    page.locator(".tile a").click()
    page.locator('input[name="uploads"]').set_input_files(photo)
    expect(page.locator("#filer .thumbs img")).to_be_visible()
    good_for_a_child(page)
    page.locator(".young-save").click()
    hears(page.locator(".happy:visible spor-speak"), "afleveret")
    assert HandIn.objects.get().by == cast.villads
    page.locator(".tabbar a").nth(1).click()
    page.locator('input[name="uploads"]').set_input_files(photo)
    says_something(page)
    page.locator(".young-save").click()
    expect(page.get_by_role("heading", name="Hej Villads")).to_be_visible()
    assert Trace.objects.filter(pupil=cast.villads).count() == 2

    # Nobody touches it: the page itself goes back.
    page.evaluate("document.querySelector('spor-idle').dataset.seconds = '0'")
    expect(page.get_by_role("heading", name="Hvilket dyr er du?")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Hej Villads")).to_have_count(0)
    page.goto("/elevplaner/")  # Sanne's own
    expect(page.get_by_role("heading", name="Hvilket dyr er du?")).to_be_visible()

    sanne = visit(cast.sanne, width=DESK, scheme="dark")
    sanne.goto(f"/klasser/{cast.g0a.code}/tablet/")
    expect(sanne.get_by_text("Åbnet af Sanne")).to_be_visible()
    axe(sanne)
    sanne.get_by_role("button", name="Luk klassens tabletter").click()
    expect(sanne.get_by_text("Åbnet af Sanne")).to_have_count(0)
    assert ClassTablet.objects.count() == 1
    page.goto("/")
    hears(page.locator("#indhold .row spor-speak"), "lukket")
    axe(page)


def test_the_animals_on_a_phone_in_the_dark(visit, cast: Cast) -> None:
    page = visit(cast.birgitte, width=PHONE, scheme="dark")
    page.goto(f"/klasser/{cast.g2a.code}/tablet/")
    axe(page)
    page.get_by_role("button", name="Åbn klassetablet").click()
    axe(page)
    am(page, cast.alma)
    good_for_a_child(page)
