"""Rows of one pupil, asked for as the guard would, with a query compiled once a right instead of once a request.

Once the pupil is known, a row of the policy table is a question of few answers: the reader may see all, none, or what has certain states
(handed in, placed, given). So a query has few shapes, and each is made once. Where a right hangs on more (only one's own subject, only
what one wrote), the query is made as `guard.visible` makes it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.db import connection
from django.db.models import Model, Q, QuerySet

from spor.access import guard, policy
from spor.access import reach as reaches
from spor.access.actor import Actor
from spor.access.rules import Rule
from spor.base.compiled import Statement, ids_in_stead, moment_in_stead, statement


@dataclass(frozen=True)
class Asked:
    """What a query is about, real or standing in.

    allowed  the condition under which rows of the model are the reader's
    pupil    the pupil's id
    ids      further ids, at most as many as the query declares; empty where it declares none
    moment   a point in time, where the query has one
    """

    allowed: Q
    pupil: int
    ids: Sequence[int] = ()
    moment: dt.datetime | None = None


class _AnyReader:
    """Stands for whoever may: a state that asks for more about the reader cannot be compiled for all."""

    is_signed_in = True

    def __getattr__(self, name: str) -> NoReturn:
        raise LookupError(name)


def may(actor: Actor, action: str, thing: str, pupil: int) -> bool:
    """May the actor do this to whatever `thing` there is of the pupil? No query but the relations; false where it hangs on a state."""
    row = policy.row(actor, thing, action)
    return row is not None and row.about(actor, pupil) is True


@dataclass(frozen=True)
class Ruled:
    """Call it: `TRACES(actor, pupil.pk, ids=…, moment=…)` → list of tuples. For no right, no query.

    model, thing, action   the row of the policy table, as for `guard.visible`
    build   from `Asked` to a `values_list` queryset that filters `model` by `allowed` and by the pupil, and has nothing else that changes
    size    how many ids it takes; fewer are padded, more go as they are, uncompiled
    """

    model: type[Model]
    build: Callable[[Asked], QuerySet[Any, Any]]
    thing: str = ""
    action: str = "read"
    size: int = 0
    made: dict[tuple[str, Rule | bool], Statement | None] = field(default_factory=dict, compare=False)

    def __call__(
        self, actor: Actor, pupil: int, *, ids: Sequence[int] = (), moment: dt.datetime | None = None
    ) -> list[tuple[Any, ...]]:
        reach = reaches.of(self.model)
        row = policy.row(actor, self.thing or reach.thing, self.action)
        left = row.about(actor, pupil) if row else False
        if left is False or (self.size and not ids):
            return []
        compiled = self._compiled(left) if len(ids) <= self.size else None
        if compiled is None:
            allowed = guard.rule(actor, self.model, self.action, self.thing)
            return [] if allowed is None else list(self.build(Asked(allowed, pupil, ids, moment)))
        padded = [*ids, *[ids[-1]] * (self.size - len(ids))] if ids else []
        real: dict[Any, Any] = dict(zip(ids_in_stead(self.size + 1), [pupil, *padded], strict=True))
        return compiled.rows(real | ({moment_in_stead(): moment} if moment else {}))

    def _compiled(self, left: Rule | bool) -> Statement | None:
        """The statement for what is left to ask of a right; None where that depends on the reader."""
        key = connection.vendor, left
        if key not in self.made:
            self.made[key] = self._make(left)
        return self.made[key]

    def _make(self, left: Rule | bool) -> Statement | None:
        try:
            anybody: Any = _AnyReader()
            allowed = Q() if left is True else left.compiled(anybody, reaches.of(self.model))  # type: ignore[union-attr] # False went before
        except LookupError:
            return None
        if allowed is None:
            return None
        pupil, *ids = ids_in_stead(self.size + 1)
        return statement(self.build(Asked(allowed, pupil, ids, moment_in_stead())))
