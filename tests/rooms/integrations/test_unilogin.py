"""Sign-in by Unilogin against a real OpenID provider on this machine: who comes in, and what is turned away."""

import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client

from spor.access.models import Event
from spor.access.sign_in import AccountBackend
from spor.integrations.unilogin import provider as providing
from spor.people.models import Account, Enrolment, Person, Post
from tests.cast import TODAY, Cast
from tests.unilogin.broker import Broker, asked_for, running

ADDRESS = "http://127.0.0.1:8000"
KASTANJE, AASEN = {"institution_ids": "[101001]"}, {"institution_ids": "[101002]"}
EVERYBODY = dict.fromkeys(("mette", "oskar", "henrik", "susanne", "rikke", "stranger", "nobody"), KASTANJE)


@pytest.fixture(scope="module")
def started() -> Iterator[Broker]:
    with running(redirects=[f"{ADDRESS}/unilogin/tilbage/"], backs=[f"{ADDRESS}/log-ind/"]) as broker:
        yield broker


@pytest.fixture
def broker(started: Broker, settings) -> Broker:
    settings.ADDRESS, settings.UNILOGIN_ISSUER = ADDRESS, started.issuer
    settings.UNILOGIN_CLIENT, settings.UNILOGIN_SECRET = "spor", "en-hemmelighed-til-proever"
    providing._of.cache_clear()
    started.say(**EVERYBODY)
    return started


def walked(client: Client, broker: Broker, login: str, *, query: str = "", **more: Any) -> str:
    """Off from Spor, through the provider, to the address one is sent back to."""
    sent = client.get(f"/unilogin/{query}")
    assert sent.status_code == 302, sent.content.decode()
    return broker.walk(sent["Location"], login, **more)


def signed_in_as(client: Client) -> str:
    """The Unilogin of whoever the client's session belongs to; "" for nobody."""
    key = client.cookies.get(configured.SESSION_COOKIE_NAME)
    found = client.session.get("_auth_user_id") if key and key.value else None  # asking makes a session where none is
    account = AccountBackend().get_user(int(found)) if found else None
    return account.username if account else ""


