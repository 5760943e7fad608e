"""The supplier's support: a window that the municipality opened, for reading only, without names, written down, and closed by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.access import support
from spor.access.appointing import appoint
from spor.access.models import Event, Look, LookPupil, SupportGrant, SupportWindow
from spor.base.errors import Refused
from spor.people.models import Account, Person, Post
from tests.cast import NOW, TODAY, Cast

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def sofie(cast: Cast) -> Person:
    post = appoint(uniid="sofie", given_name="Sofie", family_name="Støtte", role=Post.Role.SUPPORT, on=TODAY)
    Account.objects.create(username="sofie", person=post.person)
    return post.person


def ask(client, cast: Cast, key: str = "k1", reason: str = "Importen standser"):
    return client.post(reverse("support"), {"school": cast.kastanje.code, "reason": reason, "key": key})


def test_from_asking_to_closing(cast: Cast, sofie: Person, client, sign_in, set_clock) -> None:
    sign_in(client, sofie)
    assert ask(client, cast, reason="").status_code == 422
    assert ask(client, cast).status_code == ask(client, cast).status_code == 302
    window = SupportWindow.objects.get()
    page = reverse("support_window", args=[window.code])
    assert client.get(page).status_code == 404
    assert client.post(reverse("support_approval", args=[window.code]), {"hours": "8"}).status_code == 404
    sign_in(client, cast.rikke)
    assert "Importen standser" in client.get(reverse("support")).content.decode()
    client.post(reverse("support_approval", args=[window.code]), {"hours": "9"})
    assert not SupportGrant.objects.exists()
    client.post(reverse("support_approval", args=[window.code]), {"hours": "8"})
    assert client.get(page).status_code == 404  # it is not for her
    sign_in(client, sofie)
    front = client.get(reverse("support")).content.decode()
    assert "Støttevinduet er åbent" in front and page in front
    text = client.get(page, {"klasse": cast.g5b.code}).content.decode()
    assert text.count(">Elev ") >= 4 and "Støttevinduet er åbent" in text
    assert not any(each.given_name in text for each in (cast.oskar, cast.viggo, cast.noor, cast.classmate))
    looks = LookPupil.objects.filter(look__actor_id=sofie.pk)
    assert looks.count() == 4 and set(looks.values_list("tie", "look__purpose")) == {("support", "Importen standser")}
    set_clock(NOW + 8 * HOUR)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("who", ["sofie", "rikke"])
def test_it_is_closed_at_once(cast: Cast, sofie: Person, client, sign_in, actor, who: str) -> None:
    window = support.ask_for_window(actor=actor(sofie), school=cast.kastanje, reason="Import", key="k")
    support.approve_window(actor=actor(cast.rikke), window=window, hours=1)
    sign_in(client, sofie)
    page = reverse("support_window", args=[window.code])
    assert client.get(page).status_code == 200
    closing = {"sofie": sofie, "rikke": cast.rikke}[who]
    sign_in(client, closing)
    client.post(reverse("support_end", args=[window.code]))
    sign_in(client, sofie)
    assert client.get(page).status_code == 404 and "Støttevinduet er åbent" not in client.get("/").content.decode()
    deeds = Event.objects.filter(thing="support_grant").order_by("id").values_list("deed", flat=True)
    assert list(deeds) == ["ask_for_window", "approve_window", "end_window"]


def test_what_was_refused_is_never_opened(cast: Cast, sofie: Person, actor) -> None:
    window = support.ask_for_window(actor=actor(sofie), school=cast.kastanje, reason="Import", key="k")
    support.end_window(actor=actor(cast.rikke), window=window)
    support.approve_window(actor=actor(cast.rikke), window=window, hours=8)
    assert SupportGrant.objects.get().to_at == NOW


def test_nobody_opens_their_own_and_the_post_is_what_counts(cast: Cast, sofie: Person, client, sign_in, actor) -> None:
    Post.objects.create(person=sofie, school=None, role=Post.Role.MUNICIPAL_ADMIN, from_on=TODAY)
    window = support.ask_for_window(actor=actor(sofie), school=cast.kastanje, reason="Import", key="k")
    with pytest.raises(Refused, match="Bed en kollega"):
        support.approve_window(actor=actor(sofie), window=window, hours=1)
    support.approve_window(actor=actor(cast.rikke), window=window, hours=1)
    page = reverse("support_window", args=[window.code])
    sign_in(client, sofie, mfa=False)
    assert client.get(page).status_code == 403  # offered the second factor, with which it would be theirs
    sign_in(client, sofie)
    assert client.get(page).status_code == 200
    Post.objects.filter(person=sofie, role="support").update(to_on=TODAY)
    assert client.get(page).status_code == 404


def opened(cast: Cast, sofie: Person, actor, number: int) -> SupportWindow:
    """So many windows asked for; the last is open."""
    for each in range(number):
        support.ask_for_window(actor=actor(sofie), school=cast.kastanje, reason=f"Nr. {each}", key=f"k{each}")
    window = SupportWindow.objects.latest("pk")
    support.approve_window(actor=actor(cast.rikke), window=window, hours=1)
    return window


@pytest.mark.parametrize("rows", [1, 3])
def test_many_windows_cost_what_one_does(
    cast: Cast, sofie: Person, client, sign_in, actor, rows: int, django_assert_num_queries
) -> None:
    opened(cast, sofie, actor, rows)
    sign_in(client, sofie)
    client.get("/")
    with django_assert_num_queries(5):
        assert client.get(reverse("support")).content.decode().count("Nr. ") == rows


@pytest.mark.parametrize("group", ["g2a", "g5b"])
def test_a_class_costs_what_a_pupil_does(
    cast: Cast, sofie: Person, client, sign_in, actor, group: str, django_assert_num_queries
) -> None:
    window = opened(cast, sofie, actor, 1)
    sign_in(client, sofie)
    client.get("/")
    with django_assert_num_queries(9):
        client.get(reverse("support_window", args=[window.code]), {"klasse": getattr(cast, group).code})
    assert Look.objects.filter(actor_id=sofie.pk).exists()
