"""Agreements of one pupil: how each stands, and what this reader may make of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.compiled import Columns
from spor.plans.models import Agreement, AgreementState
from spor.plans.models.agreement import Side

State = AgreementState.State
SHOWN = 30


@dataclass(frozen=True)
class AgreementLine:
    """An agreement and how it stands: `state` since `since`, said by `said_by`. `moves` are what this reader may make of it."""

    row: Agreement
    state: str
    since: dt.datetime
    who: str
    moves: list["Move"] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def label(self) -> str:
        return str(STATES[self.state][0])

    @property
    def icon(self) -> str:
        return str(STATES[self.state][1])

    @property
    def tone(self) -> str:
        return str(STATES[self.state][2])

    @property
    def is_over(self) -> bool:
        return self.state in (State.CONFIRMED, State.STOPPED)


@dataclass(frozen=True)
class Move:
    """A button: the state it leads to, and its verb."""

    state: str
    label: str


# state → its word, its icon, its tone
STATES: dict[str, tuple[Promise | str, str, str]] = {
    State.PROPOSED: (gettext_lazy("Forslag"), "circle-plus", "info"),
    State.IN_PROGRESS: (gettext_lazy("I gang"), "rotate-cw", "warn"),
    State.PUPIL_DONE: (gettext_lazy("Eleven siger: gjort"), "hand", "info"),
    State.CONFIRMED: (gettext_lazy("Lykkedes"), "check", "good"),
    State.STOPPED: (gettext_lazy("Stoppet"), "circle-stop", ""),
}
# (state, side of the reader) → what it may become. A proposal is taken up by somebody else than its own side, or by the school.
MOVES: dict[tuple[str, str], tuple[str, ...]] = {
    (State.PROPOSED, Side.SCHOOL): (State.IN_PROGRESS, State.STOPPED),
    (State.PROPOSED, Side.PUPIL): (State.IN_PROGRESS,),
    (State.PROPOSED, Side.HOME): (State.IN_PROGRESS,),
    (State.IN_PROGRESS, Side.PUPIL): (State.PUPIL_DONE,),
    (State.IN_PROGRESS, Side.SCHOOL): (State.CONFIRMED, State.STOPPED),
    (State.PUPIL_DONE, Side.SCHOOL): (State.CONFIRMED, State.IN_PROGRESS, State.STOPPED),
    (State.CONFIRMED, Side.SCHOOL): (State.IN_PROGRESS,),
    (State.STOPPED, Side.SCHOOL): (State.IN_PROGRESS,),
}


def moves(agreement: Agreement, state: str, side: str, person_id: int) -> tuple[str, ...]:
    """What this reader may make of it. Whoever proposed may take that back; a proposal is taken up by the other side, or the school."""
    found = MOVES.get((state, side), ())
    if state == State.PROPOSED and side != Side.SCHOOL:
        return (State.STOPPED,) if agreement.by_id == person_id else found if agreement.side == Side.SCHOOL else ()
    return found


def _verbs(state: str) -> dict[str, str]:
    begin = {State.PROPOSED: _("Vi går i gang"), State.PUPIL_DONE: _("Ikke helt endnu")}
    return {
        State.IN_PROGRESS: begin.get(State(state), _("Tag den op igen")),
        State.PUPIL_DONE: _("Det har jeg gjort"),
        State.CONFIRMED: _("Det lykkedes"),
        State.STOPPED: _("Stop aftalen"),
    }


def agreements_of(actor: Actor, pupil_id: int, side: str) -> list[AgreementLine]:
    """The pupil's agreements as the reader may see them, those that are not over first, the newest first. One query.

    side   on whose side the reader stands
    """
    return agreements_from(actor, _AGREEMENTS(actor, about=pupil_id), side)


def agreements_from(actor: Actor, rows: Iterable[tuple[Any, ...]], side: str) -> list[AgreementLine]:
    """The same, of rows of `newest`."""
    lines = []
    for state, since, *columns in rows:
        row = _AGREEMENT.of(columns)
        vars(row).update(state=state, since=since)
        lines.append(_line(actor, row, side))
    return sorted(lines, key=lambda line: line.is_over)


def newest(actor: Actor) -> QuerySet[Agreement, tuple[Any, ...]]:
    """The pupil's agreements, the newest first."""
    rows = with_state(guard.visible(actor, Agreement)).order_by("-at", "-pk")
    return rows.values_list("state", "since", *_AGREEMENT.names)[:SHOWN]


_AGREEMENT, _AGREEMENTS = Columns(Agreement, "by"), ForAnyone(newest)


def with_state(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With `state` and `since`, of the newest row, and who proposed."""
    last = AgreementState.objects.filter(agreement=OuterRef("pk")).order_by("-pk")
    return rows.select_related("by").annotate(
        state=Subquery(last.values("state")[:1]), since=Subquery(last.values("at")[:1])
    )


def _line(actor: Actor, row: Agreement, side: str) -> AgreementLine:
    state = vars(row)["state"]
    verbs = _verbs(state)
    may = [Move(to, verbs[to]) for to in moves(row, state, side, actor.person_id)]
    return AgreementLine(row, state, vars(row)["since"], _proposer(actor, row, side), may)


def _proposer(actor: Actor, row: Agreement, side: str) -> str:
    """Who proposed. A guardian is named to the team and to themselves only."""
    if row.by_id == actor.person_id:
        return _("dig")
    return _("hjemmet") if row.side == Side.HOME and side != Side.SCHOOL else row.by.first_name
