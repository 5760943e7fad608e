"""A parent takes a copy of all that is held about a child; the municipality holds what must not be erased."""

import io
import zipfile

import pytest

from spor.access.models import Hold
from tests.cast import Cast
from tests.journeys.browser import axe
from tests.journeys.conftest import Visits

pytestmark = pytest.mark.journey("privacy")


def test_a_copy_is_taken_and_a_person_is_held(cast: Cast, visit: Visits) -> None:
    page = visit(cast.henrik, width=390)
    page.goto("/indsigt/")
    axe(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tag en kopi Oskar Dahl").click()
    with zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes())) as archive:
        assert archive.testzip() is None and "Oskar Dahl" in archive.read("index.html").decode()
    page = visit(cast.rikke)
    page.goto("/fastholdelser/")
    page.locator("#id_person").fill("oskar")
    page.locator("#id_reason").fill("Klagesag hos nævnet")
    page.get_by_role("button", name="Fasthold", exact=True).click()
    page.get_by_role("button", name="Ophæv Oskar Dahl").wait_for()
    axe(page)
    assert Hold.objects.get().person == cast.oskar
    page.goto("/fortegnelse/")
    axe(page)
