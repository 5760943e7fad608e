"""A municipality's worth of rows, so that an index matters: ten schools, 5,000 pupils, what each handed in this year."""

import datetime as dt
import io
from itertools import count
from random import Random

from django.core.management import call_command
from django.db import transaction

from bench.moment import NOW, TODAY, YEAR_STARTS
from spor.access.models import TeamRole
from spor.curriculum.models import Goal, Subject
from spor.evidence.models import GoalState, HandIn, Product, ProductVersion, Trace, TraceGoal
from spor.forloeb.models import Author, Block, BlockGoal, BlockVersion, Edition, EditionBlock, Forloeb
from spor.people.models import Account, Enrolment, Group, Guardianship, Membership, Person, Post, School
from spor.teaching.models import Assignment, Lesson, Run

SCHOOLS, GRADES, LINES, CLASS = 10, range(10), "AB", 25
TRACES = 4  # a pupil's, of this year
TEACHES = 3  # subjects a class teacher teaches the class
_key = count()


def key() -> str:
    return f"bench-{next(_key)}"


class Town:
    """The rows that the measured pages are about, and what they are made from."""

    def __init__(self) -> None:
        call_command("load_framework", verbosity=0, stdout=io.StringIO())
        self.chance = Random(8)
        self.subjects = list(Subject.objects.filter(key__in=["dan", "mat", "his", "eng"]).order_by("key"))
        rows = Goal.objects.filter(subject__in=self.subjects, kind=Goal.Kind.SKILL)
        self.goals = {subject.pk: [goal for goal in rows if goal.subject_id == subject.pk] for subject in self.subjects}
        self.classes: list[Group] = []
        self.teachers: dict[int, Person] = {}
        self.pupils: dict[int, list[Person]] = {}
        self.assignments: dict[int, list[Assignment]] = {}

    @transaction.atomic
    def fill(self) -> None:
        """Everybody, what they are taught, and what they handed in."""
        self._classes()
        self._people()
        for number, group in enumerate(self.classes):
            self._teach(group, number)
        self._hand_ins()

    def _classes(self) -> None:
        schools = [School(number=f"{101001 + n}", name=f"Skole {n}") for n in range(SCHOOLS)]
        School.objects.bulk_create(schools)
        self.classes = [
            Group(
                school=school,
                register_id=f"{grade}{line}",
                name=f"{grade}.{line}",
                kind=Group.Kind.MAIN,
                grade=grade,
                line=line,
                from_on=YEAR_STARTS,
            )
            for school in schools
            for grade in GRADES
            for line in LINES
        ]
        Group.objects.bulk_create(self.classes)

    def _people(self) -> None:
        teachers = [
            Person(uniid=f"laerer-{n}", given_name="Lærer", family_name=f"{n}") for n, _ in enumerate(self.classes)
        ]
        pupils = [
            Person(uniid=f"elev-{n}", given_name="Elev", family_name=f"{n}", born_on=dt.date(2014, 1, 1))
            for n in range(len(self.classes) * CLASS)
        ]
        Person.objects.bulk_create([*teachers, *pupils], batch_size=2000)
        members, enrolled = [], []
        for at, group in enumerate(self.classes):
            self.teachers[group.pk] = teachers[at]
            self.pupils[group.pk] = pupils[at * CLASS : (at + 1) * CLASS]
            members.append(Membership(person=teachers[at], group=group, role="staff", from_on=YEAR_STARTS))
            for pupil in self.pupils[group.pk]:
                members.append(Membership(person=pupil, group=group, role="pupil", from_on=YEAR_STARTS))
                enrolled.append(enrolment(pupil, group))
        Membership.objects.bulk_create(members, batch_size=2000)
        Enrolment.objects.bulk_create(enrolled, batch_size=2000)
        posts = [
            Post(person=self.teachers[group.pk], school_id=group.school_id, role="teacher", from_on=YEAR_STARTS)
            for group in self.classes
        ]
        Post.objects.bulk_create(posts)

    def _teach(self, group: Group, number: int) -> None:
        """The class teacher leads the class and teaches it and the next ones; a forløb a subject is on."""
        teacher = self.teachers[group.pk]
        roles = [TeamRole(person=teacher, group=group, kind="lead", from_on=YEAR_STARTS)]
        lessons = []
        for at in range(TEACHES):
            taught = self.classes[(number + at) % len(self.classes)]
            if taught.school_id != group.school_id:
                continue
            subject = self.subjects[at]
            roles.append(TeamRole(person=teacher, group=taught, kind="subject", subject=subject, from_on=YEAR_STARTS))
            self.assignments.setdefault(taught.pk, []).append(self._run(teacher, taught, subject))
            lessons += [lesson(teacher, taught, subject, day, 8 + at) for day in range(1, 6)]
        TeamRole.objects.bulk_create(roles)
        Lesson.objects.bulk_create(lessons)

    def _run(self, teacher: Person, group: Group, subject: Subject) -> Assignment:
        school = group.school
        made = {"made_by": teacher, "made_at": NOW, "key": key()}
        forloeb = Forloeb.objects.create(school=school, subject=subject, **made)
        Author.objects.create(forloeb=forloeb, person=teacher, is_owner=True, from_at=NOW)
        block = Block.objects.create(forloeb=forloeb, kind=Block.Kind.ASSIGNMENT, rank="m", key=key())
        version = BlockVersion.objects.create(block=block, n=1, by=teacher, at=NOW, title="Skriv en side", key=key())
        goals = self.goals[subject.pk][:2]
        BlockGoal.objects.bulk_create([BlockGoal(version=version, goal=goal, rank=n) for n, goal in enumerate(goals)])
        edition = Edition.objects.create(
            forloeb=forloeb, n=1, published_by=teacher, published_at=NOW, title=f"{subject.name} nu", key=key()
        )
        EditionBlock.objects.create(edition=edition, rank=0, version=version)
        begins = TODAY - dt.timedelta(days=9)
        run = Run.objects.create(
            edition=edition,
            group=group,
            subject=subject,
            starts_on=begins,
            ends_on=begins + dt.timedelta(days=28),
            visible_from_on=begins,
            started_by=teacher,
            started_at=NOW,
            key=key(),
        )
        return Assignment.objects.create(run=run, version=version, visible_from_on=begins)

    def _hand_ins(self) -> None:
        """A few products a pupil, of the running assignments and of before, all handed in, a third of the newest unanswered."""
        trail = Trail()
        for group in self.classes:
            held = self.assignments.get(group.pk, [])
            for pupil in self.pupils[group.pk]:
                for n in range(TRACES):
                    asked = held[n] if n < len(held) else None
                    subject = asked.run.subject if asked else self.subjects[n % len(self.subjects)]
                    days = self.chance.randrange(1, 9) if asked else self.chance.randrange(20, 100)
                    goals = self.goals[subject.pk][: 2 if asked else 1] if subject else []
                    trail.add(pupil, NOW - dt.timedelta(days=days, minutes=n), subject, goals, asked)
        trail.write()
        states = [
            GoalState(pupil=pupil, goal=goal, level=goal.pk % 5, level_at=NOW, traces=1, last_at=NOW)
            for group in self.classes
            for pupil in self.pupils[group.pk]
            for goal in self.goals[self.subjects[0].pk][2:8]
        ]
        GoalState.objects.bulk_create(states, batch_size=2000)


