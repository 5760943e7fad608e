"""Carry a difference out, in the caller's transaction: set-based writes, the end of rights, one event, a change row a changed row."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from spor.access import events
from spor.access import register as access_register
from spor.access.actor import Actor
from spor.access.models import Event
from spor.access.register import Ended, RowChange
from spor.integrations.diff import Changes, Difference, Ref, Values
from spor.integrations.diff_persons import said_of
from spor.integrations.held import GROUP_COLUMNS, PERSON_COLUMNS, Key
from spor.people import register
from spor.people.models import Dated, Enrolment, Group, Guardianship, Membership, Person, Post, School


@dataclass
class _Merge:
    """What one import writes: refs become ids as the rows are made."""

    difference: Difference
    school: School
    changes: list[RowChange] = field(default_factory=list)
    persons: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)

    def person(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else self.persons[ref]

    def group(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else self.groups[ref]


def merge(difference: Difference, *, actor: Actor | None) -> Event | None:
    """Write what `difference` says, and nothing at all where it says nothing. The file's moment becomes the school's newest.

    Returns the event with the changes; None where there were none.
    """
    return _write(_Merge(difference, _keep_school(difference)), actor, "import_register")


def close(lost: Difference, *, actor: Actor | None) -> tuple[Event, int] | None:
    """Write only what the file takes away (`imports.losses`). The school's own file and year stay: the rest waits.

    Returns the event and how many rows were changed; None where there were none.
    """
    school = lost.holding.school
    if school is None:
        return None  # what is not held has nothing to lose
    merge = _Merge(lost, school)
    event = _write(merge, actor, "import_losses")
    return (event, len(merge.changes)) if event else None


def _write(merge: _Merge, actor: Actor | None, deed: str) -> Event | None:
    difference = merge.difference
    _write_persons(merge)
    _write_groups(merge)
    for name, write in _RELATIONS.items():
        _write_relation(merge, difference.tables[name], write)
    merge.changes += access_register.end_rights(
        _ended(difference, merge.school), on=difference.as_of, at=difference.staged.exported_at
    )
    if not merge.changes:
        return None
    event = events.record(deed, actor=actor, thing="school", code=merge.school.code)
    access_register.record_changes(event, merge.changes)
    return event


def _keep_school(difference: Difference) -> School:
    staged, school = difference.staged, difference.holding.school
    if school is None:
        return School.objects.create(
            number=staged.number,
            name=staged.name or staged.number,
            register_at=staged.exported_at,
            register_year=staged.school_year,
        )
    said = {
        "name": staged.name or school.name,
        "register_at": staged.exported_at,
        "register_year": max(filter(None, (staged.school_year, school.register_year)), default=None),
    }
    if any(getattr(school, column) != value for column, value in said.items()):
        School.objects.filter(pk=school.pk).update(**said)
    return school


def _write_persons(merge: _Merge) -> None:
    difference, as_of = merge.difference, merge.difference.as_of
    new = difference.new_persons
    rows = [(uniid, *said_of(difference, row), as_of) for uniid, row in new.items()]
    ids = register.add(Person, ("uniid", *PERSON_COLUMNS, "seen_on"), rows)
    merge.persons = dict(zip(new, ids, strict=True))
    text = _text({"seen_on": as_of})
    merge.changes += [RowChange("people.person", row_id, after=text) for row_id in ids]
    changed = difference.changed_persons
    register.change(
        Person, (*PERSON_COLUMNS, "seen_on"), [(row_id, *after, as_of) for row_id, (_before, after) in changed.items()]
    )
    for row_id, (before, after) in changed.items():
        merge.changes.append(_changed("people.person", row_id, PERSON_COLUMNS, before, after))
    moved = (difference.leaving | difference.coming) - changed.keys()
    register.change(Person, ("seen_on",), [(row_id, as_of) for row_id in moved])


def _write_groups(merge: _Merge) -> None:
    changes = merge.difference.groups
    rows = [(merge.school.pk, key[0], *values) for key, (values, _from_on) in changes.added.items()]
    _end(merge, Group, changes)
    register.change(Group, GROUP_COLUMNS, [(row.id, *after) for row, after in changes.changed.values()])
    for row, after in changes.changed.values():
        merge.changes.append(_changed("people.group", row.id, GROUP_COLUMNS, row.values, after))
    ids = register.add(Group, ("school_id", "register_id", *GROUP_COLUMNS), rows)
    merge.groups = {key[0]: row_id for key, row_id in zip(changes.added, ids, strict=True)}
    for row_id, (_values, from_on) in zip(ids, changes.added.values(), strict=True):
        merge.changes.append(RowChange("people.group", row_id, after=_text({"from_on": from_on})))


@dataclass(frozen=True)
class _Relation:
    """How one dated table is written: its columns without the period, and a row of them from key and values."""

    model: type[Dated]
    columns: Sequence[str]
    row: Callable[[_Merge, Key, Values], tuple[Any, ...]]
    changing: Sequence[str]


_RELATIONS = {
    "enrolments": _Relation(
        Enrolment,
        ("person_id", "school_id", "role", "group_id", "grade"),
        lambda merge, key, values: (merge.person(key[0]), merge.school.pk, key[1], merge.group(values[0]), values[1]),
        ("group_id", "grade"),
    ),
    "posts": _Relation(
        Post,
        ("person_id", "school_id", "role", "occupation", "short_name"),
        lambda merge, key, values: (merge.person(key[0]), merge.school.pk, key[1], *values),
        ("occupation", "short_name"),
    ),
    "memberships": _Relation(
        Membership,
        ("person_id", "group_id", "role"),
        lambda merge, key, values: (merge.person(key[0]), merge.group(key[1]), key[2]),
        (),
    ),
    "guardianships": _Relation(
        Guardianship,
        ("guardian_id", "pupil_id", "legal_basis", "relation", "has_custody", "access_level"),
        lambda merge, key, values: (merge.person(key[0]), merge.person(key[1]), "", *values),
        ("relation", "has_custody", "access_level"),
    ),
}


def _write_relation(merge: _Merge, changes: Changes, relation: _Relation) -> None:
    model, label = relation.model, relation.model._meta.label_lower
    _end(merge, model, changes)
    if changes.changed:
        rows = [(row.id, *after) for row, after in changes.changed.values()]
        register.change(model, relation.changing, rows)
        for row, after in changes.changed.values():
            merge.changes.append(_changed(label, row.id, relation.changing, row.values, after))
    begun = [(key, values, on) for key, (values, on) in changes.added.items()]
    begun += [(key, values, on) for key, (_row, values, on) in changes.replaced.items()]
    ids = register.add(
        model,
        (*relation.columns, "from_on", "to_on"),
        ((*relation.row(merge, key, values), on, None) for key, values, on in begun),
    )
    texts = {on: _text({"from_on": on}) for on in {on for _key, _values, on in begun}}
    merge.changes += [
        RowChange(label, row_id, after=texts[on]) for row_id, (_k, _v, on) in zip(ids, begun, strict=True)
    ]


def _end(merge: _Merge, model: type[Dated], changes: Changes) -> None:
    """End rows before others begin, so that no two are in force at once."""
    ends = [(row, on) for _key, row, on in changes.ended.values()]
    ends += [(row, on) for row, _values, on in changes.replaced.values()]
    register.end(model, {row.id: on for row, on in ends})
    texts = {day: _text({"to_on": day}) for day in {row.to_on for row, _on in ends} | {on for _row, on in ends}}
    merge.changes += [RowChange(model._meta.label_lower, row.id, texts[row.to_on], texts[on]) for row, on in ends]


def _ended(difference: Difference, school: School) -> Ended:
    """Who lost their place here: no post left, no enrolment left, out of a group."""
    gone = {}
    for name in ("posts", "enrolments"):
        changes, table = difference.tables[name], difference.holding.tables[name]
        whole = (difference.part_of or difference).tables[name]
        stays = {key[0] for key in whole.added}
        stays |= {key[0] for key, row in table.rows() if row.id not in whole.ended}
        gone[name] = {key[0] for key, _row, _on in changes.ended.values()} - stays
    members = [key for key, _row, _on in difference.memberships.ended.values() if key[2] != Membership.Role.PUPIL]
    return Ended(
        school_id=school.pk,
        staff=gone["posts"],
        pupils=gone["enrolments"],
        members={(key[0], key[1]) for key in members},
        groups=set(difference.groups.ended),
    )


def _changed(table: str, row_id: int, columns: Sequence[str], before: Values, after: Values) -> RowChange:
    """Only the columns that differ."""
    differ = [number for number, column in enumerate(columns) if before[number] != after[number]]
    return RowChange(
        table,
        row_id,
        _text({columns[number]: before[number] for number in differ}),
        _text({columns[number]: after[number] for number in differ}),
    )


def _text(values: dict[str, Any]) -> str:
    return json.dumps(values, default=dt.date.isoformat, ensure_ascii=False)
