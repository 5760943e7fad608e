"""A subject's goals for one grade as a tree: areas, their competence goal, their strands, and the goals of each strand by phase."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from spor.curriculum import grades
from spor.curriculum.models import Goal, Subject
from spor.curriculum.queries.goals import binding_kinds, official_version


@dataclass
class Phase:
    """The skill and knowledge goals that belong together; `number` is 1, 2 … within the strand."""

    number: int
    skills: list[Goal] = field(default_factory=list)
    knowledge: list[Goal] = field(default_factory=list)


@dataclass
class Strand:
    goal: Goal
    phases: list[Phase] = field(default_factory=list)
    attention: list[Goal] = field(default_factory=list)


@dataclass
class Area:
    goal: Goal
    competence: Goal | None = None
    strands: list[Strand] = field(default_factory=list)


@dataclass
class GoalTree:
    """`span` in words («5.–6. klasse», empty without goals); `binding` the kinds that bind by law on the day asked."""

    subject: Subject
    span: str
    binding: frozenset[str]
    label: str
    areas: list[Area]


def goal_tree(subject: Subject, grade: int, *, today: dt.date) -> GoalTree:
    """The goals of the trinforløb that `grade` (0–10) lies in, in the official text of `today`. Three queries."""
    version = official_version(today)
    rows = Goal.objects.filter(version=version, subject=subject, from_grade__lte=grade, to_grade__gte=grade)
    goals = list(rows.order_by("rank"))
    first = goals[0] if goals else None
    return GoalTree(
        subject=subject,
        span=grades.span(first.from_grade or 0, first.to_grade or 0) if first else "",
        binding=binding_kinds(version, today),
        label=version.label if version else "",
        areas=_areas(goals),
    )


def _areas(goals: list[Goal]) -> list[Area]:
    under: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in goals:
        under[goal.parent_id].append(goal)
    areas = []
    for top in under[None]:
        area = Area(top)
        for child in under[top.pk]:
            if child.kind == Goal.Kind.COMPETENCE:
                area.competence = child
            else:
                area.strands.append(_strand(child, under[child.pk]))
        areas.append(area)
    return areas


def _strand(top: Goal, goals: list[Goal]) -> Strand:
    strand = Strand(top)
    phases: dict[int, Phase] = {}
    for goal in goals:
        if goal.kind == Goal.Kind.ATTENTION:
            strand.attention.append(goal)
            continue
        number = goal.phase or 1
        phase = phases.setdefault(number, Phase(number))
        (phase.skills if goal.kind == Goal.Kind.SKILL else phase.knowledge).append(goal)
    strand.phases = [phases[number] for number in sorted(phases)]
    return strand
