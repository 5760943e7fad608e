"""A judgement on a goal set in the class's grid: given at once, taken back by a withdrawal (decision 0008)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.curriculum.models import Goal, GoalWording
from spor.evidence import states
from spor.evidence.models import Assessment, AssessmentWithdrawal
from spor.people.models import Person
from spor.teaching.models import Run

LEVELS = range(5)
UNDO_FOR = dt.timedelta(seconds=60)


@transaction.atomic
def assess(
    *, actor: Actor, pupil: Person, goal: Goal, level: int, run: Run, key: str, wording: GoalWording | None = None
) -> Assessment:
    """Judge where a pupil stands with a goal: level 0–4, where 0 is «set efter, ikke set endnu». The same key twice is once.

    Another level by the same person within the minute is a correction: the former is withdrawn.
    Raises Refused for any other level; 404 or 403 for whoever may not judge this goal with this pupil.
    """
    if level not in LEVELS:
        raise Refused(_("Vælg et af de fem niveauer."), field="level")
    judged = Assessment(
        pupil=pupil, goal=goal, level=level, run=run, wording=wording, by_id=actor.person_id, at=actor.now, key=key
    )
    code = judged.code
    Assessment.objects.bulk_create([judged], ignore_conflicts=True)
    judged, former = _stored(actor, judged)
    if judged.code != code:
        return _same(judged, pupil, goal)
    _correct(actor, former)
    states.touch(pupil_ids=[pupil.pk], goal_ids=[goal.pk])
    events.record("assess", actor=actor, thing="goal", code=judged.code, pupil_id=pupil.pk)
    return judged


@transaction.atomic
def assess_each(*, actor: Actor, pupil: Person, levels: Mapping[Goal, int], run: Run, key: str) -> list[Assessment]:
    """Judge several goals of one pupil at once, each as `assess` does. The same key twice is once."""
    return [
        assess(actor=actor, pupil=pupil, goal=goal, level=level, run=run, key=f"{key}.{goal.pk}"[:40])
        for goal, level in levels.items()
    ]


@transaction.atomic
def withdraw_assessment(*, actor: Actor, assessment: Assessment) -> None:
    """Take back a judgement made less than a minute ago by the actor. Twice is once.

    Raises Refused after a minute; a level given with feedback is taken back with it.
    """
    guard.require(actor, "set_status", assessment)
    if assessment.by_id != actor.person_id or assessment.feedback_id is not None:
        raise Refused(_("Det niveau kan kun tages tilbage der, hvor det er givet."), status=409)
    if AssessmentWithdrawal.objects.filter(assessment=assessment).exists():
        return
    if actor.now - assessment.at > UNDO_FOR:
        raise Refused(_("Det er for sent at fortryde. Sæt et nyt niveau i stedet."), status=409)
    AssessmentWithdrawal.objects.get_or_create(
        assessment=assessment, defaults={"by_id": actor.person_id, "at": actor.now}
    )
    states.touch(pupil_ids=[assessment.pupil_id], goal_ids=[assessment.goal_id])
    events.record("withdraw_assessment", actor=actor, thing="goal", code=assessment.code, pupil_id=assessment.pupil_id)


def _stored(actor: Actor, judged: Assessment) -> tuple[Assessment, list[Assessment]]:
    """The judgement with this key, if it is the actor's to make, and those of the last minute that it corrects. One query.

    Where it is not the actor's, the deed is undone.
    """
    corrected = Q(
        pupil=judged.pupil_id,
        goal=judged.goal_id,
        by=actor.person_id,
        feedback=None,
        withdrawal=None,
        at__gt=actor.now - UNDO_FOR,
        at__lte=actor.now,
    )
    found = list(guard.visible(actor, Assessment, "set_status").filter(Q(key=judged.key) | corrected))
    allowed = next((each for each in found if each.key == judged.key), None)
    if allowed is None:
        allowed = Assessment.objects.get(key=judged.key)
        guard.require(actor, "set_status", allowed)
    return allowed, [each for each in found if each.pk != allowed.pk]


def _same(judged: Assessment, pupil: Person, goal: Goal) -> Assessment:
    """The judgement of the first press; a key that came from another page is no key."""
    if judged.pupil_id != pupil.pk or judged.goal_id != goal.pk:
        raise Refused(_("Siden var blevet for gammel. Prøv igen."), status=409)
    return judged


def _correct(actor: Actor, former: list[Assessment]) -> None:
    rows = [AssessmentWithdrawal(assessment=each, by_id=actor.person_id, at=actor.now) for each in former]
    AssessmentWithdrawal.objects.bulk_create(rows, ignore_conflicts=True)
