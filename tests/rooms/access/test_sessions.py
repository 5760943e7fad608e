"""A session ends three hours after it was last used and twelve after it began; a weak one opens nothing of a pupil."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from spor.access.models import Event
from spor.people.models import Person, Post
from tests.cast import Cast

HOUR = 3600


def age(client: Client, *, seen: int = 0, began: int = 0) -> None:
    """Let it be so many seconds since the session was last used, and since it began."""
    session = client.session
    session["seen"], session["began"] = int(time.time()) - seen, int(time.time()) - began
    session.save()


def test_how_long_is_left_is_told_and_asking_is_no_use_of_it(cast: Cast, client: Client, sign_in) -> None:
    sign_in(client, cast.mette)
    age(client, seen=3 * HOUR - 100, began=4 * HOUR)
    for _again in range(2):
        left = client.get("/logintid/").json()
        assert 40 <= left["idle"] <= 100 and abs(left["longest"] - 8 * HOUR) < 60
    left = client.post("/logintid/").json()
    assert (
        left["idle"] >= 3 * HOUR - 60 and abs(left["longest"] - 8 * HOUR) < 60
    )  # staying does not make the day longer
    age(client, seen=3 * HOUR - 100)
    client.get("/")
    assert client.get("/logintid/").json()["idle"] >= 3 * HOUR - 60


@pytest.mark.parametrize(("seen", "began"), [(3 * HOUR + 1, 4 * HOUR), (0, 12 * HOUR + 1)])
def test_a_session_that_is_over_is_gone(cast: Cast, client: Client, sign_in, seen: int, began: int) -> None:
    sign_in(client, cast.mette)
    age(client, seen=seen, began=began)
    assert client.get("/logintid/").status_code == 404
    assert not Session.objects.exists()
    assert client.get("/elevplaner/").status_code == 404


def test_using_it_all_day_keeps_no_session_longer_than_twelve_hours(cast: Cast, client: Client, sign_in) -> None:
    sign_in(client, cast.mette)
    for hour in range(1, 12):
        age(client, seen=HOUR, began=hour * HOUR)
        assert client.get("/").status_code == 200
    age(client, seen=60, began=12 * HOUR + 1)
    assert client.get("/").status_code == 302


def test_staff_with_one_factor_are_offered_the_second_where_it_would_help(cast: Cast, client: Client, sign_in) -> None:
    sign_in(client, cast.mette, mfa=False, substantial=False)
    plan = f"/elever/{cast.viggo.code}/plan/"
    answer = client.get(plan)
    page = answer.content.decode()
    assert answer.status_code == 403 and "Log ind med to faktorer" in page and "/unilogin/?staerkere" in page
    assert "Viggo" not in page and client.cookies["naeste"].value == plan
    assert "Log ind med to" in client.get("/").content.decode()
    sign_in(client, cast.mette)
    assert client.get(plan).status_code == 200


def test_nobody_learns_by_it_what_is_not_theirs(cast: Cast, client: Client, sign_in) -> None:
    plan = f"/elever/{cast.viggo.code}/plan/"
    for person, status in ((cast.birgitte, 403), (cast.otto, 404), (cast.henrik, 404), (cast.classmate, 404)):
        sign_in(client, person, mfa=False, substantial=False)
        answer = client.get(plan)
        assert answer.status_code == status and "Siden er din" not in answer.content.decode()


def test_what_was_posted_waits_for_the_second_factor(cast: Cast, client: Client, sign_in) -> None:
    sign_in(client, cast.mette, mfa=False, substantial=False)
    answer = client.post(reverse("purpose", args=[cast.viggo.code]), {"reason": "Samtale med hjemmet", "next": "/"})
    assert answer.status_code == 403 and "Siden er din" in answer.content.decode()
    assert ["reason", "Samtale med hjemmet"] in client.session["kept"]["fields"]


def test_the_first_administrator_is_appointed_by_whoever_runs_it(cast: Cast, capsys) -> None:
    for _twice in range(2):
        call_command("appoint", "ny000001", "administrator", name="Anne Marie Holm")
    person = Person.objects.get(uniid="ny000001")
    assert (person.given_name, person.family_name) == ("Anne Marie", "Holm")
    assert Post.objects.get(person=person).role == Post.Role.MUNICIPAL_ADMIN
    assert Event.objects.filter(deed="appoint").count() == 1
    assert "Anne Marie Holm is administrator" in capsys.readouterr().out
    call_command("appoint", "mette", "consultant")
    assert Person.objects.get(uniid="mette").name == "Mette Lindqvist"
    for uniid, name in (("ukendt", ""), ("", "X"), ("med mellemrum", "X"), ("x" * 51, "X")):
        with pytest.raises(CommandError):
            call_command("appoint", uniid, "administrator", name=name)
