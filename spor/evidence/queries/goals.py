"""Where a pupil stands with goals, read from the current state: the latest three judgements, never an average."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Goal, Subject
from spor.evidence.models import GoalState
from spor.people.models import Person
from spor.teaching.models import Run


@dataclass(frozen=True)
class GoalStanding:
    """A goal and the pupil's standing with it.

    text       as the pupil knows it («Jeg kan …»), else the goal's own text
    levels     the latest three judgements, oldest first; level 0 is among them and counts as no step
    own        what the pupil said last
    traces     how many spor are behind it
    moved_up   a higher level was given since the asked date
    icon       what a child knows the goal by, "" where nobody chose any
    """

    goal: Goal
    text: str
    subject: Subject | None
    levels: list[int]
    own: int | None
    traces: int
    last_at: dt.datetime
    run: Run | None
    in_progress: bool
    moved_up: bool
    icon: str = ""

    @property
    def level(self) -> int | None:
        return self.levels[-1] if self.levels else None


def current_goals(actor: Actor, pupil: Person, *, since_at: dt.datetime | None = None) -> list[GoalStanding]:
    """The pupil's goals as far as the actor may see them, the latest touched first. One query; the page records the look.

    since_at   what «moved up» is measured from (the last talk, say); without it nothing is said of movement
    """
    rows = guard.visible(actor, GoalState).filter(pupil=pupil)
    found = rows.select_related("goal__subject", "wording", "run").order_by("-last_at", "-pk")
    return [standing(state, actor.today, since_at) for state in found]


def standing(state: GoalState, today: dt.date, since_at: dt.datetime | None = None) -> GoalStanding:
    """A stored state as pages show it. Load it with goal__subject, wording and run."""
    run = state.run
    return GoalStanding(
        goal=state.goal,
        text=str(state.wording or state.goal),
        icon=state.wording.icon if state.wording else "",
        subject=state.goal.subject,
        levels=levels_of(state),
        own=state.own_level,
        traces=state.traces,
        last_at=state.last_at,
        run=run,
        in_progress=run is not None and run.starts_on <= today < run.ends_on,
        moved_up=since_at is not None and moved_up(state, since_at),
    )


def levels_of(state: GoalState) -> list[int]:
    """The latest judgements, oldest first."""
    return [level for level in (state.earlier, state.previous, state.level) if level is not None]


def moved_up(state: GoalState, since_at: dt.datetime) -> bool:
    """Whether the latest judgement is newer than `since_at` and higher than the one before it. Level 0 counts in nothing."""
    if not state.level or state.level_at is None or state.level_at < since_at:
        return False
    before = [
        level
        for level, at in ((state.previous, state.previous_at), (state.earlier, state.earlier_at))
        if level and at is not None
    ]
    return bool(before) and state.level > before[0]


def states_of(actor: Actor, pupils: list[Person], goals: list[Goal]) -> QuerySet[GoalState]:
    """The states of these pupils with these goals, as far as the actor may see them."""
    return guard.visible(actor, GoalState).filter(pupil__in=pupils, goal__in=goals)
