"""The demo as a stranger meets it: `./run` makes it, the picker opens it, and everybody of the cast comes in."""

import fcntl
import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.cast import ACCOUNTS, SECTIONS
from tests.journeys.browser import DESK, Watch, axe

pytestmark = pytest.mark.journey("home", "integrations")

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 240  # seconds, on a machine that does much else


@dataclass
class Served:
    """The demo in its folder, served at `address`."""

    address: str
    folder: Path
    environment: dict[str, str]

    def code(self, account: str) -> str:
        """The code of somebody of the cast, straight from the file."""
        return self.rows("SELECT code FROM people_person WHERE uniid = ?", f"demo-{account}")[0][0]

    def rows(self, statement: str, *values: str) -> list[tuple[str, ...]]:
        with sqlite3.connect(f"file:{self.folder / 'spor.sqlite3'}?mode=ro", uri=True) as database:
            return database.execute(statement, values).fetchall()

    def counts(self) -> dict[str, int]:
        """Rows a table."""
        tables = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\_%' ESCAPE '\\'")
        return {name: int(self.rows(f'SELECT count(*) FROM "{name}"')[0][0]) for (name,) in tables}  # noqa: S608 # its own names


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Served]:
    """`./run` in a folder of the test's own: the first worker makes the demo, another finds it made."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "demo"
    folder.mkdir(exist_ok=True)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SPOR_", "DJANGO_"))}
    environment |= {"SPOR_DATA": str(folder), "PORT": str(port), "SPOR_WORKERS": "1", "SPOR_DEMO": "true"}
    with (folder / "lock").open("w") as lock, (folder / f"log-{worker_id}").open("w+") as log:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = subprocess.Popen(
            [ROOT / "run"], env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait(server, port, Path(log.name))
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield Served(f"http://127.0.0.1:{port}", folder, environment)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/demo/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"./run did not come so far as to serve:\n{log.read_text()}")


@pytest.fixture
def page(browser: Browser, demo: Served) -> Iterator[Page]:
    """A fresh browser at the demo's door, watched as in every journey."""
    context = browser.new_context(
        base_url=demo.address, viewport={"width": DESK, "height": 900}, locale="da-DK", reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    watch = Watch(demo.address)
    watch.attach(context)
    yield context.new_page()
    context.close()
    assert not watch.unforgiven(), "\n".join(watch.unforgiven())


def become(page: Page, account: str) -> None:
    """Choose somebody on the picker."""
    page.goto("/demo/")
    page.locator(f'button[formaction="/demo/{account}/"]').click()
    page.wait_for_url("**/")


def test_the_picker_shows_everybody(page: Page) -> None:
    page.goto("/demo/")
    expect(page.locator("button.persona")).to_have_count(19)
    for heading, roles in SECTIONS:
        section = page.get_by_role("region", name=heading)
        for role in roles:
            expect(section.get_by_role("button", name=f"{role.name} {role.text}")).to_be_visible()
    axe(page)


# Whose front page is headed by what they run; the others are greeted.
PLACES = {"susanne": "Sådan står det til", "jan": "Skolerne"}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_everybody_comes_in(page: Page, account: str) -> None:
    become(page, account)
    answer = page.reload()
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("h1")).to_contain_text(PLACES.get(account, ACCOUNTS[account].name.split()[0]))
    axe(page)


def test_mettes_wednesday(page: Page) -> None:
    become(page, "mette")
    expect(page.get_by_text("Onsdag den 25. november · uge 48")).to_be_visible()
    day = page.get_by_role("list", name="Dagens timer")
    for hours, title in (
        ("8.15–9.45", "Gys og gru: vi skriver noveller"),
        ("10.15–11.00", "Vikingerne: handel eller togt?"),
        ("11.00–11.45", "Læseløft: min bog, min tid"),
        ("12.30–14.00", "Sandt eller falsk? Nyheder under lup"),
    ):
        expect(day.get_by_role("listitem").filter(has_text=hours)).to_contain_text(title)
    waiting = page.get_by_role("region", name="Venter på feedback")
    for title, count in (("Novelle: første udkast", "17"), ("Kildekort", "9"), ("Læsedagbog, uge 47", "4")):
        expect(waiting.get_by_role("listitem").filter(has_text=title)).to_contain_text(count)


@pytest.mark.parametrize(
    ("account", "pupil", "status"),
    [
        ("henrik", "oskar", 200),
        ("signe", "oskar", 200),
        ("yasmin", "yasmin", 200),
        ("henrik", "viggo", 404),
        ("jens", "oskar", 404),
        ("viggo", "oskar", 404),
        ("otto", "oskar", 404),
        ("jan", "oskar", 404),
        ("birgitte", "oskar", 403),
    ],
)
def test_who_reads_whose_plan(page: Page, demo: Served, account: str, pupil: str, status: int) -> None:
    become(page, account)
    answer = page.goto(f"/elever/{demo.code(pupil)}/plan/")
    assert answer is not None
    assert answer.status == status


def test_yasmin_has_nine_years(page: Page) -> None:
    become(page, "yasmin")
    page.get_by_role("link", name="Mit spor").click()
    for grade in range(9):
        expect(page.get_by_role("link", name=f"{grade}. klasse", exact=True)).to_be_visible()


def test_a_second_run_changes_nothing(demo: Served) -> None:
    before = demo.counts()
    again = subprocess.run(
        [ROOT / "run", "demo"], env=demo.environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert "står der allerede" in again.stdout
    for moving in (
        "django_session",
        "access_look",
        "access_lookpupil",
        "access_event",
    ):  # others come in and read meanwhile
        before.pop(moving, None)
    after = demo.counts()
    assert {name: after[name] for name in before} == before


def test_the_states_follow_from_the_trail(demo: Served) -> None:
    rebuilt = subprocess.run(
        [ROOT / "run", "rebuild_states"], env=demo.environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert "All states were right" in rebuilt.stdout


def test_the_sample_file_can_be_previewed(demo: Served) -> None:
    preview = subprocess.run(
        [ROOT / "run", "import_register", ROOT / "demo/samples/aasenskolen-2026-11-20.xml"],
        env=demo.environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "nye: Wilma" in preview.stdout
