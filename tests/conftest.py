"""Fixtures of all tests. The clock stands at Wednesday 25 November 2026, 8.00 in Copenhagen, and files go to a folder of the test's own."""

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import cast as casting
from tests.sessions import sign_in_as

if TYPE_CHECKING:
    from spor.access.actor import Actor
    from spor.people.models import Person

if os.environ.get("SPOR_TESTING") != "1":
    raise pytest.UsageError("Tests need their own settings: run ./test <what>, or set SPOR_TESTING=1.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(worker_id: str) -> Iterator[None]:
    """Give each worker its own database, on SQLite as a file: the browser's server threads then have connections of their own."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    if "sqlite3" not in database["ENGINE"]:
        test["NAME"] = f"test_spor_{worker_id}"
        yield
        return
    with tempfile.TemporaryDirectory(prefix="spor-test-", ignore_cleanup_errors=True) as folder:
        test["NAME"] = f"{folder}/{worker_id}.sqlite3"
        # Nobody mourns a test database after a power cut.
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
        yield


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """Where collected files would lie: empty in tests, but there."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def now() -> dt.datetime:
    """The moment the tests live in."""
    return casting.NOW


@pytest.fixture(autouse=True)
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Stop Spor's clock at `NOW`. Ask for it to move the clock: `set_clock(now + timedelta(days=1))`."""
    from spor.base import clock

    def move(moment: dt.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment.astimezone(dt.UTC))

    move(casting.NOW)
    return move


@pytest.fixture(autouse=True)
def own_files(settings: object, tmp_path: Path) -> Path:
    """Files handed in during a test lie in the test's own folder, which is returned."""
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined] # pytest-django's settings wrapper
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def shown_to_nobody() -> None:
    """Each test is a process that has shown nobody anything yet."""
    from spor.access import looks

    looks.forget()


@pytest.fixture
def cast(db: None) -> casting.Cast:
    """The school and everybody in it."""
    return casting.build_cast()


@pytest.fixture
def sign_in() -> Callable[..., None]:
    """`sign_in(client, person)`: from now on the test client is that person, signed in as strongly as staff must be."""
    return sign_in_as


@pytest.fixture
def actor(now: dt.datetime) -> Callable[..., "Actor"]:
    """`actor(person)`: that person at `now`, in a strong session. `actor(person, mfa=False)`, `actor(person, now=later)` for others."""
    from spor.access.actor import NOBODY, Actor

    def make(person: "Person | None", **facts: object) -> Actor:
        strong = {"now": now, "mfa": True, "substantial": True}
        return Actor(
            person.pk if person else NOBODY, account_id=person.account.pk if person else None, **(strong | facts)
        )

    return make
