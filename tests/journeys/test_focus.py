"""A focus point and a talk, from the class's lead to the pupil and each home, and what the other home never sees."""

import re

import pytest
from playwright.sync_api import expect

from spor.plans.models import AgreementState, FocusText, Preparation
from tests.cast import Cast
from tests.journeys.browser import DESK, PHONE, axe
from tests.journeys.conftest import Visits

pytestmark = pytest.mark.journey("plans")


def test_a_focus_point_and_a_talk_go_round_and_each_home_stands_alone(visit: Visits, cast: Cast) -> None:
    mette = visit(cast.mette)
    mette.goto(f"/elever/{cast.oskar.code}/fokuspunkter/")
    mette.get_by_label("Det arbejder Oskar med").fill("Bliver i scenen lidt længere")
    expect(mette.locator(".saved").first).to_contain_text("Gemt")
    mette.reload()
    expect(mette.get_by_label("Det arbejder Oskar med")).to_have_value("Bliver i scenen lidt længere")
    mette.get_by_role("button", name="Gem fokuspunktet").click()
    mette.get_by_role("button", name="Vis for Henrik, Signe og Oskar").click()
    expect(mette.get_by_text("kan læse fokuspunktet")).to_be_visible()
    axe(mette)
    mette.goto(f"/klasser/{cast.g5b.code}/samtaler/")
    mette.get_by_label("Samtale Oskar Dahl").fill("2026-12-03T16:20")
    mette.get_by_role("button", name="Gem tiderne").click()
    expect(mette.get_by_role("link", name="Åbn samtalen Oskar Dahl")).to_be_visible()
    for width in (PHONE, DESK):
        mette.set_viewport_size({"width": width, "height": 900})
        axe(mette)

    oskar = visit(cast.oskar, width=PHONE)
    oskar.goto(f"/elever/{cast.oskar.code}/plan/")
    oskar.get_by_role("link", name="Skriv med dine egne ord").click()
    oskar.get_by_role("textbox", name="Med mine egne ord").fill("Jeg vil have, at man får gåsehud")
    oskar.get_by_role("button", name="Gem Med mine egne ord").click()
    oskar.wait_for_url("**#del-pupil")
    axe(oskar)
    oskar.goto(f"/elever/{cast.oskar.code}/plan/")
    oskar.get_by_text("Foreslå en aftale").click()
    oskar.get_by_label("Hvem gør hvad?").fill("Jeg viser en optagelse om ugen")
    oskar.get_by_role("button", name="Foreslå", exact=True).click()
    expect(oskar.get_by_text("Forslag", exact=True)).to_be_visible()

    mette.goto(f"/elever/{cast.oskar.code}/plan/")
    mette.get_by_role("button", name=re.compile("^Vi går i gang")).click()
    expect(mette.get_by_text("I gang", exact=True)).to_be_visible()

    henrik = visit(cast.henrik, width=PHONE)
    henrik.goto(f"/elever/{cast.oskar.code}/plan/")
    expect(henrik.get_by_text("gåsehud")).to_be_visible()
    axe(henrik)
    henrik.get_by_role("link", name="Forbered dig").click()
    henrik.get_by_label("Din forberedelse").fill("Hvordan går det med engelsk")
    henrik.get_by_role("button", name="Gem til samtalen").click()
    expect(henrik.get_by_text("Det er gemt til samtalen")).to_be_visible()
    axe(henrik)

    signe = visit(cast.signe, width=PHONE)
    signe.goto(f"/elever/{cast.oskar.code}/plan/")
    expect(signe.get_by_text("I gang", exact=True)).to_be_visible()
    signe.get_by_role("link", name="Forbered dig").click()
    expect(signe.get_by_label("Din forberedelse")).to_have_value("")
    assert "engelsk" not in signe.content() and "Henrik" not in signe.content()

    mette.goto(f"/klasser/{cast.g5b.code}/samtaler/")
    expect(mette.get_by_text("Henrik: har forberedt sig")).to_be_visible()
    expect(mette.get_by_text("Signe: ikke forberedt")).to_be_visible()
    assert (FocusText.objects.count(), Preparation.objects.count(), AgreementState.objects.count()) == (2, 1, 2)


def test_sanne_leads_0a_without_script(visit: Visits, cast: Cast) -> None:
    page = visit(cast.sanne, js=False)
    page.goto(f"/klasser/{cast.g0a.code}/samtaler/")
    expect(page.get_by_text("Mangler: sprog, matematisk opmærksomhed").first).to_be_visible()
    page.goto(f"/elever/{cast.villads.code}/fokuspunkter/")
    page.get_by_label("Hvad handler det om?").select_option(label="Sproglig opmærksomhed")
    page.get_by_label("Det arbejder Villads med").fill("Fortæller i rækkefølge")
    page.get_by_role("button", name="Gem fokuspunktet").click()
    page.get_by_role("button", name="Vis for Villads").click()
    page.goto(f"/klasser/{cast.g0a.code}/samtaler/")
    expect(page.get_by_text("Mangler: matematisk opmærksomhed")).to_be_visible()
