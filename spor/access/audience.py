"""«Hvem kan se dette?»: the table asked from the thing. Whoever it would be shown to, by the rows that decide it (decision 0015)."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Case, Model, Value, When

from spor.access import reach as reaches
from spor.access import relations
from spor.access.actor import Actor
from spor.access.policy import POLICY
from spor.access.relations import Relations


def readers(
    row: Model, pupil_id: int, now: dt.datetime, *, thing: str, also: Collection[int] = ()
) -> Mapping[int, Relations]:
    """Person id → what they are to the pupil, of everybody who may read `row`, a thing of this pupil. Two queries, however many.

    thing   the table's word for it, as for `guard.visible`
    also    ids of persons who may have their right from elsewhere (who made it together)
    Each is asked as in a strong session: this is who can, not who is signed in.
    """
    ties = {pupil_id: Relations(), **dict.fromkeys(also, Relations()), **relations.around(pupil_id, now)}
    # Not by the guard itself, which would take each of them for who asks.
    wanted, reach = POLICY[thing, "read"], reaches.of(type(row))
    answers: dict[str, Any] = {}
    for number, (person, known) in enumerate(ties.items()):
        allowed = wanted.compiled(_as(person, now, known), reach)
        if allowed is not None:
            whole = Value(True)
            answers[f"p{number}"] = Case(When(allowed, then=Value(True)), default=Value(False)) if allowed else whole
    found = type(row)._default_manager.filter(pk=row.pk).annotate(**answers).values(*answers).get() if answers else {}
    return {person: known for number, (person, known) in enumerate(ties.items()) if found.get(f"p{number}")}


def _as(person: int, now: dt.datetime, known: Relations) -> Actor:
    actor = Actor(person, now, mfa=True, substantial=True)
    actor.__dict__["relations"] = known  # what would be loaded, found from the other end
    return actor
