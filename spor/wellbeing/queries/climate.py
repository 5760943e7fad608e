"""A class's climate, closed week by closed week, for its team and its leader. No name, no single child, no line that rises or falls."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.schoolyear import Week, week_of
from spor.people.models import Group
from spor.wellbeing import scales
from spor.wellbeing.models import ClimateCell, ClimateWeek, Scale

WEEKS = 8
_BEST_FIRST = {answer.value: place for place, answer in enumerate(scales.answers(Scale.YOUNG))}


@dataclass(frozen=True)
class Cell:
    """«Rigtig godt» or «Godt til Ked af det». `icons` are the faces of its ends."""

    label: str
    icons: list[str]
    count: int


@dataclass(frozen=True)
class WeekLine:
    """A closed week. No cells: too few said anything, or it cannot be shown without pointing at somebody."""

    week: Week
    cells: list[Cell] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class ScaleLines:
    """The weeks on one scale; `label` only where the class has two."""

    label: str
    lines: list[WeekLine]


@dataclass(frozen=True)
class ClimatePage:
    group: Group
    scales: list[ScaleLines]


def climate_page(actor: Actor, code: str) -> ClimatePage:
    """`/klasser/<code>/trivsel/`. Three queries, however many weeks."""
    rows = Group.objects.select_related("school")
    group = guard.get_or_404(actor, Group, code, "climate", rows=rows)
    asked = closed_weeks(week_of(actor.today), WEEKS)
    cells = Prefetch("cells", ClimateCell.objects.all())
    shown = guard.visible(actor, ClimateWeek).filter(group=group).prefetch_related(cells)
    by_scale: dict[str, dict[tuple[int, int], ClimateWeek]] = {}
    for each in shown:
        by_scale.setdefault(each.scale, {})[each.year, each.week] = each
    names = [scale for scale in Scale.values if scale in by_scale] or [scales.scale_for(group.grade)]
    both = len(names) > 1
    return ClimatePage(group, [_scale(name, asked, by_scale.get(name, {}), both) for name in names])


def closed_weeks(now: Week, count: int) -> list[Week]:
    """The `count` weeks before this one, newest first."""
    monday = now.monday.toordinal()
    return [week_of(now.monday.fromordinal(monday - 7 * back)) for back in range(1, count + 1)]


def _scale(name: str, asked: list[Week], found: dict[tuple[int, int], ClimateWeek], both: bool) -> ScaleLines:
    label = str(Scale(name).label) if both else ""
    lines = [_week(name, week, found.get((week.year, week.number))) for week in asked]
    while len(lines) > 1 and not lines[-1].cells:  # what lies before the first that is shown
        lines.pop()
    return ScaleLines(label, lines)


def _week(scale: str, week: Week, row: ClimateWeek | None) -> WeekLine:
    cells = sorted(row.cells.all(), key=lambda cell: _BEST_FIRST[cell.best]) if row else []
    return WeekLine(week, [_cell(scale, cell) for cell in cells])


def _cell(scale: str, cell: ClimateCell) -> Cell:
    best, worst = scales.answer(scale, cell.best), scales.answer(scale, cell.worst)
    if best == worst:
        return Cell(best.label, [best.icon], cell.count)
    label = _("%(best)s til %(worst)s") % {"best": best.label, "worst": worst.label.lower()}
    return Cell(label, [best.icon, worst.icon], cell.count)
