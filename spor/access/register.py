"""What the register's news does to rights: it ends them, and never begins one (decision 0005). A Restriction it never touches.

Only `integrations` calls these, inside the import's transaction.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from spor.access.models import Change, Cover, Event, SupportCase, TeamRole
from spor.people import register
from spor.people.models import Dated, Enrolment, Post, live
from spor.people.queries import standing


@dataclass
class Ended:
    """What an import ended at one school. `staff` have no post there any more, `pupils` no enrolment; `members` are (person, group)."""

    school_id: int
    staff: Collection[int] = ()
    pupils: Collection[int] = ()
    members: Collection[tuple[int, int]] = ()
    groups: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after, as JSON text."""

    table: str
    row_id: int
    before: str = ""
    after: str = ""


def end_rights(ended: Ended, *, on: dt.date, at: dt.datetime) -> list[RowChange]:
    """End team roles, covers, support cases and locally set posts of those who lost their place. Returns what was changed."""
    changes: list[RowChange] = []
    if ended.staff or ended.members or ended.groups:
        changes += _end_team_roles(ended, on)
    if ended.staff:
        changes += _end_covers(ended, at)
        changes += _end_local_posts(ended, on)
    if ended.staff or ended.pupils:
        changes += _end_cases(ended, on)
    return changes


def record_changes(event: Event, changes: Iterable[RowChange]) -> None:
    """Write a change row a changed row of the event: the undo of the import."""
    rows = ((event.pk, each.table, each.row_id, each.before, each.after) for each in changes)
    register.copy(Change, ("event_id", "table", "row_id", "before", "after"), rows)


def _end_team_roles(ended: Ended, on: dt.date) -> list[RowChange]:
    staff, members, groups = set(ended.staff), set(ended.members), set(ended.groups)
    rows = standing(TeamRole.objects.filter(group__school_id=ended.school_id), on)
    lost = [
        (row_id, from_on, to_on)
        for row_id, person, group, from_on, to_on in rows.values_list("id", "person_id", "group_id", "from_on", "to_on")
        if person in staff or group in groups or (person, group) in members
    ]
    return _end_dated(TeamRole, lost, on)


def _end_local_posts(ended: Ended, on: dt.date) -> list[RowChange]:
    """A secretary's mark goes with the employment it was given to."""
    rows = Post.objects.filter(person_id__in=ended.staff, school_id=ended.school_id, role__in=Post.LOCAL)
    return _end_dated(Post, standing(rows, on).values_list("id", "from_on", "to_on"), on)


def _end_cases(ended: Ended, on: dt.date) -> list[RowChange]:
    """Cases of those who left the staff, and this staff's cases about pupils who left. Support from outside follows the pupil."""
    here = Enrolment.objects.filter(school_id=ended.school_id).values("person_id")
    staff = Post.objects.filter(live(on), school_id=ended.school_id).values("person_id")
    theirs = Q(person_id__in=ended.staff) & (Q(group__school_id=ended.school_id) | Q(pupil_id__in=here))
    about = Q(pupil_id__in=ended.pupils, person_id__in=staff)
    rows = standing(SupportCase.objects.filter(theirs | about), on)
    return _end_dated(SupportCase, rows.values_list("id", "from_on", "to_on"), on)


def _end_covers(ended: Ended, at: dt.datetime) -> list[RowChange]:
    """A window under way closes now, one that is to come never opens."""
    rows = Cover.objects.filter(person_id__in=ended.staff, group__school_id=ended.school_id, to_at__gt=at)
    found = list(rows.values_list("id", "from_at", "to_at"))
    if found:
        Cover.objects.filter(id__in=[row[0] for row in found]).update(to_at=Greatest(F("from_at"), Value(at)))
    return [
        RowChange("access.cover", row_id, _text("to_at", to_at), _text("to_at", max(at, from_at)))
        for row_id, from_at, to_at in found
    ]


def _end_dated(model: type[Dated], rows: Iterable[tuple[int, dt.date, dt.date | None]], on: dt.date) -> list[RowChange]:
    found = list(rows)
    register.end(model, {row_id: max(on, from_on) for row_id, from_on, _to_on in found})
    return [
        RowChange(model._meta.label_lower, row_id, _text("to_on", to_on), _text("to_on", max(on, from_on)))
        for row_id, from_on, to_on in found
    ]


def _text(column: str, moment: dt.date | dt.datetime | None) -> str:
    return json.dumps({column: moment.isoformat() if moment else None})
