"""Questions to the frameworks. Official goals are public regulation, so nothing here asks who is reading.

A wording is another matter: a person wrote it. Whoever shows one has come by the block or plan it stands in; `wordings` gives only
the reader's own and those that are nobody's.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from spor.base.collate import danish
from spor.base.search import matches
from spor.curriculum.models import Binding, Framework, FrameworkVersion, Goal, GoalWording, Subject

OFFICIAL = "faelles-maal"
# What a teacher may pick for a forløb; areas and strands are headings.
PICKED = (Goal.Kind.COMPETENCE, Goal.Kind.SKILL, Goal.Kind.KNOWLEDGE, Goal.Kind.ATTENTION)


def version_of(framework: str, today: dt.date) -> FrameworkVersion | None:
    """The version of the framework (by key) in force on `today`, else the latest that began, else None. One query."""
    versions = FrameworkVersion.objects.filter(framework__key=framework, from_on__lte=today)
    return versions.order_by("-from_on", "-pk").first()


def official_version(today: dt.date) -> FrameworkVersion | None:
    """The official text on `today`: the latest that has begun, of whichever framework the law then names. One query."""
    versions = FrameworkVersion.objects.filter(framework__kind=Framework.Kind.OFFICIAL, from_on__lte=today)
    return versions.order_by("-from_on", "-pk").first()


def subjects(*, today: dt.date, grade: int | None = None) -> QuerySet[Subject]:
    """Subjects in Danish order: those with goals for `grade` (0–10) in the text of `today`, or with any goals; and Klassens tid."""
    goals = Goal.objects.filter(subject=OuterRef("pk"), version=official_version(today))
    if grade is not None:
        goals = goals.filter(from_grade__lte=grade, to_grade__gte=grade)
    return Subject.objects.filter(Exists(goals) | Q(kind=Subject.Kind.CLASS_TIME)).order_by(danish("name"))


def official_goals(*, today: dt.date, subject: Subject | None = None, grade: int | None = None) -> QuerySet[Goal]:
    """The goals of the official text of `today` in reading order, with subject, strand, area and version at hand.

    With `grade` those of the trinforløb that grade lies in.
    """
    goals = _at_hand(Goal.objects.filter(version=official_version(today)))
    if subject is not None:
        goals = goals.filter(subject=subject)
    if grade is not None:
        goals = goals.filter(from_grade__lte=grade, to_grade__gte=grade)
    return goals.order_by("rank")


def search_goals(
    text: str,
    *,
    today: dt.date,
    subject: Subject | None = None,
    grade: int | None = None,
    kinds: Iterable[str] = PICKED,
    limit: int = 30,
) -> QuerySet[Goal]:
    """Official goals that hold every word of `text` in themselves or in their strand, area or subject; best first, then reading order.

    An empty text gives the first goals of the subject and grade.
    """
    goals = official_goals(today=today, subject=subject, grade=grade).filter(kind__in=list(kinds))
    return matches(goals, text)[:limit]


def goals_by_code(codes: Iterable[str]) -> list[Goal]:
    """The goals with these codes, in the order given; unknown codes are left out. Subject, strand, area and version are at hand."""
    asked = list(dict.fromkeys(codes))
    found = {goal.code: goal for goal in _at_hand(Goal.objects.filter(code__in=asked))}
    return [found[code] for code in asked if code in found]


def _at_hand(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """What showing a goal takes, in the same query; the version's long source is never shown there."""
    return goals.select_related("subject", "version", "parent__parent").defer("version__source")


def binding_kinds(version: FrameworkVersion | None, on: dt.date) -> frozenset[str]:
    """The kinds of goals of `version` that bind by law on a day; empty outside the time the version is in force. One query.

    Kinds are those of Goal, and `purpose` and `canon`. Law: bekendtgørelser om Fælles Mål, as the version's Binding rows say.
    """
    if version is None or on < version.from_on or (version.to_on is not None and on >= version.to_on):
        return frozenset()
    rows = Binding.objects.filter(version=version, from_on__lte=on).order_by("from_on").values_list("from_on", "kind")
    steps = list(rows)
    return frozenset(kind for from_on, kind in steps if from_on == steps[-1][0])


def is_binding(goal: Goal, today: dt.date) -> bool:
    """Whether the goal binds by law on `today`; a goal that a school or a pupil wrote never does."""
    return goal.kind in binding_kinds(goal.version, today)


def wordings(goals: Iterable[Goal], *, owner_id: int | None) -> dict[int, list[GoalWording]]:
    """Pupil-language wordings by goal id, the newest first: the owner's own and those that are nobody's. One query."""
    mine = Q(owner_id=None) if owner_id is None else Q(owner_id=None) | Q(owner_id=owner_id)
    found: dict[int, list[GoalWording]] = {}
    for wording in GoalWording.objects.filter(mine, goal__in=list(goals)).order_by("-pk"):
        found.setdefault(wording.goal_id, []).append(wording)
    return found
