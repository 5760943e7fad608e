"""The predicates of permissions.csv: each made true or false for one actor in the world."""

import datetime as dt
from collections.abc import Callable

from django.db.models import Model

from spor.access.models import Cover, Purpose, Restriction, SupportCase, TeamRole
from spor.base.codes import new_code
from spor.curriculum.models import Goal
from spor.evidence.models import Assessment, Feedback, GoalState, HandIn, Placement, Release, Trace
from spor.forloeb.models import Author
from spor.insight.models import Wish
from spor.people.models import Enrolment, Guardianship, Membership, Person, Post
from spor.plans.models import (
    Answer,
    AnswerReader,
    FocusPoint,
    Intervention,
    Sentence,
)
from spor.teaching.models import WeekShare, YearShare
from spor.wellbeing.models import CheckIn, CheckInReader, ClimateCell, TalkWish
from tests.cast import NOW, YEAR_STARTS
from tests.policy.agreed import brought_it, not_another_guardians, open_to_all, shown_to_home, wrote_it
from tests.policy.figured import few_left, grant_active, n_ge_3_staff, superuser
from tests.policy.world import LONG_AGO, TOMORROW, YESTERDAY, World

Setter = Callable[[World, str, bool], None]


def _nothing(world: World, actor: str, on: bool) -> None:
    """True of this world as it is built, and a precondition of the action rather than of the guard."""


def _author(world: World, actor: str, on: bool) -> None:
    if on:
        person = world.people[actor]
        Author.objects.filter(forloeb=world.forloeb).update(person=person)
        Feedback.objects.filter(pk=world.feedback.pk).update(author=person)
        type(world.run).objects.filter(pk=world.run.pk).update(started_by=person)
        Wish.objects.filter(pk=world.said.pk).update(by=person)


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


def _current_team(world: World, actor: str, on: bool) -> None:
    kind = {"class_teacher": "lead", "subject_teacher": "subject", "paedagog": "team"}[actor]
    _role(kind)(world, actor, on)


def _own_subject(world: World, actor: str, on: bool) -> None:
    """False: the thing is of another subject than the one taught."""
    if not on:
        other = world.cast.matematik
        for model in (Trace, Sentence, FocusPoint, Intervention):
            model.objects.filter(pupil=world.pupil).update(subject=other)
        for thing in (world.run, world.idea):
            type(thing).objects.filter(pk=thing.pk).update(subject=other)
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
            version=world.version,
            defaults={"assignment": world.assignment, "by": world.pupil, "at": NOW, "key": new_code()},
        )


def _with_the_teachers(world: World, actor: str, on: bool) -> None:
    """A product locked, submitted, handed in: said of its absence."""
    _handed_in(world, actor, not on)


def _own_link(world: World, actor: str, on: bool) -> None:
    if on:
        _custody(world, actor, True)
        world.link = Guardianship.objects.get(guardian=world.people[actor], pupil=world.pupil)
    else:
        world.link = world.others_link


def _placed(world: World, actor: str, on: bool) -> None:
    if on:
        Placement.objects.get_or_create(trace=world.trace, defaults={"by": world.pupil, "at": NOW})


def _given(world: World, actor: str, on: bool) -> None:
    if on:
        Release.objects.get_or_create(feedback=world.feedback, defaults={"by": world.author, "at": NOW})


def _begun(world: World, actor: str, on: bool) -> None:
    day = YESTERDAY if on else TOMORROW
    for thing in (world.run, world.assignment):
        type(thing).objects.filter(pk=thing.pk).update(visible_from_on=day)


def _of_group(world: World, actor: str, on: bool) -> None:
    """The thing's run is for the pupil's (covered, taught) group; otherwise for another class."""
    if not on:
        for thing in (world.run, world.idea, world.lesson, world.week_share):
            type(thing).objects.filter(pk=thing.pk).update(group=world.other_group)


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
        for model in (Sentence, FocusPoint, Intervention):
            model.objects.filter(pupil=world.pupil).update(subject=None)


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


