"""From a deep link through Unilogin's door and back, the warning before the session ends, and out again."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from spor.integrations.unilogin import provider as providing
from tests.cast import Cast
from tests.journeys.browser import PHONE, axe
from tests.journeys.conftest import Visits
from tests.unilogin.broker import Broker, running

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.journey("integrations", "access")

KASTANJE, AASEN = {"institution_ids": "[101001]"}, {"institution_ids": "[101002]"}


@pytest.fixture
def broker(live_server: "LiveServer", settings) -> Iterator[Broker]:
    address = live_server.url
    with running(redirects=[f"{address}/unilogin/tilbage/"], backs=[f"{address}/log-ind/"]) as broker:
        settings.ADDRESS, settings.UNILOGIN_ISSUER = address, broker.issuer
        settings.UNILOGIN_CLIENT, settings.UNILOGIN_SECRET = "spor", "en-hemmelighed-til-proever"
        providing._of.cache_clear()
        broker.say(mette=KASTANJE, oskar=AASEN, ukendt=KASTANJE)
        yield broker


def log_in(page: Page, name: str) -> None:
    """Through Unilogin's own page."""
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_role("button", name="Fortsæt").click()


def test_in_through_unilogin_stay_and_out_again(visit: Visits, cast: Cast, broker: Broker) -> None:
    page = visit(None, width=PHONE, forgive=(broker.issuer.removeprefix("http://"),))
    page.goto("/elevplaner/")
    page.get_by_role("link", name="Til I dag").click()
    axe(page)
    for name, words in (("ukendt", "Vi kender ikke dit Unilogin endnu"), ("oskar", "hører til et andet sted")):
        page.get_by_role("link", name="Log ind med Unilogin").click()
        log_in(page, name)
        expect(page.get_by_text(words)).to_be_visible()
        axe(page)
        page.get_by_role("link", name="Prøv igen").click()

    page.get_by_role("link", name="Log ind med Unilogin").click()
    log_in(page, "mette")  # with one factor, which shows nothing of a pupil
    page.wait_for_url(f"{visit.address}/elevplaner/")
    page.get_by_role("link", name="Log ind med to faktorer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Unilogin med to faktorer")
    log_in(page, "mette")
    page.wait_for_url(f"{visit.address}/elevplaner/")
    expect(page.get_by_role("link", name="Viggo Brandt")).to_be_visible()

    store = SessionStore(Session.objects.get().session_key)
    store["seen"] = int(time.time()) - 3 * 3600 + 100
    store.save()
    page.reload()
    store["seen"] = int(time.time()) - 3 * 3600 + 100
    store.save()
    page.evaluate("document.querySelector('spor-session').ask()")
    expect(page.get_by_text("Du har ikke rørt Spor længe")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Bliv logget ind").click()
    expect(page.get_by_text("Du har ikke rørt Spor længe")).to_be_hidden()
    assert time.time() - SessionStore(store.session_key)["seen"] < 60

    page.locator("details.me:visible > summary").click()
    page.get_by_role("button", name="Log ud").locator("visible=true").click()
    page.get_by_role("button", name="Ja, log ud").click()
    expect(page.get_by_role("link", name="Log ind med Unilogin")).to_be_visible()
    assert not Session.objects.exists()
