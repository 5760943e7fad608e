"""The small-cell rule (decisions 0019 and 0034): what of a school's counts may be told, and when.

Each thing that is counted lies in one cell: a klassetrin and a week. The cells of a school year are laid together into *blocks*, and only
a whole block's count is ever told. A block is big enough by itself, on both sides of what it says, so whatever is added to or taken from
what was told (year groups from the school, one week from another, the screen from the file) is made of whole blocks again.
What is not big enough yet waits, and is told together with what comes later or with its neighbours: year group, then fase, then school.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from spor.base.counted import Counted

NO_GRADE = 11  # the place of classes without a klassetrin
PHASES = (0b1111, 0b1110000, 0b11110000000, 1 << NO_GRADE)  # 0.–3., 4.–6., 7.–10. klasse; classes without klassetrin
EVERYBODY = (1 << (NO_GRADE + 1)) - 1


@dataclass(frozen=True, slots=True)
class Behind:
    """How many different pupils and staff stand behind a count, and behind what it leaves. None: it leaves nothing that can be known."""

    pupils: int
    staff: int
    rest_pupils: int | None = None
    rest_staff: int | None = None


def may_be_told(behind: Behind) -> bool:
    """THE limit: at least five pupils and three staff behind the count, and behind its rest."""
    pupils, staff = settings.SMALL_CELL, settings.SMALL_STAFF
    enough = behind.pupils >= pupils and behind.staff >= staff
    if behind.rest_pupils is None:
        return enough
    return enough and behind.rest_pupils >= pupils and (behind.rest_staff or 0) >= staff


def place(grade: int | None) -> int:
    """A klassetrin's place in a block's `grades`."""
    return 1 << (NO_GRADE if grade is None else grade)


def places(grades: int) -> list[int]:
    """The single places of `grades`."""
    return [1 << number for number in range(NO_GRADE + 1) if grades >> number & 1]


@dataclass(frozen=True, slots=True)
class Block:
    """What is told: `count` things of these klassetrin, from where the last block of each ended until `to_on`; `rest` is what it leaves.

    `grades` has a bit a klassetrin (`place`).
    """

    grades: int
    to_on: dt.date
    count: int
    rest: int | None
    behind: Behind


@dataclass
class Ledger:
    """One figure of one school through a school year: what has been told, and from where each klassetrin waits.

    flow      what happened, in any order; for a figure with a rest of its own («afleveringer uden svar») the rest is among it
    has_rest  whether the figure leaves anything: forløb begun leave nothing
    pupils    how many pupils each place had when the year was first counted: what «af 84» says; none for figures that name no such number
    """

    begins_on: dt.date
    flow: Sequence[Counted]
    has_rest: bool = True
    pupils: Mapping[int, int] = field(default_factory=dict)
    told: list[Block] = field(default_factory=list)

    def close(self, to_on: dt.date, left_out: Sequence[Counted] | None = None) -> list[Block]:
        """Close the week that ends before `to_on`, and tell what is now big enough. Weeks are closed in order, each once.

        left_out   for a figure that says how many have got there so far («delt»): those who have not by then
        """
        waiting = self._waiting(to_on)
        rest = [each for each in waiting if not each.holds] if left_out is None else left_out
        new: list[Block] = []
        left = EVERYBODY
        for wider in (list(map(place, [*range(NO_GRADE), None])), PHASES, (EVERYBODY,)):
            for grades in wider:
                block = self._block(grades & left, waiting, rest, to_on)
                if block is not None:
                    new.append(block)
                    self.told.append(block)
                    left &= ~block.grades
        return new

    def _waiting(self, to_on: dt.date) -> list[Counted]:
        """What happened since its klassetrin was last told."""
        since = dict.fromkeys(places(EVERYBODY), self.begins_on)
        for block in self.told:
            for one in places(block.grades):
                since[one] = max(since[one], block.to_on)
        return [each for each in self.flow if since[place(each.grade)] <= each.on < to_on]

    def _block(self, grades: int, waiting: Iterable[Counted], rest: Iterable[Counted], to_on: dt.date) -> Block | None:
        held = [each for each in waiting if each.holds and place(each.grade) & grades]
        if not held:
            return None
        left = [each for each in rest if place(each.grade) & grades]
        around = _around(left) if self.has_rest else (None, None)
        behind = Behind(*_around(held), *around)
        count = _things(held)
        if not may_be_told(behind) or not self._leaves_enough(grades, count):
            return None
        return Block(grades, to_on, count, _things(left) if self.has_rest else None, behind)

    def _leaves_enough(self, grades: int, count: int) -> bool:
        """Where the page says «af 84»: the 84, less all that was told, is no small number either, for the block and all around it."""
        if not self.pupils:
            return True
        wider = [grades, EVERYBODY, *(phase for phase in PHASES if phase & grades)]
        return all(
            sum(self.pupils.get(one, 0) for one in places(around))
            - sum(block.count for block in self.told if block.grades & around)
            - count
            >= settings.SMALL_CELL
            for around in wider
        )


def _around(things: Collection[Counted]) -> tuple[int, int]:
    """Different pupils, different staff."""
    staff: set[int] = set()
    for each in things:
        staff |= each.staff
    return len({each.pupil for each in things}), len(staff)


def _things(things: Iterable[Counted]) -> int:
    return len({each.thing for each in things})
