"""After fourteen days nothing expired is shown; after the night it is nowhere: not in the file, its journal, the dump, the files."""

import datetime as dt
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from spor.access import guard
from spor.wellbeing.closing import scrub
from spor.wellbeing.models import CheckIn, CheckInReader, TalkHeld, TalkWish
from tests.cast import NOW, Cast

CANARY = "Kanariefuglen i frikvarteret"
DAY = dt.timedelta(days=1)


def _said(client, sign_in, cast: Cast) -> list[str]:
    """Said, shared and asked through the pages; returns what must not be found afterwards."""
    sign_in(client, cast.oskar)
    client.post(reverse("pupil_wellbeing", args=[cast.oskar.code]), {"answer": "good"})
    client.post(reverse("pupil_wellbeing", args=[cast.oskar.code]), {"answer": "bad"})
    client.post(reverse("check_in_readers", args=[cast.oskar.code]), {"adult": cast.mette.code, "sees": "on"})
    client.post(reverse("talk_wishes", args=[cast.oskar.code]), {"adult": cast.mette.code, "text": CANARY})
    sign_in(client, cast.mette)
    assert CANARY in client.get("/trivsel/").content.decode()
    wish = TalkWish.objects.get()
    client.post(reverse("talk_held", args=[wish.code]))
    return [CANARY, CheckIn.objects.get().code, wish.code]


def _dump() -> str:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        parts = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 # the database's own names
            parts += [repr(row) for row in cursor.fetchall()]
    return "\n".join(parts)


def _bytes(own_files: Path) -> bytes:
    """The database's file with its journal, or on PostgreSQL the files of the tables; and the files handed in."""
    found = b"".join(path.read_bytes() for path in own_files.rglob("*") if path.is_file())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA database_list")
            file = cursor.fetchone()[2]
        return found + b"".join(Path(file + end).read_bytes() for end in ("", "-wal") if Path(file + end).exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for table in connection.introspection.table_names():
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
            found += bytes(cursor.fetchone()[0])
    return found


def _is_gone(words: list[str], own_files: Path) -> bool:
    """PostgreSQL keeps dead rows while anybody, its own housekeeping too, reads in an older snapshot: the next night takes them."""
    for _night in range(40):
        if not any(word.encode() in _bytes(own_files) for word in words):
            return True
        time.sleep(0.25)
        scrub()
    return False


@pytest.mark.django_db(transaction=True)
def test_after_the_night_it_is_nowhere(client, sign_in, set_clock, own_files: Path) -> None:
    from tests.cast import build_cast

    cast = build_cast()
    words = _said(client, sign_in, cast)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    assert CANARY.encode() in _bytes(own_files) and all(word in _dump() for word in words)
    set_clock(NOW + 14 * DAY)
    call_command("close_wellbeing", verbosity=0)
    for model in (CheckIn, CheckInReader, TalkWish, TalkHeld):
        assert not model.objects.exists()
    assert not [word for word in words if word in _dump()]
    assert _is_gone(words, own_files)
    assert apps.get_model("access.Event").objects.filter(deed="check_in").exists()  # that something was said, by nobody


def test_expired_is_shown_to_nobody_before_the_night_too(cast: Cast, client, sign_in, actor, set_clock) -> None:
    _said(client, sign_in, cast)
    for day, stands in ((13, True), (14, False)):
        later = NOW + day * DAY
        assert guard.visible(actor(cast.oskar, now=later), CheckIn).exists() is stands
        assert guard.visible(actor(cast.mette, now=later), CheckIn).exists() is stands


def test_a_wish_that_waits_is_not_erased_with_what_was_said(cast: Cast, client, sign_in, set_clock) -> None:
    sign_in(client, cast.oskar)
    client.post(reverse("talk_wishes", args=[cast.oskar.code]), {"adult": cast.mette.code})
    from spor.wellbeing.closing import _erase

    assert _erase(NOW + 40 * DAY) == 0 and _erase(NOW + 91 * DAY) == 1
