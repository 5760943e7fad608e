"""Runs, lessons and assignments for the tests of weeks and years, straight from models."""

import datetime as dt

from spor.base.codes import new_code
from spor.base.schoolyear import Week
from spor.curriculum.models import Subject
from spor.forloeb.models import Author, Block, BlockVersion, Edition, EditionBlock, Forloeb
from spor.people.models import Group, Person
from spor.teaching.models import Assignment, Lesson, Run
from tests.cast import NOW, YEAR_STARTS, Cast

MONDAY = dt.date(2026, 11, 30)  # week 49, the week after the tests' Wednesday
WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + dt.timedelta(days=days) for days in (2, 3, 4))
STEPS = (("activity", "Læs højt"), ("activity", "Skriv krogen"), ("assignment", "Novelle"), ("activity", "Oplæsning"))


def run(
    cast: Cast,
    *,
    subject: Subject | None = None,
    weeks: tuple[int, int] = (48, 50),
    title: str = "Gys og gru",
    steps: tuple[tuple[str, str], ...] = STEPS,
    due_on: dt.date | None = THURSDAY,
    group: Group | None = None,
    by: Person | None = None,
) -> Run:
    """A run of weeks 48–50 in dansk for 5.B; its assignments are due on `due_on`."""
    teacher = by or cast.mette
    forloeb = Forloeb.objects.create(
        school=cast.kastanje, subject=subject or cast.dansk, made_by=teacher, made_at=NOW, key=new_code()
    )
    Author.objects.create(forloeb=forloeb, person=teacher, is_owner=True, from_at=NOW)
    edition = Edition.objects.create(
        forloeb=forloeb, n=1, published_by=teacher, published_at=NOW, title=title, key=new_code()
    )
    first, last = (Week(2026, week) for week in weeks)
    made = Run.objects.create(
        edition=edition,
        group=group or cast.g5b,
        subject=subject or cast.dansk,
        starts_on=first.monday,
        ends_on=last.monday + dt.timedelta(days=7),
        visible_from_on=min(first.monday, NOW.date()),
        started_by=teacher,
        started_at=NOW,
        key=new_code(),
    )
    for rank, (kind, words) in enumerate(steps):
        block = Block.objects.create(forloeb=forloeb, kind=kind, rank=str(rank), key=new_code())
        version = BlockVersion.objects.create(block=block, n=1, by=teacher, at=NOW, title=words, key=new_code())
        EditionBlock.objects.create(edition=edition, rank=rank, version=version)
        if kind == "assignment":
            Assignment.objects.create(run=made, version=version, visible_from_on=made.visible_from_on, due_on=due_on)
    return made


def lesson(
    cast: Cast, weekday: int, hour: int, subject: Subject, *, group: Group | None = None, teacher: Person | None = None
) -> Lesson:
    """An hour of the timetable, from the beginning of the school year."""
    return Lesson.objects.create(
        group=group or cast.g5b,
        subject=subject,
        teacher=teacher or cast.mette,
        weekday=weekday,
        starts_at=dt.time(hour),
        ends_at=dt.time(hour, 45),
        room="112",
        source="test",
        from_on=YEAR_STARTS,
    )
