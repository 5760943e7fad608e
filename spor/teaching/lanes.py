"""A year laid out as a table: weeks across, bars in lanes, so that several forløb may run at once. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from spor.base.schoolyear import Week
from spor.ui.moments import long_day, weeks

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Bar:
    """A forløb in [starts_on, ends_on): one that runs, or one that is meant to (`is_idea`).

    due      what is handed in, and when
    forloeb  whether an idea has a forløb already
    """

    code: str
    title: str
    starts_on: dt.date
    ends_on: dt.date
    is_idea: bool = False
    address: str = ""
    state: str = ""
    can_move: bool = False
    due: tuple[tuple[str, dt.date], ...] = ()
    forloeb: bool = False

    @property
    def about(self) -> str:
        """«Gys og gru, uge 46–50 · Novelle torsdag den 3. december»."""
        dates = [f"{title} {long_day(day)}" for title, day in self.due]
        return " · ".join([f"{self.title}, {weeks(self.starts_on, self.ends_on)}", *dates])

    @property
    def weeks(self) -> int:
        return (self.ends_on - self.starts_on).days // 7


@dataclass(frozen=True)
class Cell:
    """`span` weeks of a lane: a bar, a free stretch (`is_gap`), weeks without school (`is_free`), or nothing."""

    span: int
    week: Week
    bar: Bar | None = None
    is_free: bool = False
    is_gap: bool = False


@dataclass
class Lane:
    cells: list[Cell] = field(default_factory=list)


def lay(bars: Iterable[Bar], across: list[Week], free: set[Week]) -> list[Lane]:
    """The bars in as few lanes as keep them apart, at least one; weeks of a bar outside `across` are cut off."""
    rows: list[list[tuple[int, int, Bar]]] = []
    for bar in sorted(bars, key=lambda each: (each.starts_on, each.ends_on)):
        inside = [
            at for at, week in enumerate(across) if bar.starts_on < week.monday + WEEK and bar.ends_on > week.monday
        ]
        if not inside:
            continue
        row = next((row for row in rows if row[-1][1] < inside[0]), None)
        if row is None:
            rows.append(row := [])
        row.append((inside[0], inside[-1], bar))
    return [_lane(row, across, free) for row in rows or [[]]]


def _lane(row: list[tuple[int, int, Bar]], across: list[Week], free: set[Week]) -> Lane:
    lane, at = Lane(), 0
    for first, last, bar in row:
        _fill(lane, across, free, at, first)
        lane.cells.append(Cell(last - first + 1, across[first], bar))
        at = last + 1
    _fill(lane, across, free, at, len(across))
    return lane


def _fill(lane: Lane, across: list[Week], free: set[Week], first: int, until: int) -> None:
    """Between two bars: each stretch of school weeks is a gap, each week without school stands alone."""
    at = first
    while at < until:
        if across[at] in free:
            lane.cells.append(Cell(1, across[at], is_free=True))
            at += 1
            continue
        end = at
        while end < until and across[end] not in free:
            end += 1
        lane.cells.append(Cell(end - at, across[at], is_gap=end - at > 1))
        at = end
