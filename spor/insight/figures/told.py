"""What has been told of the schools until a day: whole blocks, over the limit, in the rows of a table.

Every number that leaves Spor about a school is made here, for the screen and for the file alike: a sum of whole blocks (see limits).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.insight.limits import EVERYBODY, NO_GRADE, PHASES, place
from spor.insight.models import Figure, Intake
from spor.ui.moments import number

MEASURES = ("forloeb", "feedback", "talks", "shared")
OF_ALL = ("talks", "shared")  # the page says «af 84»: all pupils


@dataclass(frozen=True, slots=True)
class Told:
    """A block as it is read."""

    school: int
    measure: str
    grades: int
    told_on: dt.date
    count: int
    rest: int | None


@dataclass(frozen=True)
class Cell:
    """A number, or nothing that may be shown. `of` is what it is a part of, where that is known."""

    count: int | None = None
    of: int | None = None

    @property
    def text(self) -> str:
        """The words of the cell, the same on the screen and in the file."""
        if self.count is None:
            return _("For få til at vise")
        if self.of is None:
            return number(self.count)
        return _("%(count)s af %(of)s") % {"count": number(self.count), "of": number(self.of)}

    @property
    def is_hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class Row:
    """A klassetrin, a fase, or the school. `level` is which."""

    label: str
    level: str
    pupils: Cell
    cells: dict[str, Cell]

    @property
    def texts(self) -> list[str]:
        return [self.label, self.pupils.text, *(self.cells[measure].text for measure in MEASURES)]


@dataclass(frozen=True)
class SchoolTold:
    """What has been told of one school: its blocks, and how many pupils each place had when the year was first counted."""

    blocks: Sequence[Told] = ()
    pupils: dict[int, int] = field(default_factory=dict)

    def cell(self, measure: str, grades: int) -> Cell:
        """The sum of the blocks that lie wholly within `grades`."""
        inside = [block for block in self.of(measure) if not block.grades & ~grades]
        if not inside:
            return Cell()
        count = sum(block.count for block in inside)
        if measure in OF_ALL:
            return Cell(count, self._pupils(grades))
        rest = [block.rest for block in inside if block.rest is not None]
        return Cell(count, count + sum(rest) if rest else None)

    def of(self, measure: str) -> list[Told]:
        return [block for block in self.blocks if block.measure == measure]

    def row(self, label: str, level: str, grades: int) -> Row:
        cells = {measure: self.cell(measure, grades) for measure in MEASURES}
        return Row(label, level, Cell(self._pupils(grades)), cells)

    def _pupils(self, grades: int) -> int | None:
        """None where a klassetrin has so few that its number is not told, and where there is none."""
        return sum(count for one, count in self.pupils.items() if one & grades) or None

    def rows(self) -> list[Row]:
        """The school, then each fase with its klassetrin; a fase of one klassetrin is that klassetrin."""
        found = [self.row(_("Hele skolen"), "school", EVERYBODY)]
        for phase in PHASES:
            there = [one for one in sorted(self.pupils) if one & phase]
            if len(there) > 1:
                found.append(self.row(_phase_words(phase), "phase", phase))
            found += [self.row(grade_words(one), "grade", one) for one in there]
        return found


def told(
    actor: Actor, *, year: int, day: dt.date, action: str = "read", school: int | None = None
) -> dict[int, SchoolTold]:
    """School id → what may be told of it until `day`, of the schools whose figures the actor may see. Two queries."""
    figures = guard.visible(actor, Figure, action).filter(school_year=year, told_on__lte=day)
    intakes = guard.visible(actor, Intake, action).filter(school_year=year)
    if school is not None:
        figures, intakes = figures.filter(school=school), intakes.filter(school=school)
    blocks = defaultdict(list)
    for row in figures.values_list("school", "measure", "grades", "told_on", "count", "rest"):
        blocks[row[0]].append(Told(*row))
    pupils: dict[int, dict[int, int]] = defaultdict(dict)
    for there, grade, count in intakes.values_list("school", "grade", "pupils"):
        pupils[there][place(grade)] = count
    return {one: SchoolTold(blocks.get(one, []), pupils.get(one, {})) for one in {*blocks, *pupils}}


def grade_words(grades: int) -> str:
    """«5. klasse»."""
    grade = grades.bit_length() - 1
    return _("Uden klassetrin") if grade == NO_GRADE else _("%(grade)s. klasse") % {"grade": grade}


def _phase_words(phase: int) -> str:
    return {
        PHASES[0]: _("Indskolingen"),
        PHASES[1]: _("Mellemtrinnet"),
        PHASES[2]: _("Udskolingen"),
        PHASES[3]: _("Uden klassetrin"),
    }[phase]


def headings() -> list[str]:
    """The heads of the columns, as `Row.texts` fills them."""
    return [
        "",
        _("Elever"),
        _("Forløb taget i brug"),
        _("Feedback inden for 14 dage"),
        _("Samtaler holdt"),
        _("Meddelelsesbøger delt"),
    ]


def sheet(rows: Iterable[Row]) -> list[list[str]]:
    """The table as a file has it: the screen's words, cell by cell."""
    return [headings(), *(row.texts for row in rows)]