def test_a_pupil_signs_in_and_gets_an_account_then(cast: Cast, broker: Broker, client: Client) -> None:
    Account.objects.filter(person=cast.oskar).delete()
    sent = client.get("/unilogin/")
    asked = asked_for(sent["Location"])
    assert asked["code_challenge_method"] == "S256" and asked["prompt"] == "login" and asked["scope"] == "openid"
    assert len(asked["state"]) == len(asked["nonce"]) == 32 and asked["redirect_uri"] == f"{ADDRESS}/unilogin/tilbage/"
    assert not Session.objects.exists()  # nobody on the way has a row
    back = client.get(broker.walk(sent["Location"], "oskar"))
    assert (back.status_code, back["Location"]) == (302, "/log-ind/videre/")
    account = Account.objects.get(person=cast.oskar)
    assert signed_in_as(client) == "oskar" and not account.password  # nothing was hashed
    session = client.session
    assert (session["mfa"], session["substantial"]) == (False, False)
    cookie = client.cookies[configured.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert client.get(back["Location"])["Location"] == "/"
    assert Event.objects.filter(deed="sign_in", thing_code=cast.oskar.code).count() == 1


def test_a_sign_in_costs_few_statements(cast: Cast, broker: Broker, client: Client, django_assert_num_queries) -> None:
    back = walked(client, broker, "mette")
    with django_assert_num_queries(0):
        client.get("/unilogin/")
    with django_assert_num_queries(14):
        client.get(back)


@pytest.mark.parametrize(("level", "strong"), [(2, False), (3, True)])
def test_how_strong_the_sign_in_was_is_a_fact_of_the_session(
    cast: Cast, broker: Broker, client: Client, level: int, strong: bool
) -> None:
    client.get(walked(client, broker, "mette", level=level))
    assert (client.session["mfa"], client.session["substantial"]) == (strong, strong)


def test_one_asks_for_two_factors(cast: Cast, broker: Broker, client: Client) -> None:
    client.get(walked(client, broker, "mette", query="?staerkere"))
    assert client.session["substantial"]


def test_one_person_with_two_relations_signs_in_through_either(cast: Cast, broker: Broker, client: Client) -> None:
    for place in (KASTANJE, AASEN, {"institution_ids": '["A04441", "101002"]'}, {"institution_ids": ["101001"]}):
        broker.say(mette=place)
        client.get(walked(client, broker, "mette", level=3))
        assert signed_in_as(client) == "mette"
        page = client.get("/").content.decode()
        assert "5.B" in page and "Magnus" in page
        client.post("/log-ud/")


def test_the_key_of_the_session_is_new_and_nothing_goes_over(cast: Cast, broker: Broker, client: Client) -> None:
    client.get(walked(client, broker, "mette", level=3))
    before = client.session.session_key
    session = client.session
    session["planted"] = "x"
    session.save()
    client.get(walked(client, broker, "oskar"))
    assert signed_in_as(client) == "oskar"
    assert client.session.session_key != before and "planted" not in client.session
    assert not Session.objects.filter(session_key=before).exists()


TURNED_AWAY = [
    ("nobody", KASTANJE, "unknown", "Spørg kontoret på Kastanjeskolen"),
    ("nobody", {"institution_ids": "[999999]"}, "unknown", "Spørg kontoret på din skole"),
    ("oskar", AASEN, "other_institution", "hører til et andet sted"),
    ("oskar", {"institution_ids": "[]"}, "other_institution", "hører til et andet sted"),
    ("oskar", {"institution_ids": None}, "other_institution", "hører til et andet sted"),
    ("oskar", {"institution_ids": "[1010012]"}, "other_institution", "hører til et andet sted"),
    ("oskar", {**KASTANJE, "has_license": "false"}, "no_license", "ikke givet adgang"),
    ("stranger", KASTANJE, "nowhere", "ingen klasse, stilling eller børn"),
    ("rikke", KASTANJE, "nowhere", "ingen klasse, stilling eller børn"),
]


@pytest.mark.parametrize(("login", "claims", "word", "reason"), TURNED_AWAY)
def test_who_the_register_does_not_have_there_is_told_whom_to_ask(
    cast: Cast, broker: Broker, client: Client, login: str, claims: dict[str, Any], word: str, reason: str
) -> None:
    broker.say(**{login: claims})
    people, accounts = Person.objects.count(), Account.objects.count()
    answer = client.get(walked(client, broker, login))
    assert answer.status_code == 403 and reason in answer.content.decode()
    assert not signed_in_as(client) and not Session.objects.exists()
    assert (Person.objects.count(), Account.objects.count()) == (people, accounts)
    noted = Event.objects.get(deed="sign_in_refused")
    assert (noted.note, noted.actor_id, noted.thing_code) == (word, None, "")


def test_the_municipalitys_own_people_come_from_its_own_numbers(
    cast: Cast, broker: Broker, client: Client, settings
) -> None:
    settings.MUNICIPALITY_NUMBERS = ["A00101"]
    broker.say(rikke={"institution_ids": "[a00101]"})
    client.get(walked(client, broker, "rikke", level=3))
    assert signed_in_as(client) == "rikke"


def test_what_has_ended_lets_nobody_in(cast: Cast, broker: Broker, client: Client) -> None:
    Enrolment.objects.filter(person=cast.oskar).update(to_on=TODAY)
    Post.objects.filter(person=cast.susanne).update(to_on=TODAY)
    for login in ("oskar", "susanne"):
        assert client.get(walked(client, broker, login)).status_code == 403
    Account.objects.filter(person=cast.mette).update(is_active=False)
    assert "lukket" in client.get(walked(client, broker, "mette")).content.decode()
    assert not signed_in_as(client)


LIES = {
    "none": "algorithm",
    "shared_secret": "algorithm",
    "other_key": "signature",
    "unknown_key": "signature",
    "own_key_inside": "signature",
    "changed": "signature",
    "audience": "claim_aud",
    "two_audiences": "claim_azp",
    "issuer": "claim_iss",
    "expired": "expired",
    "future": "claim_iat",
    "endless": "claim_exp",
    "no_nonce": "claim_nonce",
    "other_nonce": "claim_nonce",
    "other_access": "claim_at_hash",
    "no_uniid": "no_uniid",
    "stale": "not_fresh",
    "inactive": "not_active",
    "rubbish": "signature",
    "nothing": "no_id_token",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_is_refused_with_a_reason(
    cast: Cast, broker: Broker, client: Client, lie: str, caplog: pytest.LogCaptureFixture
) -> None:
    broker.say(lie=lie, **EVERYBODY)
    with caplog.at_level(logging.WARNING):
        answer = client.get(walked(client, broker, "mette", level=3))
    assert answer.status_code == 403 and "Du blev ikke logget ind" in answer.content.decode()
    assert not signed_in_as(client) and not Session.objects.exists()
    assert Event.objects.get(deed="sign_in_refused").note == LIES[lie]
    assert LIES[lie] in caplog.text and "mette" not in caplog.text
    assert not Event.objects.filter(deed="sign_in").exists()


@pytest.mark.parametrize("lie", ["skewed", "late"])
def test_two_clocks_may_differ_by_less_than_a_minute(cast: Cast, broker: Broker, client: Client, lie: str) -> None:
    broker.say(lie=lie, **EVERYBODY)
    client.get(walked(client, broker, "mette"))
    assert signed_in_as(client) == "mette"


def test_a_return_is_used_once_and_only_by_the_browser_that_began(cast: Cast, broker: Broker, client: Client) -> None:
    back = walked(client, broker, "mette")
    thief = Client()
    assert "Der gik for lang tid" in thief.get(back).content.decode()
    trip = {name: morsel.value for name, morsel in client.cookies.items() if name.startswith("unilogin_")}
    client.get(back)
    assert signed_in_as(client) == "mette"
    replayed = Client()
    for name, value in trip.items():
        replayed.cookies[name] = value
    assert "brugt før" in replayed.get(back).content.decode() and not signed_in_as(replayed)
    assert "Der gik for lang tid" in client.get(back).content.decode()


def test_a_code_of_another_trip_is_refused(cast: Cast, broker: Broker, client: Client) -> None:
    """Somebody puts their own code into another's return: the verifier does not fit."""
    stolen = asked_for(walked(Client(), broker, "henrik"))["code"]
    state = asked_for(client.get("/unilogin/")["Location"])["state"]
    answer = client.get("/unilogin/tilbage/", {"code": stolen, "state": state})
    assert "sagde nej til koden" in answer.content.decode() and not signed_in_as(client)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("", "no_trip"),
        ("?code=x", "no_trip"),
        ("?code=x&state=%00", "no_trip"),
        ("?code=x&state=forkert", "no_trip"),
        ("?state=STATE", "broker_error"),
        ("?state=STATE&code=opdigtet", "token_invalid_grant"),
        ("?state=STATE&error=access_denied&code=x", "gave_up"),
        ("?state=STATE&error=server_error&error_description=%3Cscript%3E", "broker_error"),
        ("?state=STATE&code=x&iss=https://ond.example", "other_issuer"),
    ],
)
def test_an_odd_return_is_refused(cast: Cast, broker: Broker, client: Client, query: str, word: str) -> None:
    state = asked_for(client.get("/unilogin/")["Location"])["state"]
    answer = client.get("/unilogin/tilbage/" + query.replace("STATE", state))
    assert answer.status_code in (403, 503) and b"<script>" not in answer.content
    assert Event.objects.get(deed="sign_in_refused").note == word and not signed_in_as(client)


