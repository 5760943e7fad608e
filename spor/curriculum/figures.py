"""How much of a framework is loaded. No person is behind these figures."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from spor.base.collate import danish
from spor.curriculum.models import FrameworkVersion, Goal

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
