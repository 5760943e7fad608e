"""Queries made once: they answer what Django's own would, on both databases, and mix nobody's ids up."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import DecimalField, OuterRef, Q, Value
from django.test.utils import CaptureQueriesContext

from spor.base.compiled import Compiled, in_stead, statement
from spor.base.presence import there_is
from spor.base.together import Together
from spor.people.models import Account, Enrolment, Membership, Person
from tests.cast import NOW, Cast

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


def test_several_are_asked_as_one_and_answer_as_each_alone(cast: Cast) -> None:
    """Days, moments, booleans, nothing at all, each in the order it asks for, and one that can have no rows."""
    people = Person.objects.order_by("-given_name", "pk")
    asked = [
        people.values_list("pk", "given_name", "born_on", "is_protected", "seen_on")[:9],
        Membership.objects.order_by("-pk").values_list("person", "from_on", "to_on", "group__name"),
        Person.objects.filter(pk__in=[]).values_list("pk"),
        people.filter(pk=in_stead(int, 0)).values_list("given_name", "account__last_login"),
    ]
    Account.objects.update(last_login=NOW)
    together = Together([statement(rows, [in_stead(int, 0)]) for rows in asked])
    mette = cast.mette.pk
    with CaptureQueriesContext(connection) as said:
        answers = together.rows([mette])
    asked[3] = Person.objects.filter(pk=mette).values_list("given_name", "account__last_login")
    assert len(said) == 1 and answers == [list(rows) for rows in asked]
    assert Together([statement(asked[2], [])]).rows([]) == [[]]


def test_what_json_would_change_is_refused(cast: Cast) -> None:
    changed = Person.objects.annotate(sum=Value(1, output_field=DecimalField())).values_list("sum")
    with pytest.raises(ValueError, match="no word"):
        Together([statement(changed, [])])
