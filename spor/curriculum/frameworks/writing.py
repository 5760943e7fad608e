"""Write a framework into the database as the difference between what it says and what is there."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from spor.curriculum.frameworks.texts import BindingText, FrameworkText, GoalText
from spor.curriculum.models import Binding, Framework, FrameworkVersion, Goal, Subject

M = TypeVar("M", bound=Model)
BATCH = 500
GOAL_FIELDS = [
    "subject_id",
    "parent_id",
    *(f.name for f in fields(GoalText) if f.name not in ("identity", "subject", "parent")),
]


@dataclass
class Written:
    """What a load did: rows added and changed (bindings that no longer hold are removed, and count as changed).

    `left` are goals the version holds that the file no longer names: they stay, for evidence may rest on them.
    """

    added: int = 0
    changed: int = 0
    left: int = 0


@transaction.atomic
def write(text: FrameworkText) -> Written:
    """Bring the database to what `text` says. Set-based: a handful of reads, then one write per level of the tree."""
    written = Written()
    subjects = _write_subjects(text, written)
    version = _write_version(text, written)
    _write_bindings(version, text.bindings, written)
    _write_goals(version, text, subjects, written)
    return written


def _assign(row: Model, values: dict[str, Any]) -> bool:
    """Set the values on the row; true when any of them was different."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _store(model: type[M], new: list[M], changed: list[M], names: list[str], written: Written) -> None:
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, names, batch_size=BATCH)
    written.added += len(new)
    written.changed += len(changed)


def _write_subjects(text: FrameworkText, written: Written) -> dict[str, int]:
    """The id of each subject of the text, by key."""
    rows = {row.key: row for row in Subject.objects.filter(key__in=[subject.key for subject in text.subjects])}
    names = ["name", "kind", "hue", "icon"]
    new, changed = [], []
    for subject in text.subjects:
        values = {name: getattr(subject, name) for name in names}
        if subject.key not in rows:
            rows[subject.key] = Subject(key=subject.key, **values)
            new.append(rows[subject.key])
        elif _assign(rows[subject.key], values):
            changed.append(rows[subject.key])
    _store(Subject, new, changed, names, written)
    return {key: row.pk for key, row in rows.items()}


def _write_version(text: FrameworkText, written: Written) -> FrameworkVersion:
    framework, _made = Framework.objects.get_or_create(
        key=text.key, defaults={"name": text.name, "kind": Framework.Kind.OFFICIAL}
    )
    values = {"source": text.source, "from_on": text.from_on, "to_on": text.to_on}
    version, made = FrameworkVersion.objects.get_or_create(framework=framework, label=text.label, defaults=values)
    if made:
        written.added += 1
    elif _assign(version, values):
        version.save(update_fields=list(values))
        written.changed += 1
    return version


def _write_bindings(version: FrameworkVersion, bindings: tuple[BindingText, ...], written: Written) -> None:
    rows = {(row.from_on, row.kind): row for row in version.bindings.all()}
    new, changed = [], []
    for binding in bindings:
        row = rows.pop((binding.from_on, binding.kind), None)
        if row is None:
            new.append(Binding(version=version, from_on=binding.from_on, kind=binding.kind, source=binding.source))
        elif _assign(row, {"source": binding.source}):
            changed.append(row)
    _store(Binding, new, changed, ["source"], written)
    if rows:
        written.changed += version.bindings.filter(pk__in=[row.pk for row in rows.values()]).delete()[0]


def _write_goals(version: FrameworkVersion, text: FrameworkText, subjects: dict[str, int], written: Written) -> None:
    """Level by level, so that a goal's parent has its id before the goal is written."""
    rows = {row.identity: row for row in Goal.objects.filter(version=version)}
    written.left = len(rows.keys() - {goal.identity for goal in text.goals})
    ids: dict[str | None, int | None] = {None: None}
    waiting = list(text.goals)
    while waiting:
        level = [goal for goal in waiting if goal.parent in ids]
        new, changed = [], []
        for goal in level:
            values = {"subject_id": subjects[goal.subject], "parent_id": ids[goal.parent]}
            values |= {name: getattr(goal, name) for name in GOAL_FIELDS[2:]}
            row = rows.get(goal.identity)
            if row is None:
                row = rows[goal.identity] = Goal(version=version, identity=goal.identity, **values)
                new.append(row)
            elif _assign(row, values):
                changed.append(row)
        _store(Goal, new, changed, [name.removesuffix("_id") for name in GOAL_FIELDS], written)
        ids |= {goal.identity: rows[goal.identity].pk for goal in level}
        known = {goal.identity for goal in level}
        waiting = [goal for goal in waiting if goal.identity not in known]
