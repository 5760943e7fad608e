"""The little world in which every cell of permissions.csv is tried: one pupil with one of each thing, and everybody around.

`World()` builds it with *nothing granted*: the actors are there, their relations are not. `PREDICATES[name](world, actor_name, on)`
makes one predicate of the table true or false for one actor. Each combination of predicates is built on a fresh copy (a savepoint).
"""

import datetime as dt
from collections.abc import Callable

from django.db.models import Model

from spor.access.actor import Actor, nobody
from spor.access.models import Cover, Purpose, Restriction, SupportCase, TeamRole
from spor.base.codes import new_code
from spor.curriculum.models import Goal
from spor.evidence.models import (
    Assessment,
    Feedback,
    GoalState,
    HandIn,
    Placement,
    Product,
    ProductVersion,
    Release,
    SelfAssessment,
    Trace,
)
from spor.forloeb.models import Author, Block, BlockVersion, Edition, Forloeb
from spor.people.models import Account, Enrolment, Group, Guardianship, Membership, Person, Post, School
from spor.plans.models import Answer, AnswerReader, PlanSnapshot, Sentence
from spor.portfolio.models import Reflection, Selection
from spor.teaching.models import Assignment, Lesson, Run
from tests.cast import NOW, TODAY, build_cast

LONG_AGO = dt.date(2020, 8, 1)
YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)


