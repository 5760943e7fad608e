"""An attacker on a school's figures: everything that pages and files tell, of all weeks, added and subtracted in every way at once.

What is told are sums over cells (a klassetrin in a week). Whatever can be worked out from sums by adding and subtracting is in their
span, so one elimination tries every combination of views, weeks, rows and files there is.
"""

import datetime as dt
import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from spor.base.counted import Counted
from spor.insight.figures.told import MEASURES, SchoolTold, Told, sheet
from spor.insight.limits import EVERYBODY, PHASES, Behind, Block, Ledger, may_be_told, place, places

BEGINS = dt.date(2026, 8, 3)
WEEK = dt.timedelta(days=7)
WEEKS = 6
PRIME = (1 << 61) - 1
Atom = tuple[int, int]  # place of the klassetrin, number of the week
Sum = frozenset[Atom]


@dataclass
class Class:
    grade: int
    pupils: list[int]
    staff: list[int]


@dataclass
class School:
    """A school of chance: classes, and what happened in them in six weeks. `has_rest` is of the figure, `so_far` too («delt»)."""

    seed: int
    has_rest: bool = True
    so_far: bool = False
    classes: list[Class] = field(default_factory=list)
    flow: list[Counted] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance, people, teachers = random.Random(self.seed), iter(range(1, 10_000)), iter(range(1, 10_000))
        for grade in sorted(chance.sample([0, 4, 5, 6, 8], chance.randint(2, 5))):
            for _ in range(chance.randint(1, 4)):
                pupils = [next(people) for _ in range(chance.choice([3, 6, 12, 20]))]
                self.classes.append(Class(grade, pupils, [next(teachers) for _ in range(chance.randint(1, 2))]))
        busy = chance.choice([0.05, 0.15, 0.4])
        for group in self.classes:
            for number, pupil in enumerate(group.pupils):
                for week in range(WEEKS):
                    if chance.random() < busy:
                        self.flow.append(self._thing(group, pupil, week, number, chance))
                        if self.so_far:
                            break

    def _thing(self, group: Class, pupil: int, week: int, number: int, chance: random.Random) -> Counted:
        on = BEGINS + week * WEEK + dt.timedelta(days=chance.randint(0, 4))
        holds = not self.has_rest or self.so_far or chance.random() < 0.6
        staff = frozenset({group.staff[number % len(group.staff)]})
        return Counted((pupil, week), on, 1, group.grade, pupil, staff, holds=holds)

    def without(self, day: dt.date) -> list[Counted]:
        """Who has not got there by `day`."""
        had = {each.pupil for each in self.flow if each.on < day}
        return [
            Counted(pupil, day, 1, group.grade, pupil, frozenset(group.staff), holds=False)
            for group in self.classes
            for pupil in group.pupils
            if pupil not in had
        ]

    def pupils(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for group in self.classes:
            found[place(group.grade)] = found.get(place(group.grade), 0) + len(group.pupils)
        return {one: count for one, count in found.items() if count >= 5}

    def ledger(self) -> Ledger:
        return Ledger(BEGINS, self.flow, self.has_rest, self.pupils() if self.so_far else {})

    def close(self, ledger: Ledger, day: dt.date) -> list[Block]:
        return ledger.close(day, self.without(day) if self.so_far else None)

    def things(self, atoms: Collection[Atom], *, holds: bool = True) -> list[Counted]:
        return [
            each
            for each in self.flow
            if each.holds is holds and (place(each.grade), (each.on - BEGINS).days // 7) in atoms
        ]

    def behind(self, atoms: Collection[Atom]) -> Behind:
        """Who really stands behind a sum over these cells, and behind what it leaves."""
        held = self.things(atoms)
        if not self.has_rest:
            return Behind(*_around(held))
        last = BEGINS + (1 + max(week for _, week in atoms)) * WEEK
        grades = {grade for grade, _ in atoms}
        left = (
            [each for each in self.without(last) if place(each.grade) in grades]
            if self.so_far
            else self.things(atoms, holds=False)
        )
        return Behind(*_around(held), *_around(left))

    def secrets(self) -> list[Sum]:
        """Every klassetrin, fase and school in every run of weeks that has something in it and stands below the limit."""
        found = []
        for grades in {*map(place, (group.grade for group in self.classes)), *PHASES, EVERYBODY}:
            for first, until in combinations(range(WEEKS + 1), 2):
                atoms = frozenset((one, week) for one in places(grades) for week in range(first, until))
                if self.things(atoms) and not may_be_told(self.behind(atoms)):
                    found.append(atoms)
        return found


def _around(things: Collection[Counted]) -> tuple[int, int]:
    return len({each.pupil for each in things}), len({who for each in things for who in each.staff})


def blocks_of(school: School) -> list[tuple[Block, Sum]]:
    """Every block that is told in six weeks, and the cells it adds up."""
    ledger = school.ledger()
    since = dict.fromkeys(places(EVERYBODY), 0)
    found = []
    for week in range(1, WEEKS + 1):
        for block in school.close(ledger, BEGINS + week * WEEK):
            cells = frozenset((one, number) for one in places(block.grades) for number in range(since[one], week))
            found.append((block, cells))
            since |= dict.fromkeys(places(block.grades), week)
    return found


def published(blocks: list[tuple[Block, Sum]], pupils: dict[int, int]) -> set[Sum]:
    """What all pages and files of all weeks tell: read from the file's own words, each block's count made a bit of its own."""
    sums: set[Sum] = set()
    for week in range(1, WEEKS + 1):
        day = BEGINS + week * WEEK
        until = [
            Told(1, measure, block.grades, block.to_on, 1 << number, None)
            for number, (block, _) in enumerate(blocks)
            for measure in MEASURES
            if block.to_on <= day
        ]
        for row in sheet(SchoolTold(until, pupils).rows())[1:]:
            for text in row[2:]:
                digits = text.partition(" af ")[0].replace(".", "")
                if digits.isdigit():
                    bits = int(digits)
                    cells = [cells for number, (_, cells) in enumerate(blocks) if bits >> number & 1]
                    sums.add(frozenset().union(*cells))
    return sums


def derivable(known: Iterable[Sum], secrets: Iterable[Sum]) -> list[Sum]:
    """The secrets that some combination of what is known amounts to."""
    basis: dict[Atom, dict[Atom, int]] = {}
    for each in known:
        row = _reduced(dict.fromkeys(each, 1), basis)
        if row:
            pivot = min(row)
            inverse = pow(row[pivot], -1, PRIME)
            basis[pivot] = {atom: value * inverse % PRIME for atom, value in row.items()}
    return [secret for secret in secrets if not _reduced(dict.fromkeys(secret, 1), basis)]


def _reduced(row: dict[Atom, int], basis: dict[Atom, dict[Atom, int]]) -> dict[Atom, int]:
    waiting = True
    while waiting:
        waiting = False
        for atom in sorted(row):
            if atom in basis:
                times = row[atom]
                for other, value in basis[atom].items():
                    row[other] = (row.get(other, 0) - times * value) % PRIME
                    if not row[other]:
                        del row[other]
                waiting = True
                break
    return row
