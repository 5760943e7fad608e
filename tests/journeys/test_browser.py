"""The browser's watch and counters are themselves watched: each sees what it should."""

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import PHONE, axe, clicks, keystrokes, start_counting
from tests.journeys.conftest import Visits


def test_a_person_is_signed_in_by_cookie(visit: Visits, cast: Cast) -> None:
    page = visit(cast.mette)
    answer = page.goto("/")
    assert answer and answer.ok
    expect(page.get_by_text("Mette").first).to_be_visible()


def test_the_watch_sees_errors_other_hosts_and_refused_content(visit: Visits, cast: Cast) -> None:
    page = visit(cast.mette, forgive=("",))
    page.route("**/planted", lambda route: route.fulfill(content_type="text/html", body=PLANTED, headers=POLICY))
    page.goto("/planted")
    page.wait_for_load_state("networkidle")
    troubles = "\n".join(visit.opened[0][1].troubles)
    assert "request to another host: http://other.example/x.js" in troubles
    assert "script error" in troubles and "planted mistake" in troubles
    assert "console:" in troubles and "style" in troubles


POLICY = {"content-security-policy": "style-src 'self'"}
PLANTED = (
    '<html lang="da"><title>x</title><p style="color: red">x</p><script src="http://other.example/x.js"></script>'
    "<script>throw new Error('planted mistake')</script></html>"
)


def test_clicks_and_keys_are_counted_across_pages(visit: Visits, cast: Cast) -> None:
    page = visit(cast.mette, width=PHONE)
    page.route("**/counted", lambda route: route.fulfill(content_type="text/html", body=COUNTED))
    page.goto("/counted")
    page.get_by_role("link").click()
    page.get_by_role("textbox").press_sequentially("abc")
    assert (clicks(page), keystrokes(page)) == (1, 3)
    start_counting(page)
    assert (clicks(page), keystrokes(page)) == (0, 0)


COUNTED = '<html lang="da"><title>x</title><a href="/counted">x</a><input aria-label="x"></html>'


def test_axe_finds_what_is_planted(visit: Visits, cast: Cast) -> None:
    page = visit(None)
    page.route("**/silent", lambda route: route.fulfill(content_type="text/html", body="<html><img src=data:,></html>"))
    page.goto("/silent")
    with pytest.raises(AssertionError, match=r"(?s)html-has-lang.*image-alt|image-alt.*html-has-lang"):
        axe(page)
