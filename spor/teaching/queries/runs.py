"""Runs and assignments, for whoever may see them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
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
