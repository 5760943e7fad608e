"""What a file takes away, apart from the rest: it takes effect as the file is read, and waits for nobody (decision 0059)."""

import hashlib

from spor.integrations.diff import Difference, Ref
from spor.integrations.held import PERSON_COLUMNS
from spor.people.models import Membership

_PROTECTED = PERSON_COLUMNS.index("is_protected")
_CUSTODY = 1  # in the values of a guardianship


def losses_of(difference: Difference) -> Difference:
    """The part that ends or closes: posts, places and contact persons that are no longer named, custody that ended, protection set.

    What the file *says* is lost is lost whatever else it says. What is merely not named waits with the rest when more than half of the
    institution would change, and a class that changes with the school year keeps its staff until the year is begun.
    """
    lost = Difference(difference.staged, difference.holding, part_of=difference)
    lost.changed_persons = {
        row_id: (before, after)
        for row_id, (before, after) in difference.changed_persons.items()
        if after[_PROTECTED] and not before[_PROTECTED]
    }
    lost.guardianships.replaced = {
        key: (row, values, on)
        for key, (row, values, on) in difference.guardianships.replaced.items()
        if row.values[_CUSTODY] and not values[_CUSTODY]
    }
    if not is_mass(difference):
        _no_longer_named(difference, lost)
    return lost


def _no_longer_named(difference: Difference, lost: Difference) -> None:
    lost.guardianships.ended = dict(difference.guardianships.ended)
    lost.posts.ended = dict(difference.posts.ended)
    gone = _without_any(difference, "posts")
    left = _without_any(difference, "enrolments")
    lost.enrolments.ended = {row_id: each for row_id, each in difference.enrolments.ended.items() if each[0][0] in left}
    rolls = year_before(difference) is not None
    lost.memberships.ended = {
        row_id: (key, row, on)
        for row_id, (key, row, on) in difference.memberships.ended.items()
        if key[0] in gone | left or (key[2] != Membership.Role.PUPIL and not rolls)
    }
    ended = {row_id for name in ("enrolments", "posts", "memberships") for row_id in lost.tables[name].ended}
    waits = {
        key[0]
        for name in ("enrolments", "posts", "memberships")
        for row_id, (key, _row, _on) in difference.tables[name].ended.items()
        if row_id not in ended
    }
    lost.leaving = difference.leaving - waits


def _without_any(difference: Difference, name: str) -> set[Ref]:
    """Who has none of these left at the institution, when all is carried out."""
    changes, table = difference.tables[name], difference.holding.tables[name]
    stays = {key[0] for key in changes.added}
    stays |= {key[0] for key, row in table.rows() if row.id not in changes.ended}
    return {key[0] for key, _row, _on in changes.ended.values()} - stays


def people_of(difference: Difference) -> tuple[int, int]:
    """(how many persons stand in the institution, how many persons the file adds, changes or ends something of)."""
    held = {key[0] for table in difference.holding.tables.values() for key in table.keys}
    touched: set[Ref] = {*difference.new_persons, *difference.changed_persons}
    for name, changes in difference.tables.items():
        if name != "groups":
            touched |= {key[0] for key in (*changes.added, *changes.changed, *changes.replaced)}
            touched |= {key[0] for key, _row, _on in changes.ended.values()}
    return len(held), len(touched)


def is_mass(difference: Difference) -> bool:
    """The circuit breaker: more than half of the institution's persons would change."""
    held, touched = people_of(difference)
    return held > 0 and touched * 2 > held


def year_before(difference: Difference) -> int | None:
    """The school year the school stands in, where the file begins a newer one; otherwise None."""
    school, year = difference.holding.school, difference.staged.school_year
    if school is None or school.register_year is None or year is None or year <= school.register_year:
        return None
    return school.register_year


def fingerprint(difference: Difference) -> str:
    """The same for the same changes of the same rows: an approval is of what was seen, and of nothing else."""
    said: list[object] = [sorted(difference.new_persons), sorted(difference.changed_persons.items())]
    said += [sorted(difference.coming), sorted(difference.leaving), difference.staged.exported_at]
    for changes in difference.tables.values():
        said.append(sorted(map(str, changes.added.items())))
        said.append(sorted(str((row.id, values)) for row, values in changes.changed.values()))
        said.append(sorted(str((row.id, values, on)) for row, values, on in changes.replaced.values()))
        said.append(sorted(str((row_id, on)) for row_id, (_key, _row, on) in changes.ended.items()))
    return hashlib.sha256(repr(said).encode()).hexdigest()
