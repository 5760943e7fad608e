"""How much of a framework is loaded, and what hangs under what. No person is behind these figures."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from spor.base.collate import danish
from spor.curriculum.models import FrameworkVersion, Goal, GoalLink

LAST_GRADE = 9  # the ministry's control counts are of 0.–9. klasse, electives included


@dataclass(frozen=True)
class Loaded:
    """Kompetencemål, færdigheds- og vidensområder, and færdigheds- og vidensmål of one subject or of all."""

    name: str
    competence_goals: int
    areas: int
    goals: int


def loaded_by_subject(version: FrameworkVersion | None) -> list[Loaded]:
    """What the database holds of `version` for 0.–9. klasse, a row a subject in Danish order; nothing when there is no version."""
    counts = _counted(version).values("subject__name").order_by(danish("subject__name"))
    rows = counts.annotate(
        competence_goals=Count("pk", filter=Q(kind=Goal.Kind.COMPETENCE)),
        areas=Count("pk", filter=Q(kind=Goal.Kind.STRAND)),
        goals=Count("pk", filter=Q(kind__in=[Goal.Kind.SKILL, Goal.Kind.KNOWLEDGE])),
    )
    return [Loaded(row["subject__name"], row["competence_goals"], row["areas"], row["goals"]) for row in rows]


def loaded_in_all(subjects: list[Loaded]) -> Loaded:
    """The sums over the rows of `loaded_by_subject`."""
    return Loaded(
        "",
        competence_goals=sum(row.competence_goals for row in subjects),
        areas=sum(row.areas for row in subjects),
        goals=sum(row.goals for row in subjects),
    )


def _counted(version: FrameworkVersion | None) -> QuerySet[Goal]:
    return Goal.objects.filter(version=version, to_grade__lte=LAST_GRADE)


def areas_of(goals: Collection[int]) -> dict[int, int]:
    """Goal id → the id of the kompetenceområde it hangs under, through the official goals a local one is tied to. A query a level."""
    above = dict(GoalLink.objects.filter(local__in=goals).values_list("local", "official"))
    kinds: dict[int, str] = {}
    waiting = {*goals, *above.values()}
    while waiting:
        for pk, parent, kind in Goal.objects.filter(pk__in=waiting).values_list("pk", "parent", "kind"):
            kinds[pk] = kind
            if kind != Goal.Kind.AREA and parent is not None:
                above.setdefault(pk, parent)
        waiting = {one for one in above.values() if one not in kinds}
    return {goal: area for goal in goals if (area := _top(goal, above, kinds)) is not None}


def _top(goal: int, above: dict[int, int], kinds: dict[int, str]) -> int | None:
    while kinds.get(goal) != Goal.Kind.AREA:
        if goal not in above:
            return None
        goal = above[goal]
    return goal
