"""A contact without custody: reads nothing until the school has said on what basis, and nothing again when it is over."""

import pytest
from django.urls import reverse

from spor.access.models import Event
from spor.people.models import Guardianship, Person
from tests.cast import TODAY, Cast


def say(client, cast: Cast, basis: str) -> int:
    link = Guardianship.objects.get(guardian=cast.stepfather)
    sent = {"basis": basis, "school": cast.kastanje.code}
    return client.post(reverse("legal_basis", args=[link.code]), sent).status_code


def test_a_foster_family_reads_from_the_moment_it_is_said(cast: Cast, client, sign_in) -> None:
    plan = reverse("pupil_plan", args=[cast.viggo.code])
    sign_in(client, cast.stepfather)
    assert client.get(plan).status_code == 404
    sign_in(client, cast.lone)
    page = reverse("legal_bases", args=[cast.kastanje.code])
    text = client.get(page).content.decode()
    assert "Søren Lund" in text and "Nina Brandt" not in text
    assert (
        say(client, cast, "Plejetilladelse fra 1. august") == say(client, cast, "Plejetilladelse fra 1. august") == 302
    )
    assert "Plejetilladelse fra 1. august" in client.get(page).content.decode()
    sign_in(client, cast.stepfather)
    assert client.get(plan).status_code == 200
    sign_in(client, cast.susanne)
    say(client, cast, "")
    sign_in(client, cast.stepfather)
    assert client.get(plan).status_code == 404
    deeds = Event.objects.filter(thing="custody_status").order_by("id").values_list("deed", "pupil_id")
    assert list(deeds) == [("record_basis", cast.viggo.pk), ("end_basis", cast.viggo.pk)]


def test_what_says_nothing_is_refused_and_so_is_ones_own(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.susanne)
    say(client, cast, "x")
    own = Guardianship.objects.create(
        guardian=cast.susanne, pupil=cast.viggo, relation="other", has_custody=False, from_on=TODAY
    )
    client.post(reverse("legal_basis", args=[own.code]), {"basis": "Plejetilladelse"})
    assert set(Guardianship.objects.values_list("legal_basis", flat=True)) == {""}
    sign_in(client, cast.susanne, mfa=False)
    assert say(client, cast, "Plejetilladelse") in (403, 404)
    sign_in(client, cast.mette)
    assert say(client, cast, "Plejetilladelse") == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_many_contacts_cost_what_one_does(cast: Cast, client, sign_in, rows: int, django_assert_num_queries) -> None:
    for number in range(rows - 1):
        other = Person.objects.create(uniid=f"o{number}", given_name=f"Olga{number}")
        Guardianship.objects.create(
            guardian=other, pupil=cast.oskar, relation="other", has_custody=False, from_on=TODAY
        )
    sign_in(client, cast.lone)
    client.get("/")
    with django_assert_num_queries(6):
        text = client.get(reverse("legal_bases", args=[cast.kastanje.code])).content.decode()
    assert text.count('name="basis"') == rows
