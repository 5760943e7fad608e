"""Trails for the tests of this room, straight from models: what a pupil kept, handed in and was told, over the years."""

import datetime as dt
from collections.abc import Sequence
from itertools import count

from spor.base.models import StoredFile
from spor.curriculum.models import Goal, Subject
from spor.evidence.models import HandIn, Placement, Product, ProductFile, ProductVersion, Remark, Trace, TraceGoal
from spor.people.models import Enrolment, Group, Person, School
from tests.cast import NOW, YEAR_STARTS

_number = count()


def key() -> str:
    """A form's key, never the same twice."""
    return f"trail-{next(_number)}"


def keep(
    pupil: Person,
    *,
    at: dt.datetime = NOW,
    title: str = "",
    text: str = "Se, hvad jeg fandt.",
    subject: Subject | None = None,
    goals: Sequence[Goal] = (),
    handed_in: bool = True,
    placed: bool = False,
    medium: str = "",
) -> Trace:
    """Something the pupil made, outside any assignment. Not `handed_in` and not `placed` it is the pupil's own."""
    product = Product.objects.create(title=title, made_by=pupil, made_at=at, key=key())
    version = ProductVersion.objects.create(product=product, n=1, by=pupil, at=at, text=text)
    trace = Trace.objects.create(
        pupil=pupil, kind=Trace.Kind.PRODUCT, at=at, author=pupil, subject=subject, product=product
    )
    TraceGoal.objects.bulk_create([TraceGoal(trace=trace, goal=goal) for goal in goals])
    if medium:
        ProductFile.objects.create(version=version, file=stored(medium, at))
    if handed_in:
        HandIn.objects.create(version=version, by=pupil, at=at, key=key())
    if placed:
        Placement.objects.create(trace=trace, by=pupil, at=at)
    return trace


def stored(kind: str, at: dt.datetime = NOW) -> StoredFile:
    """A row of a file whose content nobody asks for."""
    media = {"picture": "image/jpeg", "sound": "audio/mp4", "film": "video/mp4", "pdf": "application/pdf"}
    return StoredFile.objects.create(
        sha256="0" * 64,
        kind=kind,
        media_type=media[kind],
        size=1,
        name=f"fil.{kind}",
        width=48,
        height=36,
        stored_at=at,
    )


def remark(pupil: Person, by: Person, *, at: dt.datetime = NOW, text: str = "Fandt selv på at måle.") -> Trace:
    """What an adult saw."""
    made = Remark.objects.create(text=text, by=by, at=at, key=key())
    return Trace.objects.create(pupil=pupil, kind=Trace.Kind.REMARK, at=at, author=by, remark=made)


def enrol_since(pupil: Person, first: int, grade: int, other_school: School | None = None, until: int = 0) -> None:
    """Enrolments year by year from the school year `first` in `grade` to last year; before the year `until` at `other_school`."""
    now = Enrolment.objects.filter(person=pupil, to_on=None).select_related("school").get()
    for year in range(first, YEAR_STARTS.year):
        school = other_school if other_school and year < until else now.school
        begins, ends = dt.date(year, 8, 1), dt.date(year + 1, 8, 1)
        name = f"{grade + year - first}.X"
        group = Group.objects.create(
            school=school,
            register_id=f"{year}-{name}",
            name=name,
            kind=Group.Kind.MAIN,
            grade=grade + year - first,
            from_on=begins,
            to_on=ends,
        )
        Enrolment.objects.create(
            person=pupil, school=school, group=group, grade=group.grade, from_on=begins, to_on=ends
        )
