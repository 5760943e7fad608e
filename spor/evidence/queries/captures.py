"""The page where something is kept at once: a pupil's own, or what an adult saw."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.access.models import TeamRole
from spor.base.clock import COPENHAGEN
from spor.base.codes import new_code
from spor.curriculum.models import Subject
from spor.evidence.queries.hand_ins import YOUNG_UNTIL, sorted_by_name
from spor.forloeb.models import BlockGoal, EditionBlock
from spor.people.models import Enrolment, Group, Membership, Person, live
from spor.teaching.models import Lesson
from spor.teaching.queries.runs import runs_on, taught_groups

JUST_NOW = dt.timedelta(minutes=15)  # a lesson that ended so recently is still what one has just done


@dataclass(frozen=True)
class CapturePage:
    """What the page of keeping knows beforehand. `guessed` is the subject of the lesson that is on.

    draft_code, text   under which code the words are kept while they are written, and what was written so far
    """

    template: str
    key: str
    draft_code: str
    text: str = ""
    subjects: list[Subject] = field(default_factory=list)
    guessed: Subject | None = None
    groups: list[Group] = field(default_factory=list)
    group: Group | None = None
    pupils: list[Person] = field(default_factory=list)
    goals: list[BlockGoal] = field(default_factory=list)


def page(actor: Actor, group_code: str = "") -> CapturePage:
    """For a pupil the own page of keeping, for whoever teaches a class the page of remarks; for others there is none (Http404).

    group_code  the class an adult chose; else the one whose lesson is on, else the first
    """
    groups = sorted(taught_groups(actor), key=lambda group: (group.kind != Group.Kind.MAIN, group.name))
    if groups:
        return _remarks(actor, groups, group_code)
    pupil = guard.visible(actor, Person, "capture", thing="trace").first()
    if pupil is None:
        raise Http404
    enrolment = Enrolment.objects.filter(live(actor.today), person=pupil).order_by("-from_on").first()
    is_young = enrolment is not None and enrolment.grade is not None and enrolment.grade <= YOUNG_UNTIL
    member = actor.relations.groups_of("member")
    lesson = _lesson(actor, guard.visible(actor, Lesson).filter(group__in=member))
    return CapturePage(
        template="evidence/young_capture.html" if is_young else "evidence/capture.html",
        key=new_code(),
        draft_code=pupil.code,
        text="" if is_young else drafts.text_for(actor, thing="capture", code=pupil.code, field="text"),
        subjects=[] if is_young else _subjects(TeamRole.objects.filter(live(actor.today), group__in=member)),
        guessed=lesson.subject if lesson else None,
    )


def _remarks(actor: Actor, groups: list[Group], group_code: str) -> CapturePage:
    lesson = _lesson(actor, guard.visible(actor, Lesson).filter(teacher=actor.person_id))
    ids = {group.pk: group for group in groups}
    now_in = ids.get(lesson.group_id) if lesson else None
    group = next((each for each in groups if each.code == group_code), None) or now_in or groups[0]
    mine = TeamRole.objects.filter(live(actor.today), group=group, person=actor.person_id)
    subjects = _subjects(mine) or _subjects(TeamRole.objects.filter(live(actor.today), group=group))
    on = lesson.subject if lesson and lesson.group_id == group.pk else None
    return CapturePage(
        template="evidence/remark.html",
        key=new_code(),
        draft_code=group.code,
        text=drafts.text_for(actor, thing="remark", code=group.code, field="text"),
        subjects=subjects,
        guessed=on or (subjects[0] if len(subjects) == 1 else None),
        groups=groups,
        group=group,
        pupils=_pupils(actor, group),
        goals=_goals(actor, group),
    )


def _lesson(actor: Actor, rows: QuerySet[Lesson]) -> Lesson | None:
    """The lesson that is on now, or the last that ended a moment ago. One query."""
    local = actor.now.astimezone(COPENHAGEN)
    earlier = max(local - JUST_NOW, local.replace(hour=0, minute=0, second=0, microsecond=0)).time()
    rows = rows.filter(live(actor.today), weekday=local.isoweekday(), starts_at__lte=local.time(), ends_at__gt=earlier)
    return rows.select_related("subject").order_by("-starts_at", "id").first()


def _subjects(roles: QuerySet[TeamRole]) -> list[Subject]:
    found = Subject.objects.filter(pk__in=roles.filter(subject__isnull=False).values("subject"))
    return sorted(found, key=lambda subject: subject.name)


def _pupils(actor: Actor, group: Group) -> list[Person]:
    members = Membership.objects.filter(live(actor.today), group=group, role=Membership.Role.PUPIL)
    return sorted_by_name(
        list(guard.visible(actor, Person, "write", thing="remark").filter(pk__in=members.values("person")))
    )


def _goals(actor: Actor, group: Group) -> list[BlockGoal]:
    """What the class works on now, each goal once."""
    editions = runs_on(actor, actor.today, [group.pk]).order_by().values("edition")
    versions = EditionBlock.objects.filter(edition__in=editions).values("version")
    rows = BlockGoal.objects.filter(version__in=versions).select_related("goal", "wording").order_by("version", "rank")
    return list({row.goal_id: row for row in rows}.values())
