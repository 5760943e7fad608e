"""Chosen and pressed without a net: it waits on the device as ciphertext, and arrives once when a page opens with one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spor.access.models import Draft
from spor.evidence.models import HandIn, Product, ProductFile, Trace
from tests.cast import Cast
from tests.journeys.browser import PHONE, axe
from tests.journeys.young import needs_no_reading, place, says_something
from tests.rooms.base import samples
from tests.rooms.evidence import work
from tests.sessions import session_cookie

pytestmark = pytest.mark.journey("evidence")
LOST = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
# Everything that lies in the browser's store, as text.
LYING = """async () => {
    const base = await new Promise(done => { const open = indexedDB.open("spor"); open.onsuccess = () => done(open.result); });
    const all = await Promise.all([...base.objectStoreNames].map(name => new Promise(done => {
        const rows = base.transaction(name).objectStore(name).getAll(); rows.onsuccess = () => done(rows.result);
    })));
    const text = value => value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value)
        : ArrayBuffer.isView(value) ? "" : typeof value === "object" ? Object.values(value).map(text).join(" ") : String(value);
    return text(all);
}"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(samples.phone_photo())
    return path


@pytest.fixture
def assignment(cast: Cast):
    return work.make_assignment(
        work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette), cast.goals[:1], cast.wordings[:1]
    )


def _without_net(page: Page, photo: Path, words: str = "") -> None:
    page.context.set_offline(True)
    page.locator('input[name="uploads"]').set_input_files(photo)
    if words:
        page.get_by_role("textbox").first.fill(words)


def _waits(page: Page, words: str = "1 spor venter på denne enhed.") -> None:
    expect(page.locator("spor-outbox")).to_contain_text(words)


def test_a_hand_in_without_net_arrives_once_when_the_page_opens_again(
    visit, cast: Cast, assignment, photo: Path
) -> None:
    page = visit(cast.viggo, width=PHONE, forgive=LOST)
    page.goto(f"/opgaver/{assignment.code}/aflevering/")
    page.wait_for_load_state("networkidle")
    _without_net(page, photo, "Hemmeligt: døren stod åben.")
    page.get_by_role("button", name="Aflevér").click()
    _waits(page)
    expect(page.get_by_role("button", name="Ret det")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Ret det").click()
    page.get_by_role("textbox", name="Skriv her").fill("Hemmeligt: døren stod på klem.")
    page.get_by_role("button", name="Aflevér").click()
    _waits(page)
    context = page.context
    page.close()
    assert HandIn.objects.count() == 0

    # Oskar at the same device sees nothing of it, and can read nothing of it.
    context.set_offline(False)
    context.add_cookies([session_cookie(cast.oskar, visit.address)])
    other = context.new_page()
    other.goto("/")
    other.wait_for_load_state("networkidle")
    expect(other.locator("spor-outbox")).to_be_hidden()
    lying = other.evaluate(LYING)
    assert len(lying) > 500 and "Hemmeligt" not in lying and "IMG_1" not in lying and assignment.code not in lying
    other.close()

    context.add_cookies([session_cookie(cast.viggo, visit.address)])
    again = context.new_page()
    again.goto("/")
    expect(again.locator("#toasts")).to_contain_text("Afleveret")
    expect(again.locator("spor-outbox")).to_be_hidden()
    handed = HandIn.objects.get()
    assert (handed.by, handed.version.text) == (cast.viggo, "Hemmeligt: døren stod på klem.")
    assert handed.version.files.count() == 1 and not Draft.objects.exists()
    assert again.evaluate(LYING).strip() == "" and again.evaluate("localStorage.getItem('spor-waits')") is None
    again.goto(f"/opgaver/{assignment.code}/aflevering/")
    expect(again.get_by_text("Afleveret i dag kl.")).to_be_visible()
    assert HandIn.objects.count() == Product.objects.count() == 1


def test_what_the_school_would_not_have_comes_back_to_be_mended(
    visit, cast: Cast, assignment, settings, photo: Path
) -> None:
    page = visit(cast.viggo, forgive=LOST)
    address = f"/opgaver/{assignment.code}/aflevering/"
    page.goto(address)
    page.wait_for_load_state("networkidle")
    _without_net(page, photo, "Mine ord.")
    page.get_by_role("button", name="Aflevér").click()
    _waits(page)
    page.close()
    settings.FILE_MAX_BYTES = 1000
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/")
    _waits(again, "«Skriv en gyserhistorie»")
    assert HandIn.objects.count() == 0
    settings.FILE_MAX_BYTES = 25_000_000
    again.get_by_role("link", name="Se på det").click()
    expect(again.get_by_role("textbox", name="Skriv her")).to_have_value("Mine ord.")
    expect(again.locator("#filer .thumbs img").first).to_be_visible()
    again.get_by_role("button", name="Aflevér").click()
    expect(again.get_by_text("Afleveret i dag kl.")).to_be_visible()
    expect(again.locator("spor-outbox")).to_be_hidden()
    handed = HandIn.objects.get()
    assert handed.version.text == "Mine ord." and handed.version.files.count() == 1


def test_villads_keeps_two_things_in_the_forest(visit, cast: Cast, photo: Path) -> None:
    page = visit(cast.villads, width=PHONE, forgive=LOST)
    page.goto("/")
    place(page, 3)
    page.wait_for_load_state("networkidle")
    for count in (1, 2):
        _without_net(page, photo)
        if count == 1:
            says_something(page)
        page.locator(".young-save").click()
        _waits(page, f"{count} spor venter")
        expect(page.locator(".thumbs img")).to_have_count(0)
    speak = page.locator("spor-outbox spor-speak:visible")
    speak.get_by_role("button").click()  # its sound was fetched while there was a net
    expect(speak.locator("audio")).to_have_attribute("src", re.compile("^blob:"))
    needs_no_reading(page)
    axe(page)
    page.context.set_offline(False)
    expect(page.locator("spor-outbox .happy")).to_be_visible()
    assert Trace.objects.filter(pupil=cast.villads).count() == 2 and ProductFile.objects.count() == 3
