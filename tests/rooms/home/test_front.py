"""The front pages and the class, for each audience."""

import pytest
from django.urls import reverse

from spor.people.models import Membership, Person
from tests.cast import YEAR_STARTS, Cast


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("mette", "Venter på feedback"),
        ("ida", "Din dag"),
        ("viggo", "Det skal du nå"),
        ("villads", "Vis hvad du har lavet"),
        ("henrik", "Elevplan"),
        ("susanne", "Klasserne"),
        ("lone", "Klasserne"),
        ("rikke", "Intet haster"),
        ("stranger", "Intet haster"),
        ("jens", "Intet haster"),
    ],
)
def test_each_lands_on_a_page_of_their_own(client, cast: Cast, sign_in, who, sees):
    sign_in(client, cast.people[who])
    answer = client.get("/")
    assert answer.status_code == 200
    assert sees in answer.content.decode()


def test_a_teacher_who_is_also_a_parent_has_both(client, cast: Cast, sign_in):
    sign_in(client, cast.mette)
    page = client.get("/").content.decode()
    assert "Din dag" in page
    assert cast.magnus.first_name in page


def test_the_class_is_for_those_around_it(client, cast: Cast, sign_in):
    address = reverse("group", args=[cast.g5b.code])
    for who, status in {
        "mette": 200,
        "viggo": 200,
        "nina": 200,
        "ida": 200,
        "birgitte": 200,
        "otto": 404,
        "jens": 404,
    }.items():
        sign_in(client, cast.people[who])
        assert client.get(address).status_code == status, who


def test_a_protected_pupil_is_shown_by_the_alias(client, cast: Cast, sign_in):
    sign_in(client, cast.viggo)
    page = client.get(reverse("group", args=[cast.g5b.code])).content.decode()
    assert cast.noor.name in page
    assert cast.noor.family_name not in page


def _more_pupils(cast: Cast, number: int) -> None:
    for index in range(number):
        person = Person.objects.create(uniid=f"more-{index}", given_name=f"Elev {index}")
        Membership.objects.create(person=person, group=cast.g5b, role="pupil", from_on=YEAR_STARTS)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("plans", 8), ("portfolios", 8), ("group", 9), ("home", 11)])
def test_lists_cost_the_same_however_long(client, cast: Cast, sign_in, django_assert_num_queries, name, queries, rows):
    _more_pupils(cast, rows)
    sign_in(client, cast.mette)
    address = reverse(name, args=[cast.g5b.code] if name == "group" else [])
    with django_assert_num_queries(queries):
        client.get(address)