def test_who_gives_up_is_told_so(cast: Cast, broker: Broker, client: Client) -> None:
    answer = client.get(walked(client, broker, "mette", stop=True))
    assert "Du blev ikke logget ind hos Unilogin." in answer.content.decode()


@pytest.mark.parametrize(
    "fail", ["down", "/token", "/jwks", "/token/introspection", "/.well-known/openid-configuration"]
)
def test_a_provider_that_is_down_is_said_so(cast: Cast, broker: Broker, client: Client, fail: str) -> None:
    if fail in ("down", "/.well-known/openid-configuration"):
        broker.say(fail=fail)
        answer = client.get("/unilogin/")
    else:
        back = walked(client, broker, "mette")
        broker.say(fail=fail, **EVERYBODY)
        answer = client.get(back)
    assert answer.status_code == 503 and "svarer ikke lige nu" in answer.content.decode()
    assert not signed_in_as(client)
    broker.say(**EVERYBODY)
    client.get(walked(client, broker, "mette"))
    assert signed_in_as(client) == "mette"  # and when it is up again, so is the sign-in


def test_nobody_waits_long_for_a_slow_provider(
    cast: Cast, broker: Broker, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = walked(client, broker, "mette")
    monkeypatch.setattr(providing, "PATIENCE", 0.3)
    broker.say(fail="slow", **EVERYBODY)
    began = time.monotonic()
    answer = client.get(back)
    assert answer.status_code == 503 and time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("asked", "lands"),
    [
        ("/elevplaner/?side=2", "/elevplaner/?side=2"),
        ("//ond.example/", "/"),
        ("https://ond.example/", "/"),
        ("/\\ond.example", "/"),
        ("/findes-ikke/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_one_lands_where_one_was_going_but_never_elsewhere(
    cast: Cast, broker: Broker, client: Client, asked: str, lands: str
) -> None:
    back = walked(client, broker, "mette", level=3)
    client.cookies["naeste"] = asked
    assert client.get(client.get(back)["Location"])["Location"] == lands


def test_signing_out_signs_out_of_unilogin_too(cast: Cast, broker: Broker, client: Client) -> None:
    client.get(walked(client, broker, "mette"))
    token = client.session["id_token"]
    page = client.post("/log-ud/").content.decode()
    assert f"{broker.issuer}/session/end?id_token_hint={token}" in page and 'http-equiv="refresh"' in page
    assert not signed_in_as(client) and not Session.objects.exists()


def test_without_a_broker_there_is_no_way_to_one(db: None, client: Client, settings) -> None:
    settings.UNILOGIN_ISSUER = ""
    for address in ("/unilogin/", "/unilogin/tilbage/?code=x&state=y"):
        assert client.get(address).status_code == 404
    assert "ikke koblet på" in client.get("/log-ind/").content.decode()


def test_text_waits_for_the_sign_in_and_is_there_when_it_is_loaded_again(
    cast: Cast, broker: Broker, client: Client
) -> None:
    page = client.post("/log-ind/", {"gemt": "/elevplaner/", "gemt-text": "Lad døren stå åben."}).content.decode()
    assert "Det, du skrev, venter." in page
    landing = client.get(client.get(walked(client, broker, "mette"))["Location"])
    assert landing["Location"] == "/log-ind/tekst/"
    for _again in range(2):
        assert "Lad døren stå åben." in client.get("/log-ind/tekst/").content.decode()
    assert client.get("/log-ind/videre/")["Location"] == "/"
    long = client.post("/log-ind/", {"gemt": "/elevplaner/", "gemt-text": "x" * 400_001})
    assert long.status_code == 413 and "x" * 400_001 in long.content.decode()
