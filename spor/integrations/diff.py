"""The difference between what a file claims and what is held, found with dictionaries: no query, nothing written.

Rows are keyed by *refs*: the id of a person or group that is held, the register's own id of one that is new.
What the file no longer names ends on its day; nothing is deleted, nothing ended is reopened.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spor.integrations.held import Held, Holding, Key, Table
from spor.integrations.rows import PersonRow
from spor.integrations.stage import Staged

Ref = int | str
Values = tuple[Any, ...]


@dataclass
class Changes:
    """What happens to one table.

    added     key → (values, from_on)
    changed   rows that get other values in place
    replaced  rows that end where a new one with other values begins: history is kept
    ended     row id → (key, row, to_on)
    """

    added: dict[Key, tuple[Values, dt.date]] = field(default_factory=dict)
    changed: dict[Key, tuple[Held, Values]] = field(default_factory=dict)
    replaced: dict[Key, tuple[Held, Values, dt.date]] = field(default_factory=dict)
    ended: dict[int, tuple[Key, Held, dt.date]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.replaced or self.ended)


@dataclass
class Difference:
    """Everything one import does. Persons have no period: theirs are new and changed names, and who comes and goes.

    part_of  the whole difference, where this is only what is carried out of it at once
    """

    staged: Staged
    holding: Holding
    new_persons: dict[str, PersonRow] = field(default_factory=dict)
    changed_persons: dict[int, tuple[Values, Values]] = field(default_factory=dict)
    groups: Changes = field(default_factory=Changes)
    enrolments: Changes = field(default_factory=Changes)
    posts: Changes = field(default_factory=Changes)
    memberships: Changes = field(default_factory=Changes)
    guardianships: Changes = field(default_factory=Changes)
    coming: set[int] = field(default_factory=set)
    leaving: set[int] = field(default_factory=set)
    part_of: "Difference | None" = None

    @property
    def as_of(self) -> dt.date:
        return self.staged.as_of

    @property
    def tables(self) -> dict[str, Changes]:
        return {name: getattr(self, name) for name in ("groups", "enrolments", "posts", "memberships", "guardianships")}


def person_ref(difference: Difference, uniid: str) -> Ref:
    """The id of a person who is held, the UserId of a new one."""
    held = difference.holding.persons.get(uniid)
    return held[0] if held else uniid


def group_ref(difference: Difference, register_id: str) -> Ref:
    """The id of a group that goes on, the register's id of one that begins."""
    if (register_id,) in difference.groups.added:
        return register_id
    return difference.holding.groups[register_id].id


def compare(
    wanted: Mapping[Key, Values],
    held: Table,
    as_of: dt.date,
    *,
    starts: Callable[[Key, Values], dt.date] | None = None,
    replaces: Callable[[Values, Values], bool] = lambda before, after: False,
) -> Changes:
    """Compare one dated table.

    starts    the first day of a new row (default: the file's day)
    replaces  whether other values end the row and open a new one, rather than changing it in place
    """
    changes = Changes()
    ends = {key: row.to_on for key, row in sorted(held.closing, key=lambda each: each[1].to_on or as_of)}
    for key, values in wanted.items():
        begins = max(as_of, starts(key, values)) if starts else as_of
        row = held.open.get(key)
        if row is None:
            # A row that is to end already is left to it; the new one begins there.
            changes.added[key] = (values, max(begins, ends.get(key) or begins))
        elif row.values != values:
            if replaces(row.values, values):
                changes.replaced[key] = (row, values, max(begins, row.from_on))
            else:
                changes.changed[key] = (row, values)
    for key, row in held.open.items():
        if key not in wanted:
            changes.ended[row.id] = (key, row, max(as_of, row.from_on))
    present = {key[0] for key in wanted}
    for key, row in held.closing:
        if key[0] not in present:
            changes.ended[row.id] = (key, row, max(as_of, row.from_on))
    return changes