def _week_shared(world: World, actor: str, on: bool) -> None:
    WeekShare.objects.filter(pk=world.week_share.pk).update(ended_at=None if on else NOW)


def _year_shared(world: World, actor: str, on: bool) -> None:
    if on:
        YearShare.objects.create(
            group=world.idea.group,
            subject=world.subject,
            from_on=YEAR_STARTS,
            to_on=YEAR_STARTS.replace(year=YEAR_STARTS.year + 1),
            by=world.author,
            at=NOW,
        )


def _no_subject_teacher(world: World, actor: str, on: bool) -> None:
    if on:
        TeamRole.objects.filter(group=world.group, kind="subject").update(to_on=YESTERDAY)


def _of_own_school(world: World, actor: str, on: bool) -> None:
    if not on:
        type(world.day_off).objects.filter(pk=world.day_off.pk).update(school=world.other_school)


def _checkin_reader(world: World, actor: str, on: bool) -> None:
    if on:
        CheckInReader.objects.create(check_in=world.check_in, person=world.people[actor])


def _checkin_open(world: World, actor: str, on: bool) -> None:
    if not on:
        CheckIn.objects.filter(pk=world.check_in.pk).update(on=YESTERDAY)


def _asked_for(world: World, actor: str, on: bool) -> None:
    if on:
        TalkWish.objects.filter(pk=world.wish.pk).update(adult=world.people[actor])


def _n_ge_5(world: World, actor: str, on: bool) -> None:
    if not on:
        ClimateCell.objects.filter(week=world.climate, best="great").update(count=4)
        few_left(world)


def _age_ge_15(world: World, actor: str, on: bool) -> None:
    born = dt.date(2011, 11, 25) if on else dt.date(2011, 11, 26)
    Person.objects.filter(pk=world.pupil.pk).update(born_on=born)


PREDICATES: dict[str, Setter] = {
    "own": _nothing,
    "author": _author,
    "co_author": _co_author,
    "team_active": _team_active,
    "current_team": _current_team,
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
    "before_lock": _with_the_teachers,
    "not_submitted": _with_the_teachers,
    "not_handed_in": _with_the_teachers,
    "no_submissions": _with_the_teachers,
    "co_teacher_of_group": _of_group,
    "own_link_only": _own_link,
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
    "week_shared": _week_shared,
    "year_shared": _year_shared,
    "no_subject_teacher": _no_subject_teacher,
    "of_own_school": _of_own_school,
    "shown_to_home": shown_to_home,
    "not_another_guardians": not_another_guardians,
    "open_to_all": open_to_all,
    "wrote_it": wrote_it,
    "brought_it": brought_it,
    "own_class": _own_class,
    "own_childs_class": _own_class,
    "checkin_reader": _checkin_reader,
    "checkin_open": _checkin_open,
    "asked_for": _asked_for,
    "n_ge_5": _n_ge_5,
    "n_ge_3_staff": n_ge_3_staff,
    "superuser": superuser,
    "age_ge_15": _age_ge_15,
    "grant_active": grant_active,
}

# Session facts, set on the actor.
FACTS = {"mfa"}

# Preconditions of the action itself (its second column), tested with the action; for the guard they are true.
OF_THE_ACTION = {
    "target_is_own_class",
    "target_is_own_group",
    "recipient_list_shown_and_confirmed",
    "not_self",
    "role_below_own",
    "end_date_set",
    "new_participant_may_read_thread",
    "same_muni",
    "school_setting_parents_see_feedback",
    "published",
    "duration<=8h",
    "read_only",
    "dry_run_seen",
    "second_person",
}

# Nothing can make these true yet: what they speak of is not built, so they are false.
# A leader reads no check-in, whatever happened: «break_glass» is not built, nor is a climate of a whole school.
# An access case of the municipality is made by `./run subject_access`, not on a page.
NOT_BUILT = {
    "case=access_request",
    "break_glass",
    "school_level_only",
    "shared_with_class",
    "shared",
    "shared_with_class_by_owner",
    "own_section",
    "co_teacher_of_group_by_other",
}

Thing = Callable[[World], Model]
