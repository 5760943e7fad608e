"""Browsers for the journeys: `visit(person)` gives a page signed in as that person, watched for everything that may not happen."""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.cast import NOW, Cast
from tests.journeys.browser import CHROMIUM, COUNTER, DESK, FLAGS, PHONE, Watch
from tests.sessions import session_cookie

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from spor.people.models import Person

# Playwright's loop runs in this thread; Django would otherwise refuse the test's own queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Patience for a busy machine; what comes sooner is not waited for.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys commit, so each empties the tables after it. Naming the apps spares making Django's permissions anew each time."""
    from django.apps import apps

    names = [app.name for app in apps.get_app_configs()]
    committing = pytest.mark.django_db(transaction=True, available_apps=names)
    for item in items:
        if item.get_closest_marker("journey") and item.get_closest_marker("django_db") is None:
            item.add_marker(committing)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, once a worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ.get("SPOR_CHROMIUM", CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """As in every test, but here the clock ticks: a journey takes time."""
    from spor.base import clock

    def move(moment: dt.datetime) -> None:
        began = time.monotonic()
        start = moment.astimezone(dt.UTC)
        monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(seconds=time.monotonic() - began))

    move(NOW)
    return move


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The school, committed, so that the server's threads see it."""
    from tests.cast import build_cast

    return build_cast()


class Visits:
    """Opens contexts and remembers them. Call it: `visit(cast.mette)`, `visit(cast.nina, width=PHONE)`, `visit(None)` for nobody."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.opened: list[tuple[BrowserContext, Watch]] = []

    def __call__(
        self,
        person: "Person | None",
        *,
        width: int = DESK,
        js: bool = True,
        scheme: str = "light",
        forgive: tuple[str, ...] = (),
    ) -> Page:
        """A page signed in as `person`, `width` pixels wide. Relative addresses work: `page.goto("/")`.

        js       False for the journeys without JavaScript
        scheme   light or dark
        forgive  words of the troubles this visit means to cause, e.g. "ERR_INTERNET_DISCONNECTED"
        """
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 844 if width == PHONE else 900},
            has_touch=width == PHONE,
            java_script_enabled=js,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            permissions=["microphone"],
        )
        context.set_default_timeout(10_000)
        if person is not None:
            context.add_cookies([session_cookie(person, self.address)])
        if js:
            context.add_init_script(COUNTER)
        watch = Watch(self.address, forgive=list(forgive))
        watch.attach(context)
        self.opened.append((context, watch))
        return context.new_page()

    def troubles(self) -> list[str]:
        """What went wrong in any of the visits so far."""
        return [trouble for _, watch in self.opened for trouble in watch.unforgiven()]

    def close(self) -> None:
        for context, _ in self.opened:
            context.close()


@pytest.fixture
def visit(browser: Browser, live_server: "LiveServer") -> Iterator[Visits]:
    """`visit(person, width=…)` → page. When the test ends, no visit may have seen an error, a refusal or another host."""
    visits = Visits(browser, live_server.url)
    yield visits
    troubles = visits.troubles()
    visits.close()
    assert not troubles, "\n".join(troubles)
