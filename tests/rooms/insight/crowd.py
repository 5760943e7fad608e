"""A school where enough happens that figures can be told: 5. klasse in three classes, each with its teacher; 6. klasse in one."""

import datetime as dt
from dataclasses import dataclass, field

from spor.access.models import TeamRole
from spor.base.codes import new_code
from spor.evidence.models import Feedback, HandIn, Product, ProductVersion, Release, Trace
from spor.forloeb.models import Block, BlockGoal, BlockVersion, Edition, EditionBlock, Forloeb
from spor.people.models import Enrolment, Group, Membership, Person, Post
from spor.plans.models import PlanSnapshot
from spor.plans.models.talk import Talk, TalkEnd
from spor.teaching.models import Assignment, Run
from tests.cast import COPENHAGEN, YEAR_STARTS, Cast


@dataclass
class Room:
    group: Group
    teacher: Person
    pupils: list[Person] = field(default_factory=list)


def at(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10), COPENHAGEN)


def room(cast: Cast, name: str, grade: int, pupils: int = 8) -> Room:
    """A class of Kastanjeskolen with a teacher who leads it and teaches it dansk."""
    group = Group.objects.create(
        school=cast.kastanje, register_id=f"x{name}", name=name, kind="main", grade=grade, from_on=YEAR_STARTS
    )
    teacher = Person.objects.create(uniid=f"t-{name}", given_name="Lærer", family_name=name)
    Post.objects.create(person=teacher, school=cast.kastanje, role="teacher", from_on=YEAR_STARTS)
    TeamRole.objects.create(person=teacher, group=group, kind="lead", from_on=YEAR_STARTS)
    TeamRole.objects.create(person=teacher, group=group, kind="subject", subject=cast.dansk, from_on=YEAR_STARTS)
    made = Room(group, teacher)
    for number in range(pupils):
        pupil = Person.objects.create(uniid=f"p-{name}-{number}", given_name="Elev", family_name=f"{name}{number}")
        Membership.objects.create(person=pupil, group=group, role="pupil", from_on=YEAR_STARTS)
        Enrolment.objects.create(person=pupil, school=cast.kastanje, group=group, grade=grade, from_on=YEAR_STARTS)
        made.pupils.append(pupil)
    return made


def share(room: Room, count: int, day: str, begin: int = 0) -> None:
    """The teacher shares that many plans on a day."""
    for pupil in room.pupils[begin : begin + count]:
        PlanSnapshot.objects.create(
            pupil=pupil,
            at=at(day),
            by=room.teacher,
            class_name=room.group.name,
            school_name="K",
            pupil_name=pupil.name,
            key=new_code(),
        )


def talk(room: Room, count: int, day: str) -> None:
    """The teacher holds a talk about that many on a day."""
    for pupil in room.pupils[:count]:
        said = Talk.objects.create(
            pupil=pupil, at=at(day), called_by=room.teacher, called_at=at("2026-09-01"), key=new_code()
        )
        TalkEnd.objects.create(talk=said, kind="held", by=room.teacher, at=at(day))


def start(cast: Cast, room: Room, day: str, goal: object = None) -> Run:
    """A forløb begins in the class, with one thing to hand in."""
    begins = dt.date.fromisoformat(day)
    forloeb = Forloeb.objects.create(
        school=cast.kastanje, subject=cast.dansk, made_by=room.teacher, made_at=at(day), key=new_code()
    )
    edition = Edition.objects.create(
        forloeb=forloeb, n=1, published_by=room.teacher, published_at=at(day), title="Gys", key=new_code()
    )
    block = Block.objects.create(forloeb=forloeb, kind="assignment", rank="m", key=new_code())
    version = BlockVersion.objects.create(block=block, n=1, by=room.teacher, at=at(day), title="Skriv", key=new_code())
    EditionBlock.objects.create(edition=edition, rank=1, version=version)
    if goal is not None:
        BlockGoal.objects.create(version=version, goal=goal)
    run = Run.objects.create(
        edition=edition,
        group=room.group,
        subject=cast.dansk,
        starts_on=begins,
        ends_on=begins + dt.timedelta(weeks=3),
        visible_from_on=begins,
        started_by=room.teacher,
        started_at=at(day),
        key=new_code(),
    )
    Assignment.objects.create(run=run, version=version, visible_from_on=begins)
    return run


def hand_in(room: Room, run: Run, day: str, count: int, answered: int, waits: int = 3) -> None:
    """That many hand in on a day; the first of them are answered `waits` days later."""
    assignment = run.assignments.get()
    for number, pupil in enumerate(room.pupils[:count]):
        product = Product.objects.create(assignment=assignment, made_by=pupil, made_at=at(day), key=new_code())
        version = ProductVersion.objects.create(product=product, n=1, by=pupil, at=at(day), text="Tekst")
        trace = Trace.objects.create(pupil=pupil, kind="product", at=at(day), author=pupil, run=run, product=product)
        handed = HandIn.objects.create(version=version, assignment=assignment, by=pupil, at=at(day), key=new_code())
        if number < answered:
            said = Feedback.objects.create(
                pupil=pupil,
                trace=trace,
                hand_in=handed,
                author=room.teacher,
                text="Godt",
                written_at=at(day),
                key=new_code(),
            )
            Release.objects.create(feedback=said, by=room.teacher, at=at(day) + dt.timedelta(days=waits))


def crowd(cast: Cast) -> list[Room]:
    """5.X, 5.Y, 5.Z and 6.X. Plans are shared with three in each 5. klasse and two in 6.X; each 5. klasse begins a forløb and hands in."""
    rooms = [room(cast, "5.X", 5), room(cast, "5.Y", 5), room(cast, "5.Z", 5), room(cast, "6.X", 6)]
    for each in rooms[:3]:
        share(each, 3, "2026-11-03")
        run = start(cast, each, "2026-10-05")
        hand_in(each, run, "2026-10-20", count=6, answered=4)
    share(rooms[3], 2, "2026-11-03")
    return rooms
