"""Enrolments, posts, memberships and guardianships: who is what, where."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from spor.integrations.diff import Changes, Difference, Ref, Values, compare, group_ref, person_ref
from spor.integrations.diff_groups import group_begins
from spor.integrations.held import Key, Table
from spor.people.models import Membership

# A pupil goes to school in one place; a club or a course may have them too.
_WEIGHT = {"Elev": 2, "Studerende": 1, "Barn": 0}


def compare_enrolments(difference: Difference) -> None:
    """Another class or another grade ends the row and opens the next: a school year is a row of its own."""
    wanted: dict[Key, Values] = {}
    begins: dict[Ref, dt.date] = {}
    for (uniid, role), (register_id, grade) in difference.staged.enrolments.items():
        group = group_ref(difference, register_id)
        begins[group] = group_begins(difference, register_id)
        wanted[person_ref(difference, uniid), role] = (group, grade)
    difference.enrolments = compare(
        wanted,
        difference.holding.enrolments,
        difference.as_of,
        starts=lambda key, values: begins[values[0]],
        replaces=lambda before, after: True,
    )


def compare_posts(difference: Difference) -> None:
    """Posts of the register. Those set at the school (secretary …) are not the register's to begin or change."""
    wanted: dict[Key, Values] = {
        (person_ref(difference, uniid), role): values for (uniid, role), values in difference.staged.posts.items()
    }
    difference.posts = compare(wanted, difference.holding.posts, difference.as_of)


def compare_memberships(difference: Difference) -> None:
    """Memberships. Nobody is in a group that is over, except pupils whose class it still is."""
    staged, as_of = difference.staged, difference.as_of
    mains = {(uniid, main) for (uniid, _role), (main, _grade) in staged.enrolments.items()}
    wanted: dict[Key, Values] = {}
    begins: dict[Ref, dt.date] = {}
    for uniid, register_id, role in staged.memberships:
        row = staged.groups[register_id]
        if row.to_on is None or row.to_on > as_of or (uniid, register_id) in mains:
            group = group_ref(difference, register_id)
            begins[group] = group_begins(difference, register_id)
            wanted[person_ref(difference, uniid), group, role] = ()
    changes = compare(wanted, difference.holding.memberships, as_of, starts=lambda key, values: begins[key[1]])
    _stay_until_the_switch(difference, changes)
    difference.memberships = changes


def _stay_until_the_switch(difference: Difference, changes: Changes) -> None:
    """A pupil whose next class begins later stays in the present one until then."""
    for (person, _role), (row, _values, on) in difference.enrolments.replaced.items():
        key = (person, row.values[0], Membership.Role.PUPIL.value)
        member = difference.holding.memberships.open.get(key)
        if member and member.id in changes.ended:
            changes.ended[member.id] = (key, member, max(on, member.from_on))


def compare_guardianships(difference: Difference) -> None:
    """Contact persons of the pupils whose contacts this school decides, and of those who left the municipality's schools.

    Another custody ends the row and opens a new one, so that what was true then can be seen (decision 0006).
    """
    staged, held = difference.staged, difference.holding.guardianships
    here = _pupils_here(difference)
    theirs = {pupil for pupil in here if not _decides(difference, pupil, here[pupil])}
    wanted: dict[Key, Values] = {}
    if "contacts" in staged.carries:
        for (guardian, pupil_uniid), values in staged.guardianships.items():
            pupil = person_ref(difference, pupil_uniid)
            if pupil not in theirs:
                wanted[person_ref(difference, guardian), pupil] = values
        _warn_of_others(difference, theirs)
    gone = (
        {key[0] for key in difference.holding.enrolments.keys} - here.keys() - difference.holding.other_schools.keys()
    )
    scope: set[Any] = gone | ((here.keys() - theirs) if "contacts" in staged.carries else set())
    part = Table()
    for key, row in held.rows():
        if key[1] in scope:
            part.add(key, row)
    difference.guardianships = compare(
        wanted, part, difference.as_of, replaces=lambda before, after: bool(before[1] != after[1])
    )


Standing = tuple[bool, int, dt.date, float]


def _pupils_here(difference: Difference) -> dict[Ref, Standing]:
    """Each pupil of the file, with how firmly they stand here: in force now, as a pupil, newest."""
    found: dict[Ref, Standing] = {}
    changes = difference.enrolments
    for uniid, role in difference.staged.enrolments:
        key = (person_ref(difference, uniid), role)
        held = difference.holding.enrolments.open.get(key)
        if key in changes.added:
            from_on, row_id = changes.added[key][1], float("inf")
        elif key in changes.replaced:
            from_on, row_id = changes.replaced[key][2], float("inf")
        else:
            from_on, row_id = held.from_on if held else difference.as_of, held.id if held else 0.0
        standing = (from_on <= difference.as_of, _WEIGHT.get(role, 0), from_on, row_id)
        found[key[0]] = max(found.get(key[0], standing), standing)
    return found


def _decides(difference: Difference, pupil: Ref, here: Standing) -> bool:
    """Whether this school says who the pupil's contact persons are: the school where they are a pupil, the newest if two."""
    others = difference.holding.other_schools.get(pupil, []) if isinstance(pupil, int) else []
    ranks = [(from_on <= difference.as_of, _WEIGHT.get(role, 0), from_on, row_id) for role, from_on, row_id in others]
    return all(here >= rank for rank in ranks)


def _warn_of_others(difference: Difference, theirs: set[Ref]) -> None:
    held = difference.holding.guardianships.open
    says: dict[Ref, dict[Key, Values]] = {pupil: {} for pupil in theirs}
    for (guardian, pupil_uniid), values in difference.staged.guardianships.items():
        pupil = person_ref(difference, pupil_uniid)
        if pupil in theirs:
            says[pupil][person_ref(difference, guardian), pupil] = values
    stands: dict[Ref, dict[Key, Values]] = {pupil: {} for pupil in theirs}
    for key, row in held.items():
        if key[1] in theirs:
            stands[key[1]][key] = row.values
    count = sum(says[pupil] != stands[pupil] for pupil in theirs)
    if count:
        words = _(
            "%(count)s elever går også på en anden skole, som bestemmer deres kontaktpersoner; de er ikke ændret her."
        )
        difference.staged.warnings.append(words % {"count": count})
