"""A class's week is opened to its pupils and homes, and closed again."""

import datetime as dt

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.people.models import Group
from spor.teaching.models import WeekShare


@transaction.atomic
def share_week(*, actor: Actor, group: Group, monday: dt.date) -> WeekShare:
    """Open the week. Shared twice is shared once; who did it first stays."""
    guard.require(actor, "share", group, name="week_plan")
    share, is_new = WeekShare.objects.get_or_create(
        group=group, monday_on=monday, ended_at=None, defaults={"by_id": actor.person_id, "at": actor.now}
    )
    if is_new:
        events.record("share_week", actor=actor, thing="week_plan", code=group.code, note=monday.isoformat())
    return share


@transaction.atomic
def share_weeks(*, actor: Actor, groups: list[Group], monday: dt.date) -> None:
    """Open the week of several classes, each with its own event; all of them or none."""
    for group in groups:
        share_week(actor=actor, group=group, monday=monday)


@transaction.atomic
def close_week(*, actor: Actor, group: Group, monday: dt.date) -> None:
    """Nobody but the team sees the week from now on. What was not open stays so."""
    guard.require(actor, "share", group, name="week_plan")
    if WeekShare.objects.filter(group=group, monday_on=monday, ended_at=None).update(ended_at=actor.now):
        events.record("close_week", actor=actor, thing="week_plan", code=group.code, note=monday.isoformat())
