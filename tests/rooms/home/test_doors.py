"""In and out, and what is not lost on the way."""

import errno

import pytest
from django.conf import settings
from django.db.utils import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from spor.home.errors import server_error
from spor.home.full_disk import FullDiskMiddleware, is_full
from tests.cast import Cast

TYPED = "Jeg hører huset. <b>Lad døren stå åben</b> & vent."


def _lost(client: Client, address: str, **more: str):
    """A post from our own page, whose session is gone."""
    return client.post(address, {"text": TYPED, **more}, headers={"origin": "http://testserver"})


def test_the_front_page_leads_a_stranger_to_the_door(client, db):
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("sign_in"))
    assert client.get(answer["Location"]).status_code == 200


def test_every_other_address_is_the_same_404_to_a_stranger(client, cast: Cast):
    real = client.get(reverse("group", args=[cast.g5b.code]))
    unknown = client.get(reverse("group", args=["0" * 12]))
    assert (real.status_code, unknown.status_code) == (404, 404)
    assert real.content == unknown.content
    assert set(real.cookies) == set(unknown.cookies)


def test_a_post_without_a_session_keeps_what_was_typed_through_the_sign_in(client, cast: Cast):
    answer = _lost(client, "/kladder/feedback/0123456789ab/text/")
    assert answer.status_code == 401
    assert "Jeg hører huset. &lt;b&gt;" in answer.content.decode()
    assert 'name="gemt-text"' in answer.content.decode()


def test_a_post_from_another_site_carries_nothing(client, db):
    answer = client.post("/elevplaner/", {"text": TYPED}, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 401
    assert "Jeg hører huset" not in answer.content.decode()


def test_a_stale_form_is_given_back_with_its_text_and_a_fresh_token(cast: Cast, sign_in):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.mette)
    answer = _lost(client, reverse("purpose", args=[cast.viggo.code]))
    assert answer.status_code == 403
    assert "Jeg hører huset. &lt;b&gt;" in answer.content.decode()
    assert "csrfmiddlewaretoken" in answer.content.decode()


def test_an_idle_session_is_over_after_three_hours(client, cast: Cast, sign_in):
    sign_in(client, cast.mette)
    session = client.session
    session["seen"] -= 3 * 3600 + 1
    session.save()
    assert client.get(reverse("plans")).status_code == 404


def test_signing_out_needs_a_post(client, cast: Cast, sign_in):
    sign_in(client, cast.mette)
    assert client.get(reverse("sign_out")).status_code == 405
    client.post(reverse("sign_out"))
    assert settings.SESSION_COOKIE_NAME not in client.cookies or not client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")]
)
def test_a_full_disk_is_said_and_the_text_stays(error):
    request = RequestFactory().post("/opgaver/x/", {"text": TYPED})
    answer = FullDiskMiddleware(lambda _: None).process_exception(request, error)
    assert answer.status_code == 507
    assert "disk er fuld" in answer.content.decode()
    assert "Jeg hører huset. &lt;b&gt;" in answer.content.decode()


def test_other_errors_are_not_taken_for_a_full_disk():
    assert not is_full(OperationalError("database is locked"))
    assert not is_full(OSError(errno.EACCES, "denied"))


def test_a_fault_of_ours_gives_the_text_back():
    request = RequestFactory().post("/opgaver/x/", {"text": TYPED}, headers={"origin": "http://testserver"})
    answer = server_error(request)
    assert answer.status_code == 500
    assert "Jeg hører huset. &lt;b&gt;" in answer.content.decode()


def test_the_gallery_shows_the_components(client, db):
    assert client.get(reverse("gallery")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_gallery_asks_nothing_of_the_database(client, db, django_assert_num_queries, rows):
    with django_assert_num_queries(0):
        client.get(reverse("gallery"), {"rows": rows})
