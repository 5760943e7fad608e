"""Goals: what is worked on now, and what has moved since last time, from the current state of (pupil, goal). Never an average."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Subject
from spor.evidence.models import GoalState
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.runs import RunLine
from spor.plans.wording import heading
from spor.ui.levels import level_name

REACHED = 3


@dataclass(frozen=True)
class GoalLine:
    """A goal in the plan.

    said      as the pupil knows it («Jeg kan …»); `text` as a line for adults
    levels    the latest three judgements, oldest first; empty when none
    before    the level when the period began, None when it was not judged then; `now` the newest
    is_moved  judged in the period, and the level is another than before (or new)
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


def progress(actor: Actor, pupil: Pupil, runs: Iterable[RunLine]) -> Progress:
    """Where the pupil stands with what was touched in the period or is worked on now. One query, however many years there are."""
    now_on = {run.id: run for run in runs}
    section = guard.rule(actor, GoalState, "read", "plan_section")
    rows = guard.visible(actor, GoalState).filter(section if section is not None else Q(pk__in=[]))
    rows = rows.filter(Q(last_at__gte=pupil.since_at) | Q(run__in=now_on), pupil=pupil.person)
    found = rows.select_related("goal__subject", "wording").order_by("-last_at", "-id")
    lines = [_line(state, pupil.since_at, now_on.get(state.run_id or 0)) for state in found]
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


def _line(state: GoalState, since_at: dt.datetime, run: RunLine | None) -> GoalLine:
    said = state.wording.text if state.wording else state.goal.text
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
        goal_id=state.goal_id,
        wording_id=state.wording_id,
        code=state.goal.code,
        said=said,
        text=heading(said),
        subject=state.goal.subject,
        levels=[level for level, _at in reversed(known)],
        before=before,
        now=state.level,
        is_judged=bool(fresh),
        is_moved=bool(fresh) and fresh[0] != before,
        run=run,
        last_at=state.last_at,
        level_at=state.level_at,
    )


def ahead(lines: Iterable[GoalLine]) -> GoalLine | None:
    """The goal that comes next: not reached, the one judged last; where none is judged, one that is worked on."""
    open_lines = [line for line in lines if line.now is None or line.now < REACHED]
    judged = [line for line in open_lines if line.level_at is not None]
    if judged:
        return max(judged, key=lambda line: line.last_at)
    return open_lines[0] if open_lines else None