class World:
    """The cast, one pupil (Viggo of 5.B, dansk) with one of each thing, and one stranger to him for each kind of actor."""

    def __init__(self) -> None:
        cast = build_cast()
        self.cast = cast
        self.school: School = cast.kastanje
        self.other_school: School = cast.aasen
        self.group: Group = cast.g5b
        self.pupil: Person = cast.viggo
        self.peer: Person = cast.classmate
        self.subject = cast.dansk
        self.author: Person = cast.mette
        self.people: dict[str, Person] = {"pupil_self": self.pupil, "pupil_peer": self.peer}
        for name in (
            "parent_custody parent_other_child parent_no_custody guardian_ended class_teacher subject_teacher paedagog substitute "
            "support_staff school_leader teacher_unrelated other_school_teacher municipal_admin municipal_analyst "
            "supplier_support lti_tool api_client"
        ).split():
            self.people[name] = self._person(name)
        self._posts()
        self._families()
        self._work()
        self._evidence()
        self._plan()

    def _person(self, name: str) -> Person:
        person = Person.objects.create(uniid=f"w-{name}", given_name=name)
        Account.objects.create(username=f"w-{name}", person=person)
        return person

    def actor(self, name: str, *, mfa: bool = True) -> Actor:
        """The actor as of now; anonymous is nobody."""
        if name == "anonymous":
            return nobody(NOW)
        return Actor(self.people[name].pk, NOW, mfa=mfa, substantial=True)

    def _posts(self) -> None:
        posts = {
            "class_teacher": (self.school, "teacher"),
            "subject_teacher": (self.school, "teacher"),
            "paedagog": (self.school, "pedagogue"),
            "substitute": (self.school, "substitute"),
            "support_staff": (self.school, "consultant"),
            "teacher_unrelated": (self.school, "teacher"),
            "other_school_teacher": (self.other_school, "teacher"),
            "municipal_admin": (None, "municipal_admin"),
            "municipal_analyst": (None, "municipal_analyst"),
        }
        for name, (school, role) in posts.items():
            Post.objects.create(person=self.people[name], school=school, role=role, from_on=LONG_AGO)
        other = Group.objects.create(
            school=self.school, register_id="w-6a", name="6.A", kind=Group.Kind.MAIN, grade=6, from_on=LONG_AGO
        )
        self.other_group = other
        TeamRole.objects.create(person=self.people["teacher_unrelated"], group=other, kind="lead", from_on=LONG_AGO)
        TeamRole.objects.create(
            person=self.people["other_school_teacher"], group=self.cast.aasen_5a, kind="lead", from_on=LONG_AGO
        )

    def _families(self) -> None:
        Guardianship.objects.create(
            guardian=self.people["parent_other_child"], pupil=self.peer, relation="mother", has_custody=True, from_on=LONG_AGO
        )
        Guardianship.objects.create(
            guardian=self.people["parent_no_custody"], pupil=self.pupil, relation="other", has_custody=False, from_on=LONG_AGO
        )
        Guardianship.objects.create(
            guardian=self.people["guardian_ended"],
            pupil=self.pupil,
            relation="father",
            has_custody=True,
            from_on=LONG_AGO,
            to_on=YESTERDAY,
        )

    def _work(self) -> None:
        self.forloeb = Forloeb.objects.create(
            school=self.school, subject=self.subject, made_by=self.author, made_at=NOW, key=new_code()
        )
        Author.objects.create(forloeb=self.forloeb, person=self.author, is_owner=True, from_at=NOW)
        block = Block.objects.create(forloeb=self.forloeb, kind="assignment", rank="m", key=new_code())
        version = BlockVersion.objects.create(block=block, n=1, by=self.author, at=NOW, title="Novelle", key=new_code())
        edition = Edition.objects.create(
            forloeb=self.forloeb, n=1, published_by=self.author, published_at=NOW, title="Gys", key=new_code()
        )
        self.run = Run.objects.create(
            edition=edition,
            group=self.group,
            subject=self.subject,
            starts_on=YESTERDAY,
            ends_on=TODAY + dt.timedelta(days=20),
            visible_from=YESTERDAY,
            started_by=self.author,
            started_at=NOW,
            key=new_code(),
        )
        self.assignment = Assignment.objects.create(run=self.run, version=version, visible_from=YESTERDAY)
        self.lesson = Lesson.objects.create(
            group=self.group,
            subject=self.subject,
            weekday=3,
            starts_at=dt.time(8),
            ends_at=dt.time(9),
            source="test",
            from_on=LONG_AGO,
        )

    def _evidence(self) -> None:
        pupil = self.pupil
        self.product = Product.objects.create(assignment=self.assignment, made_by=pupil, made_at=NOW, key=new_code())
        self.version = ProductVersion.objects.create(product=self.product, n=1, by=pupil, at=NOW, text="Det var mørkt")
        self.trace = Trace.objects.create(
            pupil=pupil,
            kind="product",
            at=NOW,
            author=pupil,
            subject=self.subject,
            run=self.run,
            product=self.product,
        )
        self.self_assessment = SelfAssessment.objects.create(product=self.product, pupil=pupil, text="Godt", at=NOW)
        self.feedback = Feedback.objects.create(
            pupil=pupil, trace=self.trace, author=self.author, text="Fint", written_at=NOW, key=new_code()
        )
        goal = Goal.objects.filter(subject=self.subject).first()
        assert goal is not None
        self.goal_state = GoalState.objects.create(pupil=pupil, goal=goal, run=self.run, level=2, level_at=NOW, last_at=NOW)
        self.assessment = Assessment.objects.create(
            pupil=pupil, goal=goal, level=2, trace=self.trace, run=self.run, by=self.author, at=NOW, key=new_code()
        )

    def _plan(self) -> None:
        pupil = self.pupil
        self.sentence = Sentence.objects.create(pupil=pupil, subject=self.subject, text="Skriver længe", written_at=NOW)
        self.snapshot = PlanSnapshot.objects.create(
            pupil=pupil, at=NOW, by=self.author, class_name="5.B", school_name="K", pupil_name="V", key=new_code()
        )
        self.answer = Answer.objects.create(
            pupil=pupil, snapshot=self.snapshot, by=self.cast.nina, at=NOW, text="Tak", key=new_code()
        )
        self.selection = Selection.objects.create(pupil=pupil, trace=self.trace, at=NOW)
        self.reflection = Reflection.objects.create(pupil=pupil, trace=self.trace, text="Hm", at=NOW, key=new_code())


Setter = Callable[[World, str, bool], None]


def _nothing(world: World, actor: str, on: bool) -> None:
    """True of this world as it is built, and a precondition of the action rather than of the guard."""


