"""A browser for the journeys, and what it must never see: console errors, refused content, requests to other hosts, server faults."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

PHONE, TABLET, DESK = 390, 768, 1280
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,  # fetches style sheets again, for rules of other origins' styles
}

# Counts what a hand does, across page loads: presses of a pointer and of keys.
COUNTER = """
for (const deed of ["pointerdown", "keydown"])
  addEventListener(deed, event => {
    if (event.isTrusted) sessionStorage.setItem("spor-" + deed, 1 + Number(sessionStorage.getItem("spor-" + deed)));
  }, true);
"""


@dataclass
class Watch:
    """Everything that went wrong in one browser context. `forgive` holds words of troubles that a test means to cause."""

    address: str
    troubles: list[str] = field(default_factory=list)
    forgive: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"script error: {error.error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(self.address).netloc:
            self.troubles.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page and response.request.method == "GET"):
            self.troubles.append(f"{response.status} {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # The browser repeats each failed answer here; `_response` has judged it.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def unforgiven(self) -> list[str]:
        """The troubles that no word of `forgive` occurs in."""
        return [trouble for trouble in self.troubles if not any(word in trouble for word in self.forgive)]


def axe(page: Page) -> None:
    """Assert 0 violations of WCAG 2.2 A and AA on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", WCAG)
    lines = [
        f"{each['id']} ({each['impact']}): {each['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in each["nodes"][:5])
        for each in found
    ]
    assert not lines, f"{page.url} breaks WCAG 2.2 A/AA:\n" + "\n".join(lines)


def clicks(page: Page) -> int:
    """Presses of pointer or finger in this tab since it opened, or since `start_counting`."""
    return int(page.evaluate("Number(sessionStorage.getItem('spor-pointerdown'))"))


def keystrokes(page: Page) -> int:
    """Keys pressed in this tab since it opened, or since `start_counting`."""
    return int(page.evaluate("Number(sessionStorage.getItem('spor-keydown'))"))


def start_counting(page: Page) -> None:
    """Count clicks and keys from here."""
    page.evaluate("sessionStorage.removeItem('spor-pointerdown'), sessionStorage.removeItem('spor-keydown')")
