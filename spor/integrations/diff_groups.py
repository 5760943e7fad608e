"""Groups by the register's id: what begins, is renamed or promoted, ends and comes back."""

import datetime as dt

from spor.integrations.diff import Difference
from spor.integrations.held import Held
from spor.integrations.rows import GroupRow


def compare_groups(difference: Difference) -> None:
    """Groups by the register's id: renamed and promoted in place; one that was over and is back is a new row."""
    as_of, changes = difference.as_of, difference.groups
    for register_id, row in difference.staged.groups.items():
        held = difference.holding.groups.get(register_id)
        implicit = register_id in difference.staged.implicit
        earliest = difference.holding.earlier.get(register_id, dt.date.min)
        if held is None or _is_back(held, row, as_of):
            begins = max(row.from_on or as_of, (held and held.to_on) or earliest)
            ends = max(begins, row.to_on) if row.to_on else None
            changes.added[(register_id,)] = ((row.name, row.kind, row.grade, row.line, implicit, begins, ends), begins)
        elif row.to_on and row.to_on <= as_of:
            _end(difference, held, row.to_on)
        elif _stands(held, as_of):
            begins = max(row.from_on or held.from_on, earliest)
            ends = max(begins, row.to_on) if row.to_on else None
            after = (row.name, row.kind, row.grade, row.line, implicit, begins, ends)
            if after != held.values:
                changes.changed[(held.id,)] = (held, after)
    for register_id, held in difference.holding.groups.items():
        if register_id not in difference.staged.groups:
            _end(difference, held, as_of)


def _end(difference: Difference, held: Held, on: dt.date) -> None:
    """End a group that still stands; one that is to begin later ends as it begins."""
    ends = max(on, held.from_on)
    if _stands(held, difference.as_of) and ends != held.to_on:
        difference.groups.ended[held.id] = ((held.id,), held, ends)


def _stands(held: Held, as_of: dt.date) -> bool:
    return held.to_on is None or held.to_on > as_of


def _is_back(held: Held, row: GroupRow, as_of: dt.date) -> bool:
    return not _stands(held, as_of) and (row.to_on is None or row.to_on > as_of)


def group_begins(difference: Difference, register_id: str) -> dt.date:
    """The first day of the group as it will stand."""
    if (register_id,) in difference.groups.added:
        return difference.groups.added[(register_id,)][1]
    held = difference.holding.groups[register_id]
    changed = difference.groups.changed.get((held.id,))
    begins: dt.date = changed[1][-2] if changed else held.from_on
    return begins
