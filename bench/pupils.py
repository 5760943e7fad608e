"""The pupils whose pages are measured: one with nine years behind her, one with the last of them, one with a single page of spor."""

import datetime as dt

from django.db import transaction

from bench.moment import NOW, YEAR_STARTS
from bench.school import Town, Trail, enrolment, key
from spor.base.models import StoredFile
from spor.curriculum.models import Goal, Subject
from spor.evidence import states
from spor.evidence.models import Assessment, Feedback, ProductFile, ProductVersion, Release, Trace
from spor.people.models import Enrolment, Group, Person
from spor.portfolio.models import Reflection, Selection

YEARS = 9
SPOR = 2000
A_PAGE = 24


@transaction.atomic
def grow(town: Town, pupil: Person, group: Group, *, years: int, number: int) -> None:
    """Give a pupil of `group` `years` school years, this one included, with `number` spor spread evenly over them.

    Judged at every second spor and answered at every third; half are pictures.
    """
    for back in range(1, years):
        year = YEAR_STARTS.year - back
        grade = (group.grade or 0) - back
        then = Group(
            school_id=group.school_id,
            register_id=key(),
            name=f"{grade}.A",
            kind=Group.Kind.MAIN,
            grade=grade,
            from_on=dt.date(year, 8, 1),
            to_on=dt.date(year + 1, 8, 1),
        )
        then.save()
        Enrolment.objects.bulk_create([enrolment(pupil, then, year)])
    days = (NOW.date() - dt.date(YEAR_STARTS.year - years + 1, 8, 15)).days
    trail, worked = Trail(), []
    for n in range(number):
        at = NOW - dt.timedelta(days=days * n / number)
        subject = town.subjects[n % len(town.subjects)]
        goal = _goal_of(town, subject, at, n)
        worked.append((trail.add(pupil, at, subject, [goal]), goal))
    trail.write()
    _pictures(trail.versions)
    _say(worked, town.teachers[group.pk])
    _choose(worked)
    states.touch(pupil_ids=[pupil.pk], goal_ids={goal.pk for _, goal in worked})


def _goal_of(town: Town, subject: Subject, at: dt.datetime, n: int) -> Goal:
    """Four goals a subject a year, each year others."""
    goals = town.goals[subject.pk]
    return goals[(at.year * 4 + n // 4 % 4) % len(goals)]


def _pictures(versions: list[ProductVersion]) -> None:
    held = versions[::2]
    stored = [
        StoredFile(
            sha256="0" * 64,
            kind="picture",
            media_type="image/jpeg",
            size=1,
            name="foto.jpg",
            width=480,
            height=360,
            stored_at=each.at,
        )
        for each in held
    ]
    StoredFile.objects.bulk_create(stored, batch_size=2000)
    rows = [ProductFile(version=version, file=file) for version, file in zip(held, stored, strict=True)]
    ProductFile.objects.bulk_create(rows, batch_size=2000)


def _say(worked: list[tuple[Trace, Goal]], teacher: Person) -> None:
    levels = [
        Assessment(pupil=trace.pupil, goal=goal, level=n % 5, trace=trace, by=teacher, at=trace.at, key=key())
        for n, (trace, goal) in enumerate(worked)
        if n % 2 == 0
    ]
    Assessment.objects.bulk_create(levels, batch_size=2000)
    words = [
        Feedback(
            pupil=trace.pupil, trace=trace, author=teacher, text="Jeg hører huset.", written_at=trace.at, key=key()
        )
        for trace, _ in worked[::3]
    ]
    Feedback.objects.bulk_create(words, batch_size=2000)
    given = [Release(feedback=each, by=teacher, at=each.written_at) for each in words]
    Release.objects.bulk_create(given, batch_size=2000)


def _choose(worked: list[tuple[Trace, Goal]]) -> None:
    for n, (trace, _) in enumerate(worked[::8][:3]):
        Selection.objects.create(pupil=trace.pupil, trace=trace, at=trace.at)
        Reflection.objects.create(pupil=trace.pupil, trace=trace, text=f"Nu tør jeg mere. {n}", at=trace.at, key=key())
