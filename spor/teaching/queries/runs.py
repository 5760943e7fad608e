"""Runs and assignments, for whoever may see them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.compiled import Columns
from spor.base.models import StoredFile
from spor.forloeb.models import BlockGoal, EditionBlock
from spor.people.models import Group
from spor.teaching.models import Assignment, Run


def runs(actor: Actor) -> QuerySet[Run]:
    """Every run the actor may see, with what a line about it shows."""
    return guard.visible(actor, Run).select_related("edition", "group", "subject")


def runs_on(actor: Actor, day: dt.date, groups: Iterable[int] | None = None) -> QuerySet[Run]:
    """Runs that are on at `day`, oldest first; in `groups` (ids) where given."""
    rows = runs(actor).filter(starts_on__lte=day, ends_on__gt=day)
    if groups is not None:
        rows = rows.filter(group__in=list(groups))
    return rows.order_by("starts_on", "id")


def runs_in(actor: Actor, day: dt.date, groups: Iterable[int]) -> list[Run]:
    """Those of these groups (ids), in one compiled query."""
    return [_RUN.of(row) for row in _RUNS_IN(actor, day, list(groups))]


def _runs_in(actor: Actor, day: dt.date, groups: list[int]) -> QuerySet[Run, tuple[Any, ...]]:
    return runs_on(actor, day, groups).values_list(*_RUN.names)


_RUN, _RUNS_IN = Columns(Run, "edition", "group", "subject"), ForAnyone(_runs_in)


def assignments(actor: Actor) -> QuerySet[Assignment]:
    """Every assignment the actor may see, with what a line about it shows."""
    rows = guard.visible(actor, Assignment).filter(removed_at=None)
    return rows.select_related("version", "run__edition", "run__group", "run__subject")


def open_assignments(actor: Actor, groups: Iterable[int]) -> QuerySet[Assignment]:
    """Assignments of runs that are on now (or ended within a fortnight) in `groups`, next date first."""
    recent = actor.today - dt.timedelta(days=14)
    rows = assignments(actor).filter(run__group__in=list(groups), run__ends_on__gt=recent)
    return rows.filter(Q(due_on=None) | Q(due_on__gte=recent)).order_by("due_on", "id")


def taught_groups(actor: Actor) -> QuerySet[Group]:
    """The groups the actor teaches now: leads, teaches a subject, or is in the team of."""
    return guard.visible(actor, Group, "teach").select_related("school")


def task_pictures(assignments: Iterable[Assignment]) -> dict[int, str]:
    """Assignment id → code of its picture, served by the run: the next after it in the edition, else the edition's first.

    Two queries at most. The caller has come by the assignments through the guard, with `run` at hand.
    """
    asked = list(assignments)
    editions = {each.run.edition_id for each in asked}
    rows = EditionBlock.objects.filter(edition__in=editions, version__file__kind=StoredFile.Kind.PICTURE).order_by(
        "rank"
    )
    pictures: dict[int, list[tuple[int, str]]] = {}
    for edition, rank, code in rows.values_list("edition", "rank", "version__file__code") if editions else ():
        pictures.setdefault(edition, []).append((rank, code))
    if not pictures:
        return {}
    blocks = EditionBlock.objects.filter(edition__in=pictures, version__in=[each.version_id for each in asked])
    ranks = {(edition, version): rank for edition, version, rank in blocks.values_list("edition", "version", "rank")}
    found = {}
    for each in asked:
        lying = pictures.get(each.run.edition_id, [])
        after = [code for rank, code in lying if rank > ranks.get((each.run.edition_id, each.version_id), 0)]
        if lying:
            found[each.pk] = (after or [lying[0][1]])[0]
    return found


def task_icons(assignments: Iterable[Assignment]) -> dict[int, str]:
    """Assignment id → the icon that the teacher gave the first of its goals that has one. One query; guarded as above."""
    icons: dict[int, str] = {}
    versions = {each.version_id: each.pk for each in assignments}
    rows = BlockGoal.objects.filter(version__in=versions).exclude(wording__icon="").exclude(wording=None)
    for version, icon in rows.order_by("rank").values_list("version", "wording__icon"):
        icons.setdefault(versions[version], icon)
    return icons


def due_soon(actor: Actor, groups: Iterable[int]) -> list[Assignment]:
    """What is handed in today or in the seven days to come in `groups` (ids), the first first. One query."""
    week = actor.today + dt.timedelta(days=7)
    rows = assignments(actor).filter(run__group__in=list(groups), due_on__gte=actor.today, due_on__lte=week)
    return list(rows.order_by("due_on", "id"))
