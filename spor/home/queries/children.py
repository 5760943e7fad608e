"""What a guardian sees first: each child's newest, and what the class works on."""

from dataclasses import dataclass

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Enrolment, Person, live
from spor.teaching.models import Run
from spor.teaching.queries.runs import runs_on


@dataclass(frozen=True)
class ChildPart:
    """One child on the front page. `new_plan` is the code of a shared plan this guardian has not said to have read, or ""."""

    child: Person
    class_name: str
    runs: list[Run]
    new_plan: str


def child_parts(actor: Actor, children: list[Person]) -> list[ChildPart]:
    """A part a child, in the order given. Three queries for any number of children."""
    if not children:
        return []
    ids = [child.pk for child in children]
    rows = Enrolment.objects.filter(live(actor.today), person__in=guard.visible(actor, Person).filter(id__in=ids))
    homes = {row.person_id: row for row in rows.select_related("group")}
    groups = {row.group_id for row in homes.values()}
    by_group: dict[int, list[Run]] = {}
    for run in runs_on(actor, actor.today, groups):
        by_group.setdefault(run.group_id, []).append(run)
    waiting: dict[int, str] = {}
    return [_part(child, homes.get(child.pk), by_group, waiting) for child in children]


def _part(child: Person, home: Enrolment | None, by_group: dict[int, list[Run]], waiting: dict[int, str]) -> ChildPart:
    runs = by_group.get(home.group_id, []) if home else []
    return ChildPart(child, home.group.name if home else "", runs, waiting.get(child.pk, ""))
