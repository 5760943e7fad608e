"""The second lock: on PostgreSQL, under a role that owns no table, other pupils' rows are not there (decision 0045).

The policies themselves are made by `./run row_security`. They ask two settings of the transaction, which the guard fills from the
actor's relations before anything of a pupil is read: `spor.pupils`, those the actor has a relation to, and `spor.peers`, those in the
groups of a pupil or of a guardian's child, of whom only what was made together is shown. Nothing filled in shows nothing.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, models, transaction

from spor.access.relations import Relations

if TYPE_CHECKING:
    from spor.access.actor import Actor

_FILL = """
SELECT set_config('spor.pupils', concat_ws(',', %(pupils)s::text, (
         SELECT string_agg(e.person_id::text, ',') FROM people_enrolment e
          WHERE e.school_id = ANY(%(led)s) AND e.from_on <= %(today)s AND (e.to_on IS NULL OR e.to_on > %(today)s))), true),
       set_config('spor.peers', coalesce((
         SELECT string_agg(m.person_id::text, ',') FROM people_membership m
          WHERE m.group_id = ANY(%(groups)s) AND m.role = 'pupil' AND m.from_on <= %(today)s
            AND (m.to_on IS NULL OR m.to_on > %(today)s)), ''), true)
"""
_WIDEN = "SELECT set_config('spor.pupils', concat_ws(',', current_setting('spor.pupils', true), %s::text), true)"
_SILENT = frozenset({"restricted"})  # says what one may not


class _Held:
    """Stands among what awaits the transaction's end, and goes with it, or with the savepoint in which the settings were made."""

    def __init__(self, person_id: int, known: Relations) -> None:
        self.person_id, self.known = person_id, known

    def __call__(self) -> None:
        """Nothing happens at the end: the settings are gone with the transaction."""


def is_on() -> bool:
    """Whether this installation serves under a role that the policies bind (SPOR_ROW_SECURITY)."""
    return settings.ROW_SECURITY and connection.vendor == "postgresql"


def hold(actor: "Actor") -> None:
    """Fill in the settings for this actor, once a transaction: one statement, none where the lock is off or held already."""
    if not is_on() or not actor.is_signed_in or not connection.in_atomic_block or "stands_in" in actor.memo:
        return
    known = actor.relations
    held = next((each[1] for each in reversed(connection.run_on_commit) if isinstance(each[1], _Held)), None)
    if held is not None and held.person_id == actor.person_id and held.known is known:
        return
    mine = {actor.person_id}.union(*(ids for kind, ids in known.pupils.items() if kind not in _SILENT))
    with connection.cursor() as cursor:
        about: dict[str, Any] = {
            "pupils": _listed(mine),
            "led": sorted(known.schools_of("leader")),
            "groups": sorted(known.groups_of("member") | known.groups_of("child_member")),
            "today": actor.today,
        }
        cursor.execute(_FILL, about)
    transaction.on_commit(_Held(actor.person_id, known))


def widen(pupils: Iterable[int]) -> None:
    """Let the rest of a deed's transaction reach these pupils too: its guard has just said that it may (a group hands in for all)."""
    if is_on() and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(_WIDEN, [_listed(pupils)])


def whose(model: type[models.Model], code: str) -> int | None:
    """The pupil a hidden row is about, so that a refusal is the right one (decision 0016). None where there is no such row, or no lock."""
    if not is_on():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT spor_whose(%s, %s)", [model._meta.db_table, code])
        found: int | None = cursor.fetchone()[0]
    return found


def _listed(ids: Iterable[int]) -> str:
    return ",".join(str(each) for each in sorted(ids))
