"""Two periods of one dated fact never overlap, and no period ends before it begins."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from spor.people.models import Enrolment, Group, Guardianship, Membership, Post
from tests.cast import TODAY, Cast

BEFORE, AFTER = TODAY - dt.timedelta(days=10), TODAY + dt.timedelta(days=10)


def facts(cast: Cast) -> list[tuple[type, dict[str, object]]]:
    """One fact of each kind that nobody has yet."""
    return [
        (Group, {"school": cast.kastanje, "register_id": "ny", "name": "Ny", "kind": "hold"}),
        (Membership, {"person": cast.otto, "group": cast.g5b, "role": "staff"}),
        (Enrolment, {"person": cast.oskar, "school": cast.aasen, "group": cast.aasen_5a, "role": "Elev"}),
        (Post, {"person": cast.otto, "school": cast.kastanje, "role": "teacher"}),
        (Guardianship, {"guardian": cast.otto, "pupil": cast.oskar, "relation": "other", "has_custody": False}),
    ]


def refused(model: type, **values: object) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(**values)  # type: ignore[attr-defined] # a model
    except IntegrityError:
        return True
    return False


def test_two_open_rows_of_one_fact_are_refused(cast: Cast) -> None:
    for model, fact in facts(cast):
        assert not refused(model, **fact, from_on=BEFORE), model
        assert refused(model, **fact, from_on=TODAY), model


def test_a_period_may_be_empty_but_not_end_before_it_begins(cast: Cast) -> None:
    for model, fact in facts(cast):
        assert refused(model, **fact, from_on=TODAY, to_on=BEFORE), model
        assert not refused(model, **fact, from_on=TODAY, to_on=TODAY), model


def test_what_ends_as_another_begins_is_no_overlap(cast: Cast) -> None:
    for model, fact in facts(cast):
        assert not refused(model, **fact, from_on=BEFORE, to_on=TODAY), model
        assert not refused(model, **fact, from_on=TODAY), model


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL has exclusion constraints")
def test_overlapping_periods_are_refused_by_postgresql(cast: Cast) -> None:
    assert connection.vendor == "postgresql"
    for model, fact in facts(cast):
        assert not refused(model, **fact, from_on=BEFORE, to_on=AFTER), model
        assert refused(model, **fact, from_on=TODAY), model
        assert refused(model, **fact, from_on=TODAY, to_on=AFTER), model
