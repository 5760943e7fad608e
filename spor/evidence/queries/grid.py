"""A class and the goals of what it works on, as one grid: a dot a pupil and goal, from the current state."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import key
from spor.curriculum.models import Goal
from spor.evidence.models import Assessment, GoalState
from spor.evidence.queries.feedback import level_field
from spor.evidence.queries.goals import levels_of, moved_up, states_of
from spor.forloeb.models import BlockGoal, EditionBlock
from spor.people.models import Membership, Person, live
from spor.teaching.models import Run

RECENT = dt.timedelta(weeks=4)  # «fremgang på 4 uger»


@dataclass(frozen=True)
class Column:
    """A goal. `text` as the pupils know it; `can_set` whether the reader teaches its subject to the class (the deed asks the guard)."""

    block_goal: BlockGoal
    text: str
    can_set: bool

    @property
    def goal(self) -> Goal:
        return self.block_goal.goal

    @property
    def code(self) -> str:
        return self.goal.code

    @property
    def field(self) -> str:
        return level_field(self.code)


@dataclass(frozen=True)
class Cell:
    """Where one pupil stands with one goal. `levels` are the latest three, oldest first."""

    goal: str
    level: int | None
    levels: list[int]
    traces: int
    own: int | None
    moved_up: bool
    can_set: bool


@dataclass(frozen=True)
class Line:
    """A pupil's row."""

    pupil: Person
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """The page. `spans` are the subjects over the columns: (key, name, how many)."""

    run: Run
    columns: list[Column]
    lines: list[Line]

    @property
    def spans(self) -> list[tuple[str, str, int]]:
        found: list[tuple[str, str, int]] = []
        for column in self.columns:
            subject = column.goal.subject
            name = (subject.key, subject.name) if subject else ("", "")
            if found and found[-1][:2] == name:
                found[-1] = (*name, found[-1][2] + 1)
            else:
                found.append((*name, 1))
        return found


def grid(actor: Actor, code: str) -> Grid:
    """The goals of a run and its class. 404 or 403 for whoever does not teach the class. Five queries, and two for the look."""
    run = _run(actor, code)
    columns = _columns(actor, run)
    pupils = _pupils(actor, run)
    guard.page(actor, pupils, thing="goal")
    return Grid(run, columns, _lines(actor, pupils, columns))


def line(actor: Actor, code: str, pupil_code: str) -> tuple[Run, list[Column], Line]:
    """One pupil's row of the grid. Http404 for a pupil who is not of the class."""
    run = _run(actor, code)
    columns = _columns(actor, run)
    pupils = [pupil for pupil in _pupils(actor, run) if pupil.code == pupil_code]
    if not pupils:
        raise Http404
    guard.page(actor, pupils, thing="goal")
    return run, columns, _lines(actor, pupils, columns)[0]


def place(actor: Actor, code: str, pupil_code: str, goal_code: str) -> tuple[Run, Person, Column]:
    """One cell's run, pupil and goal, for a key press. Http404 when the three do not belong together. Three queries."""
    run = _run(actor, code)
    members = Membership.objects.filter(live(actor.today), group=run.group_id, role=Membership.Role.PUPIL)
    pupil = guard.visible(actor, Person).filter(pk__in=members.values("person"), code=pupil_code).first()
    blocks = EditionBlock.objects.filter(edition=run.edition_id).values("version")
    rows = BlockGoal.objects.filter(version__in=blocks, goal__code=goal_code).select_related("goal", "wording")
    block_goal = max(rows, key=lambda row: (bool(row.wording_id), -row.pk), default=None)
    if pupil is None or block_goal is None:
        raise Http404
    return run, pupil, Column(block_goal, str(block_goal), True)


def cell(actor: Actor, pupil: Person, column: Column) -> Cell:
    """The one cell a judgement changed, read anew. One query."""
    state = states_of(actor, [pupil], [column.goal]).first()
    return _cell(actor, column, state)


def own(actor: Actor, code: str) -> Assessment:
    """A judgement the actor may take back. 404, or 403 for colleagues."""
    rows = Assessment.objects.select_related("pupil", "goal", "run")
    return guard.get_or_404(actor, Assessment, code, "set_status", rows=rows)


def _run(actor: Actor, code: str) -> Run:
    rows = Run.objects.select_related("edition", "group", "subject")
    return guard.get_or_404(actor, Run, code, thing="class_goals", rows=rows)


def _columns(actor: Actor, run: Run) -> list[Column]:
    """Each goal of the edition's blocks once, in reading order; those of one subject together."""
    blocks = EditionBlock.objects.filter(edition=run.edition_id).order_by("rank").values_list("version", flat=True)
    order = {version: rank for rank, version in enumerate(blocks)}
    rows = BlockGoal.objects.filter(version__in=list(order)).select_related("goal__subject", "wording")
    first: dict[int, BlockGoal] = {}
    for row in sorted(rows, key=lambda each: (order[each.version_id], each.rank, each.pk)):
        if row.goal_id not in first or (row.words and not first[row.goal_id].words):
            first[row.goal_id] = row
    known = actor.relations
    is_class = run.group_id in known.groups_of("lead") | known.groups_of("team")
    found = [
        Column(
            row, str(row), is_class or run.group_id in known.subject_groups.get(row.goal.subject_id or 0, frozenset())
        )
        for row in first.values()
    ]
    subjects = list(dict.fromkeys(column.goal.subject_id for column in found))
    return sorted(found, key=lambda column: subjects.index(column.goal.subject_id))


def _pupils(actor: Actor, run: Run) -> list[Person]:
    members = Membership.objects.filter(live(actor.today), group=run.group_id, role=Membership.Role.PUPIL)
    rows = guard.visible(actor, Person).filter(pk__in=members.values("person"))
    return sorted(rows, key=lambda pupil: key(pupil.name))


def _lines(actor: Actor, pupils: list[Person], columns: list[Column]) -> list[Line]:
    states = {
        (state.pupil_id, state.goal_id): state
        for state in states_of(actor, pupils, [column.goal for column in columns])
    }
    return [
        Line(pupil, [_cell(actor, column, states.get((pupil.pk, column.goal.pk))) for column in columns])
        for pupil in pupils
    ]


def _cell(actor: Actor, column: Column, state: GoalState | None) -> Cell:
    if state is None:
        return Cell(column.code, None, [], 0, None, False, column.can_set)
    return Cell(
        goal=column.code,
        level=state.level,
        levels=levels_of(state),
        traces=state.traces,
        own=state.own_level,
        moved_up=moved_up(state, actor.now - RECENT),
        can_set=column.can_set,
    )
