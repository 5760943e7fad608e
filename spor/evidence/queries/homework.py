"""What is to be handed in in a period, child by child: for the home, for Aula and for calendars."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spor.access import guard
from spor.access.actor import Actor
from spor.evidence.models import HandIn, Trace
from spor.people.models import Group, Membership, Person, live
from spor.teaching.models import Assignment
from spor.teaching.queries.runs import assignments


@dataclass(frozen=True)
class Homework:
    """An assignment due for one pupil (an id). `is_done`: handed in and not given back, as far as the reader sees it."""

    pupil: int
    assignment: Assignment
    is_done: bool

    @property
    def due_on(self) -> dt.date:
        return self.assignment.due_on or self.assignment.run.ends_on


def groups_of(actor: Actor, pupils: Iterable[int]) -> dict[int, list[Group]]:
    """Pupil id → the groups the pupil is in today, the class first, for pupils whom the actor may see. One query."""
    seen = guard.visible(actor, Person).filter(pk__in=list(pupils))
    rows = Membership.objects.filter(live(actor.today), person__in=seen, role=Membership.Role.PUPIL)
    found: dict[int, list[Group]] = defaultdict(list)
    for row in rows.select_related("group__school").order_by("group__name", "id"):
        found[row.person_id].append(row.group)
    return {pupil: sorted(each, key=lambda group: group.kind != Group.Kind.MAIN) for pupil, each in found.items()}


def homework(actor: Actor, groups: Mapping[int, Iterable[Group]], from_on: dt.date, to_on: dt.date) -> list[Homework]:
    """What is due in [from_on, to_on) in each pupil's groups, by date and then pupil. Two queries, one where nothing is due."""
    own = {pupil: {group.pk for group in each} for pupil, each in groups.items()}
    rows = assignments(actor).filter(run__group__in=set().union(*own.values()), due_on__gte=from_on, due_on__lt=to_on)
    due = list(rows.select_related("run__group__school").order_by("due_on", "id"))
    done = _handed_in(actor, own, due) if due else set()
    return [
        Homework(pupil, row, (pupil, row.pk) in done)
        for row in due
        for pupil, ids in own.items()
        if row.run.group_id in ids
    ]


def _handed_in(actor: Actor, pupils: Iterable[int], due: list[Assignment]) -> set[tuple[int, int]]:
    """(pupil, assignment) of what has been handed in and not given back, as far as the actor sees it."""
    standing = HandIn.objects.filter(assignment__in=due, returned__isnull=True).values("version__product")
    rows = guard.visible(actor, Trace, thing="product").filter(pupil__in=list(pupils), product__in=standing)
    return set(rows.values_list("pupil", "product__assignment"))