def _author(world: World, actor: str, on: bool) -> None:
    if on:
        person = world.people[actor]
        Author.objects.filter(forloeb=world.forloeb).update(person=person)
        Feedback.objects.filter(pk=world.feedback.pk).update(author=person)
        type(world.run).objects.filter(pk=world.run.pk).update(started_by=person)


def _co_author(world: World, actor: str, on: bool) -> None:
    if not on:
        return
    person = world.people[actor]
    Author.objects.get_or_create(forloeb=world.forloeb, person=person, to_at=None, defaults={"from_at": NOW})
    if actor in ("pupil_self", "pupil_peer"):
        Trace.objects.get_or_create(
            pupil=person, product=world.product, defaults={"kind": "product", "at": NOW, "author": person}
        )


def _role(kind: str) -> Setter:
    def setter(world: World, actor: str, on: bool) -> None:
        subject = world.subject if kind == "subject" else None
        TeamRole.objects.create(
            person=world.people[actor],
            group=world.group,
            kind=kind,
            subject=subject,
            from_on=LONG_AGO,
            to_on=None if on else YESTERDAY,
        )

    return setter


def _team_active(world: World, actor: str, on: bool) -> None:
    _role("team" if actor == "paedagog" else "lead")(world, actor, on)


def _own_subject(world: World, actor: str, on: bool) -> None:
    """False: the thing is of another subject than the one taught."""
    if not on:
        other = world.cast.matematik
        for model in (Trace, Sentence):
            model.objects.filter(pupil=world.pupil).update(subject=other)
        type(world.run).objects.filter(pk=world.run.pk).update(subject=other)
        goal = Goal.objects.filter(subject=other).first()
        GoalState.objects.filter(pk=world.goal_state.pk).update(goal=goal)
        Assessment.objects.filter(pk=world.assessment.pk).update(goal=goal)


def _custody(world: World, actor: str, on: bool) -> None:
    if actor == "parent_other_child":
        Guardianship.objects.filter(guardian=world.people[actor]).update(has_custody=on)
        return
    Guardianship.objects.create(
        guardian=world.people[actor],
        pupil=world.pupil,
        relation="father",
        has_custody=on,
        from_on=LONG_AGO,
    )


def _not_restricted(world: World, actor: str, on: bool) -> None:
    if not on:
        Restriction.objects.create(
            guardian=world.people[actor], pupil=world.pupil, set_by=world.author, reason="x", from_on=LONG_AGO
        )


def _cover(world: World, actor: str, on: bool) -> None:
    hours = dt.timedelta(hours=4)
    begins = NOW - hours if on else NOW - 3 * hours
    Cover.objects.create(
        person=world.people[actor], group=world.group, from_at=begins, to_at=begins + 2 * hours, opened_by=world.author
    )


def _leader_opened(world: World, actor: str, on: bool) -> None:
    Cover.objects.filter(person=world.people[actor]).update(may_write=on)


def _case(world: World, actor: str, on: bool) -> None:
    SupportCase.objects.create(
        person=world.people[actor],
        pupil=world.pupil,
        purpose="x",
        set_by=world.author,
        from_on=LONG_AGO,
        to_on=TOMORROW if on else YESTERDAY,
    )
    SupportCase.objects.create(
        person=world.people[actor],
        group=world.group,
        purpose="x",
        set_by=world.author,
        from_on=LONG_AGO,
        to_on=TOMORROW if on else YESTERDAY,
    )


def _same_school(world: World, actor: str, on: bool) -> None:
    if actor == "school_leader":
        school = world.school if on else world.other_school
        Post.objects.create(person=world.people[actor], school=school, role="leader", from_on=LONG_AGO)
    elif not on:
        Post.objects.filter(person=world.people[actor]).update(school=world.other_school)


def _reason_logged(world: World, actor: str, on: bool) -> None:
    if on:
        Purpose.objects.create(
            person=world.people[actor],
            pupil=world.pupil,
            reason="x",
            from_at=NOW - dt.timedelta(days=1),
            to_at=NOW + dt.timedelta(days=1),
        )


def _handed_in(world: World, actor: str, on: bool) -> None:
    if on:
        HandIn.objects.get_or_create(
            version=world.version, defaults={"assignment": world.assignment, "by": world.pupil, "at": NOW, "key": new_code()}
        )


