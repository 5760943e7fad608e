"""Closing weeks: the counts of every school are pulled from the rooms' own rows, once a week and figure, and what may be told is kept.

Run daily by `./run roll_up`. A day on which no week closes costs a query a measure; a second run changes nothing; only schools where
something happened are written. Nothing here holds a person: what is not told yet is counted again from the rows next time.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction

from spor.base import schoolyear
from spor.base.clock import today
from spor.base.counted import Counted
from spor.insight.limits import Behind, Block, Ledger, place
from spor.insight.measures import Flow, Measure, Measures
from spor.insight.models import AreaTold, Closing, Figure, Intake
from spor.people.figures import pupils_by_grade

WEEK = dt.timedelta(days=7)
AREAS = "areas"


def roll_up(measures: Measures, *, now: dt.datetime) -> int:
    """Close every week of this school year that has ended (and waited out its answers). Returns how many were closed."""
    count = 0
    for measure in measures.counted:
        weeks = _to_close(measure.key, today(now) - dt.timedelta(days=measure.patience))
        if weeks:
            _close(measure, weeks, now)
            count += len(weeks)
    weeks = _to_close(AREAS, today(now))
    if weeks:
        _close_areas(measures.areas, weeks, now)
    return count + len(weeks)


def _to_close(key: str, day: dt.date) -> list[dt.date]:
    """The Mondays after the weeks that have ended by `day` and are not closed. A week lies in the school year of its Sunday."""
    begins = schoolyear.year_starts(schoolyear.school_year(day))
    monday = begins - dt.timedelta(days=begins.weekday()) + WEEK
    closed = set(Closing.objects.filter(measure=key, to_on__gte=begins).values_list("to_on", flat=True))
    ended = []
    while monday <= day:
        if monday not in closed and schoolyear.school_year(monday - dt.timedelta(days=1)) == schoolyear.school_year(
            day
        ):
            ended.append(monday)
        monday += WEEK
    return ended


@transaction.atomic
def _close(measure: Measure, weeks: Sequence[dt.date], now: dt.datetime) -> None:
    year = schoolyear.school_year(weeks[0] - dt.timedelta(days=1))
    begins = schoolyear.year_starts(year)
    taken_in = _intake(year, weeks[0])
    flow = _by_school(measure.flow(begins, weeks[-1]))
    told = _told(measure.key, year)
    ledgers = {
        school: Ledger(
            begins, rows, measure.has_rest, taken_in.get(school, {}) if measure.of_all else {}, told.get(school, [])
        )
        for school, rows in flow.items()
    }
    new: list[Figure] = []
    for week in weeks:
        rests = _by_school(measure.rests(week)) if measure.rests else {}
        for school, ledger in ledgers.items():
            left = rests.get(school, []) if measure.rests else None
            new += [_figure(measure, school, year, block) for block in ledger.close(week, left)]
    Figure.objects.bulk_create(new)
    Closing.objects.bulk_create([Closing(measure=measure.key, to_on=week, at=now) for week in weeks])


def _by_school(rows: Iterable[Counted]) -> dict[int, list[Counted]]:
    found = defaultdict(list)
    for row in rows:
        found[row.school].append(row)
    return found


def _told(key: str, year: int) -> dict[int, list[Block]]:
    found = defaultdict(list)
    for row in Figure.objects.filter(measure=key, school_year=year):
        behind = Behind(row.pupils, row.staff, row.rest_pupils, row.rest_staff)
        found[row.school_id].append(Block(row.grades, row.to_on, row.count, row.rest, behind))
    return found


def _figure(measure: Measure, school: int, year: int, block: Block) -> Figure:
    behind = block.behind
    return Figure(
        school_id=school,
        measure=measure.key,
        school_year=year,
        grades=block.grades,
        to_on=block.to_on,
        told_on=block.to_on + dt.timedelta(days=measure.patience),
        count=block.count,
        rest=block.rest,
        pupils=behind.pupils,
        staff=behind.staff,
        rest_pupils=behind.rest_pupils,
        rest_staff=behind.rest_staff,
    )


def _intake(year: int, day: dt.date) -> dict[int, dict[int, int]]:
    """School → place → pupils, as they stood when the school's year was first counted."""
    rows = list(Intake.objects.filter(school_year=year).values_list("school", "grade", "pupils"))
    known = {row[0] for row in rows}
    there = pupils_by_grade(day - dt.timedelta(days=1))
    new = [(school, grade, count) for (school, grade), count in there.items() if school not in known]
    made = [Intake(school_id=school, school_year=year, grade=grade, pupils=count) for school, grade, count in new]
    Intake.objects.bulk_create(made)
    rows += new
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for school, grade, count in rows:
        if count >= settings.SMALL_CELL:  # a smaller number is not told, so nothing is taken from it either
            found[school][place(grade)] = count
    return found


@transaction.atomic
def _close_areas(flow: Flow, weeks: Sequence[dt.date], now: dt.datetime) -> None:
    """An area is told once enough pupils and staff have taken it up this year; it is never taken back."""
    year = schoolyear.school_year(weeks[0] - dt.timedelta(days=1))
    told = set(AreaTold.objects.filter(school_year=year).values_list("school", "area"))
    rows = sorted(flow(schoolyear.year_starts(year), weeks[-1]), key=lambda row: row.on)
    new = []
    for key, around in _by_area(rows).items():
        for week in weeks if key not in told else ():
            until = [row for row in around if row.on < week]
            pupils, staff = {row.pupil for row in until}, {who for row in until for who in row.staff}
            if len(pupils) >= settings.SMALL_CELL and len(staff) >= settings.SMALL_STAFF:
                school, area = key
                counts = {"pupils": len(pupils), "staff": len(staff)}
                new.append(AreaTold(school_id=school, school_year=year, area_id=area, told_on=week, **counts))
                break
    AreaTold.objects.bulk_create(new)
    Closing.objects.bulk_create([Closing(measure=AREAS, to_on=week, at=now) for week in weeks])


def _by_area(rows: Iterable[Counted]) -> dict[tuple[int, int], list[Counted]]:
    found = defaultdict(list)
    for row in rows:
        found[row.school, int(str(row.thing))].append(row)
    return found
