"""New persons and changed names, and who comes and goes."""

from spor.integrations.diff import Difference, Handle, Values
from spor.integrations.held import alive_outside
from spor.integrations.rows import PersonRow


def compare_persons(difference: Difference) -> None:
    """New persons and changed names. What this kind of file does not carry is left as it was."""
    for uniid, row in difference.staged.persons.items():
        held = difference.holding.persons.get(uniid)
        if held is None:
            difference.new_persons[uniid] = row
        else:
            after = said_of(difference, row, held[1])
            if after != held[1]:
                difference.changed_persons[held[0]] = (held[1], after)


def said_of(difference: Difference, row: PersonRow, before: Values | None = None) -> Values:
    """A person's values in the order of PERSON_COLUMNS. A birthday once known stays when a file leaves it out."""
    _given, _family, alias_given, alias_family, is_protected, born_on = before or ("", "", "", "", False, None)
    if "aliases" in difference.staged.carries:
        alias_given, alias_family = row.alias_given_name or "", row.alias_family_name or ""
    if "protection" in difference.staged.carries:
        is_protected = bool(row.is_protected)
    return (row.given_name, row.family_name, alias_given, alias_family, is_protected, row.born_on or born_on)


def compare_presence(difference: Difference) -> None:
    """Who comes back to the register, and who leaves it: a person another school still has does neither.

    A person stands here by an enrolment, a post, a membership, or as the contact person of a pupil of the school.
    """
    holding = difference.holding
    before = {key[0] for table in holding.tables.values() for key in table.keys}
    after: set[Handle] = set()
    for name, table in holding.tables.items():
        changes = difference.tables[name]
        after |= {key[0] for key in changes.added}
        for rows in (table.open, table.closing):
            after |= {key[0] for key, row in rows.items() if row.id not in changes.ended}
    known = {handle for handle in after if isinstance(handle, int)}
    elsewhere = alive_outside((before - known) | (known - before), holding, difference.as_of)
    difference.leaving = before - known - elsewhere
    difference.coming = known - before - elsewhere
