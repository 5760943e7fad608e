"""New persons and changed names, and who comes and goes."""

from django.utils.translation import gettext as _

from spor.integrations.diff import Difference, Ref, Values
from spor.integrations.held import alive_outside
from spor.integrations.rows import PersonRow

ALARMING = 20  # persons; of a school smaller than this half may well leave at once


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
    after: set[Ref] = set()
    for name, table in holding.tables.items():
        changes = difference.tables[name]
        after |= {key[0] for key in changes.added}
        after |= {key[0] for key, row in table.rows() if row.id not in changes.ended}
    known = {ref for ref in after if isinstance(ref, int)}
    elsewhere = alive_outside((before - known) | (known - before), holding, difference.as_of)
    difference.leaving = before - known - elsewhere
    difference.coming = known - before - elsewhere
    if len(before) >= ALARMING and len(before - known) * 2 > len(before):
        words = _("%(gone)s af skolens %(all)s personer er ikke i filen. Se efter, om det er den rigtige fil.")
        difference.staged.warnings.insert(0, words % {"gone": len(before - known), "all": len(before)})
