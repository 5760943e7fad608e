"""Queries made once: they answer what Django's own would, on both databases, and mix nobody's ids up."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import OuterRef, Q
from django.test.utils import CaptureQueriesContext

from spor.base.compiled import Compiled
from spor.base.presence import there_is
from spor.people.models import Enrolment, Membership, Person
from tests.cast import Cast

PEOPLE = Compiled(
    lambda ids: (
        Person.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "given_name", "born_on", "is_protected")
    ),
    3,
)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7])
def test_any_number_of_ids_is_answered(cast: Cast, number: int) -> None:
    ids = sorted(person.pk for person in cast.people.values())[:number]
    own = Person.objects.filter(pk__in=ids).order_by("pk")
    assert PEOPLE(ids) == list(own.values_list("pk", "given_name", "born_on", "is_protected"))


def test_no_ids_are_no_question(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert PEOPLE([]) == []
    assert len(asked) == 0


def test_values_are_pythons_own(cast: Cast) -> None:
    ((pk, name, born_on, is_protected),) = PEOPLE([cast.noor.pk])
    assert (pk, name, born_on, is_protected) == (cast.noor.pk, "Noor", dt.date(2015, 12, 3), True)
    assert type(is_protected) is bool


def test_what_can_never_be_is_not_asked(cast: Cast) -> None:
    nothing = Compiled(lambda ids: Person.objects.filter(Q(pk__in=[]), pk__in=ids).values_list("pk"), 2)
    assert nothing([cast.oskar.pk]) == []


def test_there_is_one_where_exists_says_so(cast: Cast) -> None:
    enrolled = Enrolment.objects.filter(person=OuterRef("pk"))
    employed = Membership.objects.filter(person=OuterRef("pk"), role="staff")
    found = set(Person.objects.filter(Q(there_is(enrolled)) | Q(there_is(employed))).values_list("pk", flat=True))
    assert {cast.oskar.pk, cast.mette.pk} <= found
    assert not {cast.henrik.pk, cast.stranger.pk} & found
    others = set(Person.objects.filter(~Q(there_is(enrolled)), ~Q(there_is(employed))).values_list("pk", flat=True))
    assert found | others == set(Person.objects.values_list("pk", flat=True)) and not found & others