def _placed(world: World, actor: str, on: bool) -> None:
    if on:
        Placement.objects.get_or_create(trace=world.trace, defaults={"by": world.pupil, "at": NOW})


def _given(world: World, actor: str, on: bool) -> None:
    if on:
        Release.objects.get_or_create(feedback=world.feedback, defaults={"by": world.author, "at": NOW})


def _begun(world: World, actor: str, on: bool) -> None:
    day = YESTERDAY if on else TOMORROW
    for thing in (world.run, world.assignment):
        type(thing).objects.filter(pk=thing.pk).update(visible_from=day)


def _of_group(world: World, actor: str, on: bool) -> None:
    """The thing's run is for the pupil's (covered, taught) group; otherwise for another class."""
    if not on:
        type(world.run).objects.filter(pk=world.run.pk).update(group=world.other_group)


def _participant(world: World, actor: str, on: bool) -> None:
    if on and actor in ("pupil_self", "parent_custody"):
        AnswerReader.objects.create(answer=world.answer, person=world.people[actor])
    elif on and actor == "school_leader":
        Answer.objects.filter(pk=world.answer.pk).update(by=world.people[actor])


def _pupil_goal(world: World, actor: str, on: bool) -> None:
    if on:
        Goal.objects.filter(pk__in=[world.goal_state.goal_id, world.assessment.goal_id]).update(kind=Goal.Kind.OWN)


def _common_section(world: World, actor: str, on: bool) -> None:
    if on:
        Sentence.objects.filter(pk=world.sentence.pk).update(subject=None)


def _own_class(world: World, actor: str, on: bool) -> None:
    """The pupil asked about is in the reader's, or the reader's child's, class."""
    if actor == "parent_custody":
        _custody(world, actor, True)
    if not on:
        Membership.objects.filter(person=world.pupil).update(to_on=YESTERDAY)


def _enrolled(world: World, actor: str, on: bool) -> None:
    if not on:
        Enrolment.objects.filter(person=world.pupil).update(school=world.other_school)


def _child_assigned(world: World, actor: str, on: bool) -> None:
    """A parent's child is in the group that the run is for."""
    _of_group(world, actor, on)


PREDICATES: dict[str, Setter] = {
    "own": _nothing,
    "author": _author,
    "co_author": _co_author,
    "team_active": _team_active,
    "current_team": _nothing,
    "group_active": _role("subject"),
    "own_subject": _own_subject,
    "own_subject_section": _own_subject,
    "custody_active": _custody,
    "not_restricted": _not_restricted,
    "sub_window": _cover,
    "leader_opened": _leader_opened,
    "assigned_case": _case,
    "assigned_class": _case,
    "same_school": _same_school,
    "reason_logged": _reason_logged,
    "submitted": _handed_in,
    "handed_in": _handed_in,
    "placed": _placed,
    "given": _given,
    "visible_from<=now": _begun,
    "member_of_target_group": _of_group,
    "assigned_to_me": _of_group,
    "child_in_target_group": _of_group,
    "assigned_to_child": _child_assigned,
    "assignment_of_covered_group": _of_group,
    "goal_of_covered_group": _of_group,
    "participant": _participant,
    "pupil_goal": _pupil_goal,
    "wellbeing_or_common_section": _common_section,
    "own_class": _own_class,
    "own_childs_class": _own_class,
}

# Session facts, set on the actor.
FACTS = {"mfa"}

# Preconditions of the action itself (its second column), tested with the action; for the guard they are true.
OF_THE_ACTION = {
    "target_is_own_class",
    "target_is_own_group",
    "recipient_list_shown_and_confirmed",
    "before_lock",
    "not_self",
    "same_muni",
    "school_setting_parents_see_feedback",
    "published",
    "own_link_only",
}

# Nothing can make these true yet: what they speak of is not built, so they are false.
NOT_BUILT = {"shared_with_class", "shared", "shared_with_class_by_owner", "own_section", "co_teacher_of_group_by_other"}

Thing = Callable[[World], Model]
