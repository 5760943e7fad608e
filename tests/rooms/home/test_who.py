"""«Hvem kan se dette?»: named adults and why; to each at home only the own name."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from spor.access.actions import choose_purpose
from spor.access.models import Cover, TeamRole
from spor.people.models import Person, Post
from tests.cast import NOW, TODAY, Cast
from tests.rooms.evidence import work


def who(client: Client, cast: Cast, **asked: str) -> str:
    answer = client.get(reverse("who_sees", args=[cast.oskar.code]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_are_named_with_what_they_are(client: Client, cast: Cast, sign_in, actor) -> None:
    sign_in(client, cast.henrik)
    text = who(client, cast)
    assert cast.mette.name in text and "klasseleder i 5.B" in text
    assert cast.jonas.name in text and "underviser 5.B i dansk, matematik" in text
    assert cast.susanne.name not in text and cast.birgitte.name not in text
    choose_purpose(actor=actor(cast.susanne), pupil=cast.oskar, reason="Samtale med hjemmet")
    assert "«Samtale med hjemmet»" in who(client, cast)
    sign_in(client, cast.jonas)
    text = who(client, cast)
    assert "leder med en grund" in text and "Samtale med hjemmet" not in text


def test_nobody_at_home_learns_who_else_is_at_home(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.henrik)
    text = who(client, cast)
    assert "dig selv" in text and "Andre, der har forældremyndigheden" in text and cast.signe.first_name not in text
    sign_in(client, cast.oskar)
    text = who(client, cast)
    assert "De forældre, der har forældremyndigheden" in text
    assert cast.signe.first_name not in text and cast.henrik.first_name not in text
    sign_in(client, cast.mette)
    assert cast.signe.name in who(client, cast) and cast.henrik.name in who(client, cast)


def test_of_work_in_hand_only_its_maker(client: Client, cast: Cast, sign_in) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    product = work.make_product(work.make_assignment(run, [], []), [cast.oskar])
    trace = product.traces.get()
    sign_in(client, cast.oskar)
    assert "Ingen på skolen kan se det." in who(client, cast, spor=trace.code)
    work.make_hand_in(product)
    assert cast.mette.name in who(client, cast, spor=trace.code)


def test_a_substitute_is_named_while_the_window_is_open(client: Client, cast: Cast, sign_in, set_clock) -> None:
    hour = dt.timedelta(hours=1)
    Cover.objects.create(person=cast.birgitte, group=cast.g5b, from_at=NOW, to_at=NOW + hour, opened_by=cast.susanne)
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    product = work.make_product(work.make_assignment(run, [], []), [cast.oskar])
    work.make_hand_in(product)
    sign_in(client, cast.oskar)
    assert "vikar i 5.B til 9.00" in who(client, cast, spor=product.traces.get().code)
    set_clock(NOW + hour)
    assert "til 9.00" not in who(client, cast, spor=product.traces.get().code)


def test_strangers_and_colleagues_are_told_nothing(client: Client, cast: Cast, sign_in) -> None:
    address = reverse("who_sees", args=[cast.oskar.code])
    for person, status in ((cast.otto, 404), (cast.classmate, 404), (cast.jens, 404), (cast.birgitte, 403)):
        sign_in(client, person)
        assert client.get(address).status_code == status, person


def test_a_young_pupil_sees_faces(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.alma)
    text = client.get(reverse("who_sees", args=[cast.alma.code])).content.decode()
    assert 'class="young"' in text and "spor-speak" in text


def test_it_costs_the_same_however_many(client: Client, cast: Cast, sign_in, django_assert_num_queries) -> None:
    sign_in(client, cast.mette)
    for rows in (1, 3):
        with django_assert_num_queries(13):
            client.get(reverse("who_sees", args=[cast.oskar.code]))
        for number in range(2):
            person = Person.objects.create(uniid=f"t{rows}{number}", given_name=f"Lærer {number}")
            Post.objects.create(person=person, school=cast.kastanje, role="teacher", from_on=TODAY)
            TeamRole.objects.create(person=person, group=cast.g5b, kind="subject", subject=cast.dansk, from_on=TODAY)
