"""All schools of the municipality, by name. No sums over schools, no order but the alphabet's: nothing here can be read as a ranking."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import danish
from spor.insight.figures.told import MEASURES, Cell, SchoolTold, headings, told
from spor.insight.figures.weeks import Period, period
from spor.insight.figures.words import Explained, explained, limit_words
from spor.insight.limits import EVERYBODY
from spor.insight.models import Rollout
from spor.people.models import School


@dataclass(frozen=True)
class SchoolLine:
    """A school in the list. `begins_on` is the day it begins where that is to come; then it has no figures."""

    school: School
    pupils: Cell
    cells: tuple[Cell, ...]
    begins_on: dt.date | None = None

    @property
    def texts(self) -> list[str]:
        return [self.school.name, self.pupils.text, *(cell.text for cell in self.cells)]

    @property
    def named(self) -> list[tuple[str, Cell]]:
        return list(zip(headings()[2:], self.cells, strict=True))


@dataclass(frozen=True)
class CityPage:
    period: Period | None
    lines: tuple[SchoolLine, ...]
    can_export: bool = False

    @property
    def heads(self) -> list[str]:
        return headings()[1:]

    @property
    def explained(self) -> list[Explained]:
        return explained()

    @property
    def limit(self) -> str:
        return limit_words()


def city_page(actor: Actor, week: str = "", action: str = "read") -> CityPage:
    """The schools whose figures the actor may see, until the asked closed week. Five queries, however many; 404 where there are none."""
    right = "export" if action == "export" else "figures"
    if guard.rule(actor, School, right) is None:
        raise Http404
    schools = list(guard.visible(actor, School, right).order_by(danish("name")))
    begins = dict(guard.visible(actor, Rollout).values_list("school", "starts_on"))
    until = period(actor.today, week)
    found = told(actor, year=until.year, day=until.day, action=action) if until else {}
    lines = [
        _line(school, found.get(school.pk, SchoolTold()), begins.get(school.pk), actor.today) for school in schools
    ]
    return CityPage(until, tuple(lines), can_export=guard.rule(actor, School, "export") is not None)


def _line(school: School, of_it: SchoolTold, begins: dt.date | None, today: dt.date) -> SchoolLine:
    row = of_it.row("", "school", EVERYBODY)
    cells = tuple(row.cells[measure] for measure in MEASURES)
    return SchoolLine(school, row.pupils, cells, begins if begins and begins > today else None)


def city_sheet(actor: Actor, week: str = "") -> tuple[Period | None, list[list[str]]]:
    """The same table as a file, cell by cell."""
    page = city_page(actor, week, action="export")
    heads = headings()
    return page.period, [["Skole", *heads[1:]], *(line.texts for line in page.lines)]
