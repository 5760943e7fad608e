"""A municipality's figures for the measured page of all schools: sixty schools, sixteen closed weeks, blocks of every year group."""

import datetime as dt

from bench.moment import NOW
from bench.school import account_of
from spor.base.clock import today
from spor.base.codes import new_codes
from spor.insight.figures.told import MEASURES
from spor.insight.limits import place
from spor.insight.models import Closing, Figure, Intake
from spor.people.models import Person, Post, School

SCHOOLS, WEEKS, GRADES = 60, 16, range(10)
YEAR = 2026


def fill() -> Person:
    """Write the rows; returns the consultant who reads them."""
    schools = School.objects.bulk_create(
        School(code=code, number=f"9{number:05d}", name=f"Skole {number}")
        for number, code in enumerate(new_codes(SCHOOLS))
    )
    monday = today(NOW) - dt.timedelta(days=today(NOW).weekday())
    weeks = [monday - dt.timedelta(weeks=number) for number in range(WEEKS)]
    Closing.objects.bulk_create(Closing(measure=measure, to_on=week, at=NOW) for measure in MEASURES for week in weeks)
    Intake.objects.bulk_create(
        Intake(school=school, school_year=YEAR, grade=grade, pupils=84) for school in schools for grade in GRADES
    )
    _blocks(schools, weeks)
    consultant = Person.objects.create(uniid="bench-consultant", given_name="Konsulent")
    Post.objects.create(person=consultant, school=None, role=Post.Role.MUNICIPAL_ANALYST, from_on=dt.date(2020, 8, 1))
    account_of(consultant)
    return consultant


def _blocks(schools: list[School], weeks: list[dt.date]) -> None:
    """A quarter of the year groups are told each week."""
    blocks = [
        (school, measure, grade, week)
        for school in schools
        for measure in MEASURES
        for number, week in enumerate(weeks)
        for grade in GRADES
        if (grade + number) % 4 == 0
    ]
    Figure.objects.bulk_create(
        (
            Figure(
                code=code,
                school=school,
                measure=measure,
                school_year=YEAR,
                grades=place(grade),
                to_on=week,
                told_on=week,
                count=12,
                rest=9,
                pupils=12,
                staff=3,
                rest_pupils=9,
                rest_staff=3,
            )
            for (school, measure, grade, week), code in zip(blocks, new_codes(len(blocks)), strict=True)
        ),
        batch_size=2000,
    )