class Trail:
    """Products and their traces, collected and written at once."""

    def __init__(self) -> None:
        self.products: list[Product] = []
        self.versions: list[ProductVersion] = []
        self.traces: list[Trace] = []
        self.ties: list[TraceGoal] = []
        self.hand_ins: list[HandIn] = []

    def add(
        self,
        pupil: Person,
        at: dt.datetime,
        subject: Subject | None,
        goals: list[Goal],
        asked: Assignment | None = None,
    ) -> Trace:
        """One product, handed in at `at`."""
        product = Product(
            title="" if asked else "Noget om efteråret", assignment=asked, made_by=pupil, made_at=at, key=key()
        )
        version = ProductVersion(
            product=product, n=1, by=pupil, at=at, text="Først målte vi.\n" + "Så skrev vi det ned. " * 12
        )
        trace = Trace(
            pupil=pupil,
            kind=Trace.Kind.PRODUCT,
            at=at,
            author=pupil,
            subject=subject,
            run=asked.run if asked else None,
            product=product,
        )
        self.products.append(product)
        self.versions.append(version)
        self.traces.append(trace)
        self.ties += [TraceGoal(trace=trace, goal=goal) for goal in goals]
        self.hand_ins.append(HandIn(version=version, assignment=asked, by=pupil, at=at, key=key()))
        return trace

    def write(self) -> None:
        """To the database, parents first."""
        Product.objects.bulk_create(self.products, batch_size=2000)
        ProductVersion.objects.bulk_create(self.versions, batch_size=2000)
        Trace.objects.bulk_create(self.traces, batch_size=2000)
        TraceGoal.objects.bulk_create(self.ties, batch_size=2000)
        HandIn.objects.bulk_create(self.hand_ins, batch_size=2000)


def enrolment(pupil: Person, group: Group, year: int = YEAR_STARTS.year) -> Enrolment:
    """The pupil's place in a class; ended when the school year was another than this."""
    ends = None if year == YEAR_STARTS.year else dt.date(year + 1, 8, 1)
    return Enrolment(
        person=pupil, school_id=group.school_id, group=group, grade=group.grade, from_on=dt.date(year, 8, 1), to_on=ends
    )


def lesson(teacher: Person, group: Group, subject: Subject, day: int, hour: int) -> Lesson:
    """45 minutes a week."""
    return Lesson(
        group=group,
        subject=subject,
        teacher=teacher,
        weekday=day,
        starts_at=dt.time(hour, 0),
        ends_at=dt.time(hour, 45),
        source="bench",
        from_on=YEAR_STARTS,
    )


def account_of(person: Person) -> Account:
    """A login for somebody whose pages are measured."""
    return Account.objects.get_or_create(person=person, defaults={"username": person.uniid})[0]


def guardian_of(*pupils: Person) -> Person:
    """Somebody with custody of all of them."""
    person = Person.objects.create(uniid=f"hjem-{pupils[0].uniid}", given_name="Forælder", family_name="Hjem")
    for pupil in pupils:
        Guardianship.objects.create(
            guardian=person, pupil=pupil, relation="mother", has_custody=True, from_on=dt.date(2020, 8, 1)
        )
    return person
