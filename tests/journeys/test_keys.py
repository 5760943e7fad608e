"""Whoever uses the keyboard stays where they are when a part of the page is exchanged; a short word lies on nothing that is pressed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("ui")
COVERED = """() => {
    const toast = document.querySelector(".toast").getBoundingClientRect();
    return [...document.querySelectorAll("#indhold :is(a, button, input, textarea, summary)")].filter(each => {
        const it = each.getBoundingClientRect();
        return it.width && it.left < toast.right && it.right > toast.left && it.top < toast.bottom && it.bottom > toast.top;
    }).length;
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_removal_leads_to_its_way_back_and_the_words_cover_nothing(
    visit, cast: Cast, width: int, tmp_path: Path
) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(samples.phone_photo())
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:1], cast.wordings[:1])
    page = visit(cast.viggo, width=width)
    page.goto(f"/opgaver/{assignment.code}/aflevering/")
    page.locator('input[name="uploads"]').set_input_files(photo)
    page.get_by_role("button", name="Fjern foto.jpg").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fortryd")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Fjern foto.jpg")).to_be_visible()
    assert page.evaluate("document.getElementById('filer').contains(document.activeElement)")
    page.locator(".me > summary").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.me[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.me[open]")).to_have_count(0)
    for end in (0, 9999):
        page.evaluate(f"scrollTo(0, {end})")
        page.evaluate(
            'document.dispatchEvent(new CustomEvent("spor:toast", {detail: {text: "Gemt", instead: "prøve"}}))'
        )
        expect(page.locator(".toast")).to_have_count(1)
        page.wait_for_timeout(100)
        assert page.evaluate(COVERED) == 0
