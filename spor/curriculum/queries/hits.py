"""Goals as a picker shows them: the words, and the way to them («Dansk · efter 6. klasse · Fremstilling · Planlægning»)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from spor.curriculum import grades
from spor.curriculum.models import Goal, Subject
from spor.curriculum.queries.goals import binding_kinds, search_goals


@dataclass(frozen=True)
class GoalHit:
    """One goal with all a picker or a goal block shows. `subject` is None for a goal that stands outside the subjects."""

    code: str
    text: str
    kind: str
    kind_label: str
    path: str
    subject: Subject | None
    phase: int | None
    binding: bool


def goal_hits(
    text: str, *, today: dt.date, subject: Subject | None = None, grade: int | None = None, limit: int = 30
) -> list[GoalHit]:
    """What `queries.search_goals` finds, ready to show. Three queries, whatever is found."""
    return as_hits(search_goals(text, today=today, subject=subject, grade=grade, limit=limit), today=today)


def as_hits(goals: Iterable[Goal], *, today: dt.date) -> list[GoalHit]:
    """The goals ready to show, in the order given: a query for each version they are of, to know what binds in it.

    They need subject, parents and version at hand, as `goals_by_code` gives them.
    """
    rows = list(goals)
    versions = {goal.version_id: goal.version for goal in rows}
    binding = {pk: binding_kinds(version, today) for pk, version in versions.items()}
    return [
        GoalHit(
            code=goal.code,
            text=goal.text,
            kind=goal.kind,
            kind_label=goal.get_kind_display(),
            path=goal_path(goal),
            subject=goal.subject,
            phase=goal.phase,
            binding=goal.kind in binding[goal.version_id],
        )
        for goal in rows
    ]


def goal_path(goal: Goal) -> str:
    """The headings above the goal, from the subject down, parted by « · »."""
    steps = [goal.subject.name] if goal.subject else []
    if goal.to_grade is not None:
        steps.append(grades.after(goal.to_grade))
    if goal.kind == Goal.Kind.OWN:
        steps.append(goal.get_kind_display())
    over: list[str] = []
    above = goal.parent
    while above is not None:
        over.insert(0, above.text)
        above = above.parent
    return " · ".join([*steps, *over])
