"""What the school's office does: a substitute gets a class for some days; a class gets its lead."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spor.access.actor import Actor
from spor.access.models import Cover, Event, TeamRole
from spor.people.models import Person, Post
from tests.cast import NOW, TODAY, YEAR_STARTS, Cast


@pytest.fixture
def form(cast: Cast) -> dict[str, str]:
    return {"person": cast.ida.code, "from_on": "2026-11-25", "to_on": "2026-11-27"}


def test_the_window_opens_and_closes(client: Client, cast: Cast, sign_in, form) -> None:
    sign_in(client, cast.lone)
    for _ in range(2):
        assert client.post(reverse("cover", args=[cast.g2a.code]), form).status_code == 302
    row = Cover.objects.get(group=cast.g2a)
    assert (row.person, row.opened_by) == (cast.ida, cast.lone)
    assert Event.objects.filter(deed="open_cover").count() == 1
    assert cast.g2a.pk in Actor(cast.ida.pk, NOW, substantial=True).relations.groups_of("cover")
    assert "Ida Winther · 2.A" in client.get("/").content.decode()
    client.post(reverse("cover_end", args=[row.code]))
    assert cast.g2a.pk not in Actor(cast.ida.pk, NOW + dt.timedelta(minutes=1), substantial=True).relations.groups_of(
        "cover"
    )
    assert "Ida Winther · 2.A" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"to_on": "2026-11-24"}, "slutdag"),
        ({"to_on": "2027-11-24"}, "højst ti uger"),
        ({"to_on": "31.11.2026"}, "Skriv en dag"),
        ({"from_on": ""}, "Vælg en dag"),
        ({"person": "0" * 12}, "ansat på skolen"),
        ({"from_on": "2026-10-01", "to_on": "2026-10-02"}, "ikke er gået"),
    ],
)
def test_what_cannot_be_opened_is_said(client: Client, cast: Cast, sign_in, form, changed, says) -> None:
    sign_in(client, cast.lone)
    answer = client.post(reverse("cover", args=[cast.g2a.code]), form | changed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Cover.objects.filter(group=cast.g2a).exists()


def test_the_office_sees_nothing_pedagogical(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.lone)
    for name in ("pupil_plan", "pupil_portfolio"):
        assert client.get(reverse(name, args=[cast.viggo.code])).status_code == 403, name
    for name in ("school", "school_csv"):
        assert client.get(reverse(name, args=[cast.kastanje.code])).status_code == 403, name
    menu = {item.label for item in client.get("/").context["shell"].items}
    assert menu == {"Hjem", "Klasseledere"}


def test_a_class_gets_its_lead_and_loses_it(client: Client, cast: Cast, sign_in) -> None:
    TeamRole.objects.filter(group=cast.g2a, kind="lead").update(to_on=TODAY)
    sign_in(client, cast.lone)
    address = reverse("class_leads", args=[cast.kastanje.code])
    assert client.get(address).context["page"].classes[0].group == cast.g2a
    client.post(address, {"group": cast.g2a.code, "person": cast.ali.code})
    role = TeamRole.objects.get(group=cast.g2a, kind="lead", to_on=None)
    assert role.person == cast.ali
    client.post(reverse("class_lead_end", args=[role.code]))
    role.refresh_from_db()
    assert role.to_on == TODAY
    client.post(address, {"group": cast.aasen_5a.code, "person": cast.ali.code})
    assert not TeamRole.objects.filter(group=cast.aasen_5a, person=cast.ali).exists()


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("home", 7), ("cover", 8), ("class_leads", 8)])
def test_the_pages_cost_the_same_however_many(
    client: Client, cast: Cast, sign_in, more: int, name: str, queries: int, django_assert_num_queries
) -> None:
    for number in range(more):
        person = Person.objects.create(uniid=f"v{number}", given_name=f"Vikar {number}")
        Post.objects.create(person=person, school=cast.kastanje, role="substitute", from_on=YEAR_STARTS)
        end = NOW + dt.timedelta(days=1)
        Cover.objects.create(person=person, group=cast.g2a, from_at=NOW, to_at=end, opened_by=cast.lone)
        TeamRole.objects.create(person=person, group=cast.g0a, kind="lead", from_on=YEAR_STARTS)
    sign_in(client, cast.lone)
    place = {"home": [], "cover": [cast.g2a.code], "class_leads": [cast.kastanje.code]}[name]
    with django_assert_num_queries(queries):
        client.get(reverse(name, args=place))
