"""The tests' own ground: the cast stands on both databases, the clock stands still, and each person is who the table says."""

import datetime as dt

from django.db import connection

from spor.base import clock
from spor.people.models import Enrolment, Group, Person, live
from tests.cast import NOW, TODAY, Cast


def test_the_clock_stands_still(now: dt.datetime) -> None:
    assert clock.now() == now == NOW
    assert clock.today() == TODAY == dt.date(2026, 11, 25)


def test_everybody_has_a_name_and_an_account(cast: Cast) -> None:
    assert Person.objects.count() == len(cast.people) == 25
    assert all(getattr(cast, name).account.username == name for name in cast.people)


def test_each_class_has_its_pupils(cast: Cast) -> None:
    pupils = Enrolment.objects.filter(live(TODAY), group=cast.g5b).values_list("person__uniid", flat=True)
    assert set(pupils) == {"oskar", "viggo", "classmate", "noor"}
    assert Group.objects.count() == 4


def test_relations_follow_from_dated_rows(cast: Cast, actor) -> None:
    assert actor(cast.mette).is_staff and not actor(cast.nina).is_staff and not actor(cast.viggo).is_staff


def test_signing_in_opens_the_front_page(cast: Cast, client, sign_in) -> None:
    assert client.get("/").status_code != 200
    sign_in(client, cast.mette)
    assert client.get("/").status_code == 200


def test_the_database_is_the_workers_own() -> None:
    name = str(connection.settings_dict["NAME"])
    assert "test" in name and "memory" not in name
