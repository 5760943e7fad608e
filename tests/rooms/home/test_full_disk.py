"""A database that really has no room left (SQLite's own limit of pages): a clear word, every typed word back, nothing half done."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from spor.access.models import Draft, Event
from spor.base.codes import new_code
from spor.evidence.models import Feedback, HandIn, Product, ProductFile, Trace
from tests.cast import Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit of pages is SQLite's")
LONG = "Døren stod åben. " + "Jeg gik ind. " * 3_000
ROWS = (HandIn, Product, ProductFile, Trace, Feedback, Draft, Event)


@contextmanager
def no_room() -> Iterator[None]:
    """No page more than there are, and none free among them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (words text)")
        cursor.execute("PRAGMA freelist_count")
        (free,) = cursor.fetchone()
        for _n in range(free):
            cursor.execute("INSERT INTO filler VALUES (%s)", ["x" * 4_000])
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")
        cursor.execute("DROP TABLE filler")


def _counts() -> list[int]:
    return [model.objects.count() for model in ROWS]


def test_a_hand_in_and_what_is_saved_while_one_writes(cast: Cast, client: Client, sign_in) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:1], cast.wordings[:1])
    url, key = reverse("hand_in", args=[assignment.code]), new_code()
    sign_in(client, cast.viggo)
    said = {"text": LONG[:19_000], "self_text": "Det gik godt.", "key": key}
    own = {"HTTP_ORIGIN": "http://testserver"}
    before = _counts()
    with no_room():
        answer = client.post(url, {**said, "uploads": samples.upload(samples.jpeg())}, **own)
        page = answer.content.decode()
        assert answer.status_code == 507 and "plads" in page and LONG[:5_000] in page and "Det gik godt." in page
        draft = reverse("draft", args=["hand_in", assignment.code, "text"])
        assert client.post(draft, {"text": LONG[:19_000]}, **own).status_code == 507
        assert client.get(url).status_code == 200
        assert _counts() == before
    assert client.post(url, said, **own).status_code == 302
    assert HandIn.objects.get().version.text == LONG[:19_000].strip()


def test_feedback(cast: Cast, client: Client, sign_in) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:1], cast.wordings[:1])
    handed = work.handed_in_by(assignment, cast.viggo)
    url = reverse("feedback", args=[handed.code])
    sign_in(client, cast.mette)
    said = {"text": LONG[:9_000], "key": new_code()}
    before = _counts()
    with no_room():
        answer = client.post(url, said, HTTP_ORIGIN="http://testserver")
        assert answer.status_code == 507 and LONG[:5_000] in answer.content.decode()
        assert _counts() == before
    assert client.post(url, said).status_code == 302
    assert Feedback.objects.count() == 1
