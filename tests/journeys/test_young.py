"""Villads is six and reads nothing. He goes all the way by pictures and loudspeakers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spor.access.actor import Actor
from spor.evidence.models import HandIn, OwnGoal, Return
from spor.plans.actions.focus import add_point, show_point
from spor.portfolio.models import Reflection, Selection
from tests.cast import NOW, Cast
from tests.journeys.browser import PHONE, axe
from tests.journeys.young import hears, needs_no_reading, pictured, place, says_something, speaks
from tests.rooms.base import samples
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("home", "evidence", "portfolio", "plans")
HOME, WEEK, GOALS, SHOW, TRAIL = range(5)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(samples.phone_photo())
    return path


@pytest.fixture
def page(visit, cast: Cast) -> Page:
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Tegn din bamse")
    page = visit(cast.villads, width=PHONE, forgive=("Status Error Code 404",))  # the fault that a test makes
    page.goto("/")
    return page


def good_for_a_child(page: Page) -> None:
    needs_no_reading(page)
    speaks(page)
    axe(page)


def test_villads_goes_all_the_way_without_reading(page: Page, cast: Cast, photo: Path) -> None:
    good_for_a_child(page)
    hears(page.locator(".tile spor-speak"), "venter")
    page.locator(".tile a").click()

    hears(page.locator(".page-content spor-speak").first, "opgave")
    page.locator(".young-save").click()  # nothing is there yet
    hears(page.locator(".trouble:visible spor-speak"), "intet-endnu")
    good_for_a_child(page)
    page.locator('input[name="uploads"]').set_input_files(photo)
    expect(page.locator("#filer .thumbs img")).to_be_visible()
    expect(page.locator(".trouble:visible")).to_have_count(0)
    says_something(page)
    expect(page.locator("#filer .held li")).to_have_count(1)
    pictured(page, "laugh").click()
    page.locator(".young-save").click()
    hears(page.locator(".happy:visible spor-speak"), "afleveret")
    good_for_a_child(page)

    Return.objects.create(hand_in=HandIn.objects.get(), by=cast.sanne, at=NOW, text="Giv den også ører.")
    place(page, HOME)
    expect(page.locator(".tile img")).to_have_js_property("complete", True)
    hears(page.locator(".tile spor-speak"), "videre")
    page.locator(".tile a:has(.mark.back)").click()
    hears(page.locator(".card spor-speak").first, "videre")  # the rest is Sanne's own words: the voice, or an adult
    page.locator(".young-save").click()
    expect(page.locator(".happy:visible")).to_be_visible()
    assert HandIn.objects.count() == 2

    place(page, TRAIL)
    hears(page.locator(".page-h spor-speak"), "mit-spor")
    pictured(page, "star").last.click()  # the filter, when there is one, stands before it
    expect(page.locator('.star[aria-pressed="true"]')).to_be_visible()
    good_for_a_child(page)
    page.locator(".marks a").click()
    hears(page.locator(".page-h spor-speak"), "sig-noget")
    says_something(page)
    good_for_a_child(page)
    page.locator(".young-save").click()
    hears(page.locator(".happy:visible spor-speak"), "gemt")
    expect(page.locator("spor-player")).to_be_visible()
    assert Selection.objects.get().pupil == Reflection.objects.get().pupil == cast.villads

    place(page, GOALS)
    hears(page.locator(".page-h spor-speak"), "maal")
    pictured(page, "rocket").click()
    says_something(page)
    page.locator(".young-save").click()
    page.locator('.star[aria-pressed="false"]').click()
    expect(page.locator('.star[aria-pressed="true"]')).to_be_visible()
    good_for_a_child(page)
    assert OwnGoal.objects.get().sound is not None and OwnGoal.objects.get().goal.text == "Jeg vil turde noget nyt"

    place(page, WEEK)
    hears(page.locator(".page-h spor-speak"), "uge")
    hears(page.locator(".yw-day.now spor-speak").first, "onsdag")
    good_for_a_child(page)


def test_villads_answers_his_focus_point(page: Page, cast: Cast) -> None:
    sanne = Actor(person_id=cast.sanne.pk, now=NOW, mfa=True, substantial=True)
    point = add_point(
        actor=sanne, pupil=cast.villads, subject=None, area="sprog", what="Holde på en blyant", school="", key="k"
    )
    show_point(actor=sanne, point=point)
    place(page, GOALS)
    page.locator(".bigcam").click()
    pictured(page, "message-circle").click()
    hears(page.locator("section spor-speak").first, "fokus")
    pictured(page, "smile").click()
    says_something(page)
    good_for_a_child(page)
    page.locator(".young-save").click()
    expect(page.get_by_text("Det går godt.")).to_be_visible()
    good_for_a_child(page)
    words = point.texts.get(part="pupil")
    assert words.sound is not None and words.by == cast.villads


def test_haste_loses_nothing_while_a_photo_is_on_its_way(page: Page, photo: Path) -> None:
    page.locator(".tile a").click()
    page.wait_for_load_state()
    slow = []
    page.route("**/filer/", lambda route: slow.append(route) if not slow else route.continue_())
    page.locator('input[name="uploads"]').set_input_files(photo)
    says_something(page)
    expect(pictured(page, "rotate-cw")).to_be_visible()  # said, and waiting for the photo to get there
    slow[0].continue_()
    expect(page.locator("#filer .held li")).to_have_count(1)
    expect(page.locator("#filer > .thumbs .thumb")).to_have_count(1)


def test_a_picture_that_is_too_large_is_shown_and_heard(page: Page, settings, tmp_path: Path) -> None:
    settings.FILE_MAX_BYTES = 1000
    place(page, SHOW)
    (tmp_path / "stor.jpg").write_bytes(samples.phone_photo())
    page.locator('input[name="uploads"]').set_input_files(tmp_path / "stor.jpg")
    hears(page.locator(".trouble:visible spor-speak"), "gik-ikke")
    good_for_a_child(page)


def test_a_fault_of_ours_is_shown_and_heard(page: Page, photo: Path) -> None:
    page.locator(".tile a").click()
    page.wait_for_load_state()
    page.route("**/filer/", lambda route: route.fulfill(status=404, body=""))
    page.locator('input[name="uploads"]').set_input_files(photo)
    hears(page.locator("spor-trouble spor-speak"), "gik-ikke")
    expect(page.locator("#filer .thumbs img")).to_be_visible()
    page.unroute("**/filer/")
    says_something(page)
    expect(page.locator("#filer .held li")).to_have_count(1)
    expect(page.locator("spor-trouble")).to_be_hidden()
