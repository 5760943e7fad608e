"""Goals: what is worked on now, and what has moved since last time, from the current state of (pupil, goal). Never an average."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Subject
from spor.evidence.models import GoalState
from spor.plans.queries.runs import RunLine, open_runs
from spor.plans.wording import heading
from spor.ui.levels import level_name

REACHED = 3
Row = tuple[Any, ...]


@dataclass(frozen=True)
class GoalLine:
    """A goal in the plan.

    said      as the pupil knows it («Jeg kan …»); `text` as a line for adults
    levels    the latest three judgements, oldest first; empty when none
    before    the level when the period began, None when it was not judged then; `now` the newest
    is_moved  judged in the period, and the level is another than before (or new)
    icon      what a child knows it by, `sound` the code of a person's voice, served by the run; "" where nobody chose any
    """

    goal_id: int
    wording_id: int | None
    code: str
    said: str
    text: str
    subject: Subject | None
    levels: list[int]
    before: int | None
    now: int | None
    is_judged: bool
    is_moved: bool
    run: RunLine | None
    last_at: dt.datetime
    level_at: dt.datetime | None
    icon: str = ""
    sound: str = ""

    @property
    def beside(self) -> str:
        """The word beside it: that nothing moved, or that it is new; "" where the levels say it."""
        if not self.is_moved:
            return str(_("som før"))
        return str(_("nyt")) if self.before is None else ""

    @property
    def now_said(self) -> str:
        """The newest level in the pupil's words, "" when there is none."""
        return "" if self.now is None else str(level_name(self.now, "pupil"))

    @property
    def spoken(self) -> str:
        """What a child hears of it."""
        return f"{self.said.rstrip('.')}. {self.now_said}." if self.now_said else self.said


@dataclass(frozen=True)
class Progress:
    """Goals worked on now, and the goals of each subject (id) that were judged in the period, those that moved first."""

    working: list[GoalLine] = field(default_factory=list)
    by_subject: dict[int, list[GoalLine]] = field(default_factory=dict)
    subjects: dict[int, Subject] = field(default_factory=dict)

    @property
    def moved(self) -> list[GoalLine]:
        return [line for lines in self.by_subject.values() for line in lines if line.is_moved]

    def of(self, subject_id: int) -> list[GoalLine]:
        return self.by_subject.get(subject_id, [])

    def working_in(self, subject_id: int) -> list[GoalLine]:
        return [line for line in self.working if line.subject and line.subject.pk == subject_id]


def progress(rows: Sequence[Row], since_at: dt.datetime, runs: Iterable[RunLine]) -> Progress:
    """Where the pupil stands with what was touched in the period or is worked on now, of the rows of `touched`."""
    now_on = {run.id: run for run in runs}
    states = [_State(*row[:_WIDTH]) for row in rows]
    subjects_by_id: dict[int, Subject] = {}
    for state, row in zip(states, rows, strict=True):
        if state.subject is not None and state.subject not in subjects_by_id:
            subjects_by_id[state.subject] = Subject.from_db("default", _SUBJECT, row[_WIDTH:])
    lines = [
        _line(state, subjects_by_id.get(state.subject or 0), since_at, now_on.get(state.run or 0)) for state in states
    ]
    by_subject: dict[int, list[GoalLine]] = defaultdict(list)
    subjects: dict[int, Subject] = {}
    for line in lines:
        if line.subject:
            subjects[line.subject.pk] = line.subject
            if line.is_judged:
                by_subject[line.subject.pk].append(line)
    for each in by_subject.values():
        each.sort(key=lambda line: not line.is_moved)
    return Progress([line for line in lines if line.run], dict(by_subject), subjects)


class _State(NamedTuple):
    """A row of GoalState with what its line says."""

    goal: int
    wording: int | None
    code: str
    said: str | None
    official: str
    run: int | None
    level: int | None
    level_at: dt.datetime | None
    previous: int | None
    previous_at: dt.datetime | None
    earlier: int | None
    earlier_at: dt.datetime | None
    last_at: dt.datetime
    icon: str | None
    sound: str | None
    subject: int | None


_WIDTH = len(_State._fields)
_SUBJECT = [each.attname for each in Subject._meta.concrete_fields]


def touched(actor: Actor, pupil: int, since_at: dt.datetime) -> QuerySet[GoalState, Row]:
    """The states of goals touched since, or worked on in what is on now."""
    rows = guard.visible(actor, GoalState) & guard.visible(actor, GoalState, thing="plan_section")
    rows = rows.filter(Q(last_at__gte=since_at) | Q(run__in=open_runs(actor, pupil).values("pk"))).order_by(
        "-last_at", "-id"
    )
    told = ("goal", "wording", "goal__code", "wording__text", "goal__text", "run")
    levels = ("level", "level_at", "previous", "previous_at", "earlier", "earlier_at", "last_at")
    look = ("wording__icon", "wording__sound__code")
    return rows.values_list(*told, *levels, *look, "goal__subject", *(f"goal__subject__{name}" for name in _SUBJECT))


def _line(state: _State, subject: Subject | None, since_at: dt.datetime, run: RunLine | None) -> GoalLine:
    said = state.said or state.official
    known = [
        (level, at)
        for level, at in (
            (state.level, state.level_at),
            (state.previous, state.previous_at),
            (state.earlier, state.earlier_at),
        )
        if level is not None and at is not None
    ]
    fresh = [level for level, at in known if at > since_at]
    old = [level for level, at in known if at <= since_at]
    # Judged three times since: what stood before is no longer in the state, so the oldest of the three is told from.
    before = old[0] if old else fresh[-1] if len(fresh) == len(known) == 3 else None
    return GoalLine(
        goal_id=state.goal,
        wording_id=state.wording,
        code=state.code,
        said=said,
        text=heading(said),
        subject=subject,
        levels=[level for level, _at in reversed(known)],
        before=before,
        now=state.level,
        is_judged=bool(fresh),
        is_moved=bool(fresh) and fresh[0] != before,
        run=run,
        last_at=state.last_at,
        level_at=state.level_at,
        icon=state.icon or "",
        sound=state.sound or "",
    )


def ahead(lines: Iterable[GoalLine]) -> GoalLine | None:
    """The goal that comes next: not reached, the one judged last; where none is judged, one that is worked on."""
    open_lines = [line for line in lines if line.now is None or line.now < REACHED]
    judged = [line for line in open_lines if line.level_at is not None]
    if judged:
        return max(judged, key=lambda line: line.last_at)
    return open_lines[0] if open_lines else None
