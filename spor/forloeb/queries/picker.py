"""Goals to choose from for a block."""

from dataclasses import dataclass

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Goal
from spor.curriculum.queries import GoalHit, as_hits, goal_hits, goals_by_code
from spor.forloeb.models import Block, BlockGoal, Forloeb
from spor.forloeb.queries.page import block_of
from spor.forloeb.queries.shown import ShownGoal, shown

SHOWN = 30


@dataclass(frozen=True)
class GoalPicker:
    """`hits` are suggestions while nothing is asked for, `scope` where they are from, `used` the goals of the forløb's other blocks."""

    forloeb: Forloeb
    block: Block
    asked: str
    scope: str
    hits: list[GoalHit]
    used: list[GoalHit]
    chosen: frozenset[str]


@dataclass(frozen=True)
class GoalLook:
    """A goal of a block with the icon and the sound it has."""

    block: Block
    shown: ShownGoal

    @property
    def goal(self) -> Goal:
        return self.shown.goal


def goal_look(actor: Actor, code: str, block_code: str, goal_code: str) -> GoalLook:
    """A goal of a block that the actor writes; 404 for goals the block does not have."""
    block = block_of(actor, code, block_code)
    goals = shown([block.head])[0].goals if block.head else ()
    found = next((each for each in goals if each.code == goal_code), None)
    if found is None:
        raise Http404
    return GoalLook(block, found)


def goal_picker(actor: Actor, block: Block, text: str) -> GoalPicker:
    """Goals for a block the actor writes: first of the forløb's own subject and grade, then of the subject, then of all subjects."""
    forloeb = block.forloeb
    guard.require(actor, "write", forloeb)
    scope, hits = _found(forloeb, text, actor)
    rows = BlockGoal.objects.filter(version__block__forloeb=forloeb, version=F("version__block__head"))
    here: set[str] = set()
    others: list[str] = []
    for code, place in rows.order_by("pk").values_list("goal__code", "version__block"):
        if place == block.pk:
            here.add(code)
        else:
            others.append(code)
    used = as_hits(goals_by_code(code for code in others if code not in here), today=actor.today)
    return GoalPicker(forloeb, block, text, scope, [hit for hit in hits if hit.code not in here], used, frozenset(here))


def _found(forloeb: Forloeb, text: str, actor: Actor) -> tuple[str, list[GoalHit]]:
    """(where from, hits) of the narrowest scope that has any."""
    subject, grade = forloeb.subject, forloeb.grade
    scopes = [
        (_("fra forløbets fag og klassetrin"), subject, grade),
        (_("fra forløbets fag på alle trin"), subject, None),
        (_("fra alle fag"), None, None),
    ]
    for words, of_subject, of_grade in scopes:
        hits = goal_hits(text, today=actor.today, subject=of_subject, grade=of_grade, limit=SHOWN)
        if hits:
            return words, hits
    return "", []
