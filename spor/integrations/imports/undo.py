"""The way back: the change rows of a run's events, newest first (decision 0060). Only what stands as the run left it is put back."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import F, Model, UniqueConstraint
from django.utils.translation import gettext as _

from spor.access.models import Change, TeamRole
from spor.access.register import RowChange
from spor.base.errors import Refused
from spor.people import register
from spor.people.models import Dated, Group, Post, live

# A school's protection of a person is never taken off by going back: only by the register saying so.
_KEPT = {"is_protected", "alias_given_name", "alias_family_name"}


@dataclass
class Undone:
    """The rows put back, as changes; `left` rows stay as they are, since something has happened to them."""

    changes: list[RowChange] = field(default_factory=list)
    left: int = 0


def put_back(events: Iterable[int], today: Any) -> Undone:
    """Put back what the events changed, in the caller's transaction. Raises Refused where something newer builds on it."""
    undone = Undone()
    tables: dict[str, list[Change]] = defaultdict(list)
    for change in Change.objects.filter(event__in=list(events)).order_by("-pk"):
        tables[change.table].append(change)
    _refuse_where_built_on(tables)
    for table, changes in tables.items():
        _end_begun(undone, table, [change for change in changes if not change.before])
    # Posts before what hangs on them.
    for table in sorted(tables, key=lambda each: (each.startswith("access."), each != "people.post")):
        _restore(undone, table, [change for change in tables[table] if change.before], today)
    return undone


def _end_begun(undone: Undone, table: str, changes: list[Change]) -> None:
    """What the run began ends as it began: it never was in force. A person stays, with no relation to anything."""
    model = apps.get_model(table)
    if not issubclass(model, Dated):
        return
    for some in register.slices([change.row_id for change in changes]):
        rows = model._default_manager.filter(pk__in=some).exclude(to_on=F("from_on"))
        found = list(rows.values_list("pk", "from_on", "to_on"))
        register.end(model, {row_id: from_on for row_id, from_on, _to_on in found})
        undone.changes += [
            RowChange(table, row_id, _text({"to_on": to_on}), _text({"to_on": from_on}))
            for row_id, from_on, to_on in found
        ]


def _restore(undone: Undone, table: str, changes: list[Change], today: Any) -> None:
    model = apps.get_model(table)
    now = _as_they_stand(model, changes)
    for change in changes:
        before, after = json.loads(change.before), json.loads(change.after)
        row = now.get(change.row_id)
        wanted = {
            column: value for column, value in before.items() if column not in _KEPT or not after.get("is_protected")
        }
        if row is None or any(_said(row, column) != after[column] for column in wanted):
            undone.left += 1
            continue
        if not wanted or not _has_ground(row, today):
            undone.left += 1
            continue
        _refuse_a_double(row, wanted)
        values = [model._meta.get_field(column).to_python(value) for column, value in wanted.items()]
        register.change(model, list(wanted), [(change.row_id, *values)])
        for column, value in zip(wanted, values, strict=True):
            setattr(row, column, value)
        undone.changes.append(
            RowChange(table, change.row_id, _text({column: after[column] for column in wanted}), _text(wanted))
        )


def _as_they_stand(model: type[Model], changes: list[Change]) -> dict[int, Model]:
    found: dict[int, Model] = {}
    for some in register.slices([change.row_id for change in changes]):
        found |= model._default_manager.in_bulk(some)
    return found


def _has_ground(row: Model, today: Any) -> bool:
    """A team role comes back only with the post it was given on."""
    if not isinstance(row, TeamRole):
        return True
    return Post.objects.filter(live(today), person=row.person_id, school=row.group.school_id).exists()


def _refuse_a_double(row: Model, wanted: dict[str, Any]) -> None:
    """An open row of the same key has begun since."""
    if wanted.get("to_on", "") is not None:
        return
    for rule in row._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.condition is not None:
            same = {name: getattr(row, name) for name in rule.fields}
            if type(row)._default_manager.filter(to_on=None, **same).exclude(pk=row.pk).exists():
                raise Refused(
                    _("«%(name)s» er begyndt igen siden. Derfor kan indlæsningen ikke fortrydes.") % {"name": row},
                    status=409,
                )


def _refuse_where_built_on(tables: dict[str, list[Change]]) -> None:
    """A group that the run made is in use: a role, a cover, a forløb, anything but what the register itself put there."""
    begun = [change.row_id for change in tables.get("people.group", []) if not change.before]
    for relation in Group._meta.related_objects:
        model: Any = relation.related_model
        if model._meta.app_label == "people":
            continue
        for some in register.slices(begun):
            used = model._default_manager.filter(**{f"{relation.field.name}__in": some}).first()
            if used is not None:
                name = getattr(used, relation.field.name).name
                words = _("%(group)s er taget i brug siden. Derfor kan indlæsningen ikke fortrydes.")
                raise Refused(words % {"group": name}, status=409)


def _said(row: Model, column: str) -> Any:
    """The column's value as the change row writes it."""
    return json.loads(_text({column: getattr(row, column)}))[column]


def _text(values: dict[str, Any]) -> str:
    return json.dumps(values, default=lambda moment: moment.isoformat(), ensure_ascii=False)
