"""Every room's declarations together. Whatever a room declares is retained, erased, handed out and recorded, with no line here."""

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, Field, ForeignObjectRel, Model

from spor.base import clock
from spor.base.privacy import Declaration, Term
from spor.base.schoolyear import school_year, year_starts


@cache
def declarations() -> tuple[Declaration, ...]:
    """The declarations of all rooms, in the order of the floors: what lies lowest first."""
    found: list[Declaration] = []
    for config in apps.get_app_configs():
        if config.name.startswith("spor.") and find_spec(f"{config.name}.privacy"):
            rows = getattr(import_module(f"{config.name}.privacy"), "DECLARATIONS", ())
            found += rows
    return tuple(found)


def of(model: type[Model]) -> Declaration | None:
    """What is declared of a model; None where it leads to no person."""
    return _by_model().get(model)


@cache
def _by_model() -> dict[type[Model], Declaration]:
    return {model_of(each): each for each in declarations()}


def model_of(declaration: Declaration) -> type[Model]:
    return apps.get_model(declaration.model)


def names_person(declaration: Declaration) -> bool:
    """Does the subject lead to a person, and is not a sentence that says why it does not?"""
    return " " not in declaration.subject


def steps(model: type[Model], path: str) -> Iterator["Field[Any, Any] | ForeignObjectRel"]:
    """The fields along a lookup path; a reverse relation is a step too."""
    for step in path.split("__"):
        field = model._meta.get_field(step)
        yield field
        related: Any = field.related_model
        model = related or model


def is_shared(declaration: Declaration) -> bool:
    """Is a row about several persons at once (a product of a group), so that it ends with the last of them?"""
    if not names_person(declaration):
        return False
    return any(isinstance(field, ForeignObjectRel) for field in steps(model_of(declaration), declaration.subject))


def is_up(declaration: Declaration, today: dt.date) -> dict[str, dt.date | dt.datetime]:
    """The filter of the rows whose own term is up on `today`."""
    term = declaration.term
    if term is None:
        raise ValueError(f"{declaration.model} has no term")
    last = cutoff(term, today)
    *_, field = steps(model_of(declaration), term.since)
    if isinstance(field, DateTimeField):
        return {f"{term.since}__lt": clock.start_of_day(last + dt.timedelta(days=1))}
    return {f"{term.since}__lte": last}


def cutoff(term: Term, today: dt.date, *, is_pupil: bool = True) -> dt.date:
    """The latest day on which what is counted from can have been, for the term to be up on `today`. A half-open end is such a day."""
    last = _months_before(today, term.months) - dt.timedelta(days=term.days)
    if term.school_years and is_pupil:
        last = min(last, year_starts(school_year(today) - term.school_years))
    return last


def _months_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
