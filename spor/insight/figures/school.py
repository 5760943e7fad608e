"""A school's figures on one page, for its leader, the consultant and whoever runs the register."""

from dataclasses import dataclass, field

from spor.access import guard
from spor.access.actor import Actor
from spor.access.figures import classes_without_lead
from spor.base.collate import danish
from spor.insight.figures.areas import Areas, Span, untouched
from spor.insight.figures.sentences import Sentence, sentences
from spor.insight.figures.told import MEASURES, Cell, Row, SchoolTold, grade_words, headings, sheet, told
from spor.insight.figures.trend import Trend, feedback_trend
from spor.insight.figures.weeks import Period, period
from spor.insight.figures.words import Explained, explained, limit_words
from spor.insight.limits import EVERYBODY, place
from spor.people.models import Group, School, live
from spor.ui.moments import number


@dataclass(frozen=True)
class Big:
    """A number of the whole school, as the page opens with it."""

    cell: Cell
    explained: Explained
    trend: Trend | None = None

    @property
    def n(self) -> str:
        return "" if self.cell.count is None else number(self.cell.count)

    @property
    def of(self) -> str:
        return "" if self.cell.of is None else number(self.cell.of)


@dataclass(frozen=True)
class Classes:
    """The classes of one klassetrin, for whoever runs the school: the way to each class's page."""

    label: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class SchoolPage:
    """`period` is None before the first week of the year is closed; then the rest is empty."""

    school: School
    period: Period | None
    told: SchoolTold = field(default_factory=SchoolTold)
    spans: tuple[Span, ...] = ()
    trend: Trend = field(default_factory=Trend)
    sentences: tuple[Sentence, ...] = ()
    can_export: bool = False
    classes: tuple["Classes", ...] = ()

    @property
    def untouched(self) -> Areas:
        return Areas(self.spans)

    @property
    def is_empty(self) -> bool:
        """Nothing has been told of the school yet."""
        return not self.told.blocks

    @property
    def pupils(self) -> int:
        return self.told.row("", "", EVERYBODY).pupils.count or 0

    @property
    def rows(self) -> list[Row]:
        return self.told.rows()

    @property
    def lines(self) -> list[tuple[str, str, list[tuple[str, Cell]]]]:
        """Each row of the table: its label, its level, and its cells with the heads of their columns."""
        heads = headings()[1:]
        return [
            (row.label, row.level, list(zip(heads, (row.pupils, *(row.cells[one] for one in MEASURES)), strict=True)))
            for row in self.rows
        ]

    @property
    def heads(self) -> list[str]:
        return headings()[1:]

    @property
    def bigs(self) -> list[Big]:
        whole = self.told.row("", "", EVERYBODY).cells
        return [Big(whole[each.key], each, self.trend if each.key == "feedback" else None) for each in explained()]

    @property
    def limit(self) -> str:
        return limit_words()


def school_page(actor: Actor, code: str, week: str = "") -> SchoolPage:
    """The figures of one school until the asked closed week, or the newest. 404 for whoever may not see them. At most nine queries."""
    return page_of(actor, guard.get_or_404(actor, School, code, "figures"), week)


def classes_by_grade(actor: Actor, school: School) -> list[Classes]:
    """The classes of a school that the actor runs, by klassetrin. One query; none for others."""
    known = actor.relations
    if school.pk not in known.schools_of("leader") | known.schools_of("secretary"):
        return []
    rows = guard.visible(actor, Group).filter(live(actor.today), school=school, kind=Group.Kind.MAIN)
    found: dict[str, list[Group]] = {}
    for group in rows.order_by("grade", danish("name")):
        found.setdefault(grade_words(place(group.grade)), []).append(group)
    return [Classes(label, tuple(groups)) for label, groups in found.items()]


def _without_lead(actor: Actor, school: School) -> list[str]:
    """Only for whoever can do something about it."""
    may = school.pk in actor.relations.schools_of("leader") and actor.mfa
    return classes_without_lead(school.pk, actor.today) if may else []


def page_of(actor: Actor, school: School, week: str = "") -> SchoolPage:
    """As `school_page`, of a school that is the actor's to see."""
    until = period(actor.today, week)
    if until is None:
        return SchoolPage(school, None)
    found = told(actor, year=until.year, day=until.day, school=school.pk).get(school.pk, SchoolTold())
    spans = untouched(actor, school, year=until.year, day=until.day, pupils=found.pupils)
    trend = feedback_trend(found, until.day)
    return SchoolPage(
        school,
        until,
        found,
        tuple(spans),
        trend,
        tuple(sentences(found, spans, trend, _without_lead(actor, school))),
        can_export=guard.rule(actor, School, "export") is not None,
        classes=tuple(classes_by_grade(actor, school)),
    )


def school_sheet(actor: Actor, code: str, week: str = "") -> tuple[Period | None, list[list[str]]]:
    """The table of `school_page` as a file, cell by cell; empty rows for whoever may not take figures out."""
    school = guard.get_or_404(actor, School, code, "export")
    until = period(actor.today, week)
    if until is None:
        return None, sheet([])
    found = told(actor, year=until.year, day=until.day, action="export", school=school.pk).get(school.pk)
    return until, sheet(found.rows() if found else [])
