"""Forløb begun by classes, and the kompetenceområder their goals belong to, for counting. Counts without names: see base.counted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spor.access.figures import teaching_of
from spor.base.counted import Counted
from spor.curriculum.figures import areas_of
from spor.forloeb.figures import goals_of
from spor.people.models import Membership, live
from spor.teaching.models import Lesson, Run


class _Begun(NamedTuple):
    run: int
    edition: int
    on: dt.date
    school: int
    grade: int | None
    pupil: int
    staff: frozenset[int]


def begun(from_on: dt.date, to_on: dt.date) -> list[Counted]:
    """The forløb that began in [from_on, to_on), a row a pupil. Behind it: who started it and who teaches it. Three queries."""
    return [
        Counted(each.run, each.on, each.school, each.grade, each.pupil, each.staff) for each in _rows(from_on, to_on)
    ]


def areas_begun(from_on: dt.date, to_on: dt.date) -> list[Counted]:
    """The same, a row a pupil and kompetenceområde (its id) that the forløb's goals belong to."""
    rows = list(_rows(from_on, to_on))
    goals = goals_of({each.edition for each in rows})
    areas = areas_of({goal for each in goals.values() for goal in each})
    return [
        Counted(area, each.on, each.school, each.grade, each.pupil, each.staff)
        for each in rows
        for area in {areas[goal] for goal in goals.get(each.edition, ()) if goal in areas}
    ]


def _rows(from_on: dt.date, to_on: dt.date) -> Iterator[_Begun]:
    runs = list(
        Run.objects.filter(starts_on__gte=from_on, starts_on__lt=to_on).values_list(
            "pk", "edition", "starts_on", "group", "group__school", "group__grade", "subject", "started_by"
        )
    )
    teaching, pupils = teaching_of(run[3] for run in runs), _pupils({run[3] for run in runs})
    for run, edition, on, group, school, grade, subject, starter in runs:
        staff = teaching.teachers(group, subject, on) | {starter}
        for pupil, begins, ends in pupils[group]:
            if begins <= on and (ends is None or on < ends):
                yield _Begun(run, edition, on, school, grade, pupil, staff)


def _pupils(groups: Iterable[int]) -> dict[int, list[tuple[int, dt.date, dt.date | None]]]:
    rows = Membership.objects.filter(group__in=groups, role=Membership.Role.PUPIL)
    found = defaultdict(list)
    for group, person, begins, ends in rows.values_list("group", "person", "from_on", "to_on"):
        found[group].append((person, begins, ends))
    return found


def schools_with_timetable(day: dt.date) -> set[int]:
    """The ids of the schools that have lessons on a timetable on `day`. One query."""
    return set(Lesson.objects.filter(live(day)).values_list("group__school", flat=True).distinct())


def schools_with_runs(day: dt.date) -> set[int]:
    """The ids of the schools where a forløb has begun by `day`. One query."""
    return set(Run.objects.filter(starts_on__lte=day).values_list("group__school", flat=True).distinct())
