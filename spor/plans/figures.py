"""Meddelelsesbøger shared and talks held, for counting. Counts without names: see base.counted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from spor.access.figures import teaching_of
from spor.base import schoolyear
from spor.base.clock import start_of_day
from spor.base.clock import today as day_of
from spor.base.counted import Counted
from spor.people.models import Enrolment, live
from spor.plans.models import PlanSnapshot
from spor.plans.models.talk import TalkEnd

Firsts = dict[int, tuple[dt.date, int]]  # pupil → the first day of the school year it happened on, and by whom


def shared(from_on: dt.date, to_on: dt.date) -> list[Counted]:
    """Each pupil's first meddelelsesbog of the school year that [from_on, to_on) lies in, where it was shared in that period.

    Behind it stands who shared it. Two queries.
    """
    rows = PlanSnapshot.objects.filter(at__gte=_year_of(from_on), at__lt=start_of_day(to_on)).order_by("at", "pk")
    return _counted(_firsts(rows.values_list("pupil", "at", "by")), from_on)


def not_shared(day: dt.date) -> list[Counted]:
    """The pupils enrolled the day before `day` who had no meddelelsesbog that school year. Behind each: who leads the class."""
    begins, ends = _year_of(day - dt.timedelta(days=1)), start_of_day(day)
    return _without(PlanSnapshot.objects.filter(pupil=OuterRef("person"), at__gte=begins, at__lt=ends), day)


def held(from_on: dt.date, to_on: dt.date) -> list[Counted]:
    """Each pupil's first talk of the school year, where it was held in [from_on, to_on). Behind it stands who held it. Two queries."""
    rows = TalkEnd.objects.filter(kind=TalkEnd.Kind.HELD, at__gte=_year_of(from_on), at__lt=start_of_day(to_on))
    return _counted(_firsts(rows.order_by("at", "pk").values_list("talk__pupil", "at", "by")), from_on)


def not_held(day: dt.date) -> list[Counted]:
    """The pupils enrolled the day before `day` with whom no talk was held that school year. Behind each: who leads the class."""
    begins, ends = _year_of(day - dt.timedelta(days=1)), start_of_day(day)
    talks = TalkEnd.objects.filter(kind=TalkEnd.Kind.HELD, talk__pupil=OuterRef("person"), at__gte=begins, at__lt=ends)
    return _without(talks, day)


def _year_of(day: dt.date) -> dt.datetime:
    return start_of_day(schoolyear.year_starts(schoolyear.school_year(day)))


def _firsts(rows: Iterable[tuple[int, dt.datetime, int]]) -> Firsts:
    first: Firsts = {}
    for pupil, at, by in rows:
        first.setdefault(pupil, (day_of(at), by))
    return first


def _counted(first: Firsts, from_on: dt.date) -> list[Counted]:
    new = {pupil: found for pupil, found in first.items() if found[0] >= from_on}
    homes = _homes(new)
    return [
        Counted(pupil, on, school, grade, pupil, frozenset({by}))
        for pupil, (on, by) in new.items()
        for school, grade, begun, ended in homes[pupil]
        if begun <= on and (ended is None or on < ended)
    ]


def _without(had: QuerySet[Any], day: dt.date) -> list[Counted]:
    """The pupils enrolled the day before `day` of whom there is none of `had`. Two queries."""
    last = day - dt.timedelta(days=1)
    rows = list(
        Enrolment.objects.filter(live(last), ~Exists(had)).values_list("person", "school", "grade", "group").distinct()
    )
    teaching = teaching_of(row[3] for row in rows)
    return [
        Counted(pupil, last, school, grade, pupil, teaching.leads(group, last), holds=False)
        for pupil, school, grade, group in rows
    ]


def _homes(pupils: Iterable[int]) -> dict[int, list[tuple[int, int | None, dt.date, dt.date | None]]]:
    """Pupil → the schools and klassetrin they were enrolled at, with the dates."""
    found = defaultdict(list)
    rows = Enrolment.objects.filter(person__in=list(pupils))
    for pupil, school, grade, begun, ended in rows.values_list("person", "school", "grade", "from_on", "to_on"):
        found[pupil].append((school, grade, begun, ended))
    return found
