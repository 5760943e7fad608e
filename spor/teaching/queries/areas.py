"""What a class has not met yet of the goals of its trinforløb: a help when the year is planned, never a percentage."""

from dataclasses import dataclass

from spor.access import guard
from spor.access.actor import Actor
from spor.base.schoolyear import year_starts
from spor.curriculum import grades
from spor.curriculum.models import Goal, Subject
from spor.curriculum.queries.goals import official_version
from spor.forloeb.models import BlockGoal, EditionBlock
from spor.people.models import Group
from spor.teaching.models import Run


@dataclass(frozen=True)
class NotMet:
    """Areas of one subject that no forløb of the class has touched in this trinforløb. `planned` are those that one to come will touch."""

    subject: Subject
    span: str
    areas: list[Goal]
    planned: list[Goal]


def not_met(actor: Actor, group: Group, subjects: list[Subject], year: int) -> list[NotMet]:
    """Per subject what is left, for those that have goals at the class's grade. Five queries; none for a group without a grade."""
    if group.grade is None or not subjects:
        return []
    rows = Goal.objects.filter(
        version=official_version(actor.today),
        subject__in=subjects,
        kind=Goal.Kind.AREA,
        from_grade__lte=group.grade,
        to_grade__gte=group.grade,
    )
    areas = list(rows.order_by("rank"))
    if not areas:
        return []
    since = min(year - (group.grade - (area.from_grade or 0)) for area in areas)
    met, coming = _touched(actor, group, since)
    found = []
    for subject in subjects:
        own = [area for area in areas if area.subject_id == subject.pk and area.pk not in met]
        if own:
            span = grades.span(own[0].from_grade or 0, own[0].to_grade or 0)
            planned = [area for area in own if area.pk in coming]
            found.append(NotMet(subject, span, [area for area in own if area.pk not in coming], planned))
    return found


def _touched(actor: Actor, group: Group, since: int) -> tuple[set[int], set[int]]:
    """Ids of the goals, and of all above them, that forløb of the class have had since the school year `since`, and will have."""
    runs = guard.visible(actor, Run).filter(group=group, starts_on__gte=year_starts(since))
    begun: dict[int, bool] = {}
    for edition, starts_on in runs.values_list("edition", "starts_on"):
        begun[edition] = begun.get(edition, False) or starts_on <= actor.today
    blocks = EditionBlock.objects.filter(edition__in=begun).values_list("version", "edition")
    of_version: dict[int, bool] = {}
    for version, edition in blocks:
        of_version[version] = of_version.get(version, False) or begun[edition]
    met: set[int] = set()
    coming: set[int] = set()
    columns = ("version", "goal", "goal__parent", "goal__parent__parent")
    for version, *goals in BlockGoal.objects.filter(version__in=of_version).values_list(*columns):
        (met if of_version[version] else coming).update(pk for pk in goals if pk)
    return met, coming - met
