"""The year of a class: the sum of its subjects, each owned and shared by its teacher; ideas are dashed."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby

from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as date_format

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import key
from spor.base.schoolyear import OfOneYear, Week, school_year, week_of, weeks_between, year_starts
from spor.curriculum.models import Subject
from spor.people.models import Group
from spor.teaching.holidays import DAY
from spor.teaching.lanes import Bar, Lane, lay
from spor.teaching.models import Assignment, Idea, Lesson, Run, YearShare
from spor.teaching.queries.areas import NotMet, not_met
from spor.teaching.queries.calendar import Calendar, calendar
from spor.teaching.queries.owners import owned


@dataclass(frozen=True)
class SubjectYear:
    """One subject's year in the class. `share` is the row that opened it to pupils and homes; `subject` is None for forløb of none."""

    subject: Subject | None
    lanes: list[Lane]
    bars: list[Bar]
    share: YearShare | None
    can_write: bool

    @property
    def now(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.state == "on"]

    @property
    def next(self) -> Bar | None:
        """What comes after what is on now."""
        return next((bar for bar in self.bars if bar.state in ("", "draft")), None)


@dataclass(frozen=True)
class YearPage(OfOneYear):
    """`opened` is the bar being moved, if any; `not_met` is what the class has not met yet, for its teachers."""

    group: Group
    year: int
    this_year: int
    now: Week
    weeks: list[Week]
    subjects: list[SubjectYear]
    is_open: bool
    can_teach: bool = False
    opened: Bar | None = None
    adding: str = ""
    can_lay_across: bool = False
    not_met: list[NotMet] = field(default_factory=list)

    @property
    def months(self) -> list[tuple[str, int]]:
        """«aug», and how many weeks have their Thursday in it."""
        days = [dt.date.fromisocalendar(week.year, week.number, 4) for week in self.weeks]
        rows = groupby(days, key=lambda day: (day.year, day.month))
        return [(date_format(dt.date(*month, 1), "F")[:3], len(list(own))) for month, own in rows]

    @property
    def own(self) -> list[SubjectYear]:
        """The subjects whose year the reader owns, and for whoever leads the class what belongs to no subject."""
        return [row for row in self.subjects if row.can_write]

    @property
    def own_subjects(self) -> list[Subject]:
        return [row.subject for row in self.own if row.subject]

    @property
    def lays(self) -> str:
        """What the form of a new idea begins with: the code of a subject of one's own, else «paa-tvaers»; "" for whoever lays none."""
        own = [subject.code for subject in self.own_subjects]
        return own[0] if own else "paa-tvaers" if self.can_lay_across else ""

    @property
    def is_empty(self) -> bool:
        return not any(row.bars for row in self.subjects)

    @property
    def is_mine_empty(self) -> bool:
        """Whether none of the reader's own subjects has anything: the time to fetch last year's plan."""
        return bool(self.own_subjects) and not any(row.bars for row in self.own)


def year_page(actor: Actor, code: str, year: int, opened: str = "", adding: str = "") -> YearPage:
    """The year of the class with this code. 404 for whoever has nothing to do with it. Fifteen queries, however many forløb."""
    group = guard.get_or_404(actor, Group, code, also=["teach"], rows=Group.objects.select_related("school"))
    if not 2000 <= year < 2100:
        raise Http404
    from_on, to_on = year_starts(year), year_starts(year + 1)
    off = calendar(actor, [group.school_id], from_on, to_on)
    free = {week for week in weeks_between(from_on, to_on) if not off.school_days(group.school_id, week.monday)}
    bars = bars_of(actor, group, from_on, to_on)
    subjects = _subjects(actor, group, bars)
    own = owned(actor, group, {pk for pk in subjects if pk})
    rows = guard.visible(actor, YearShare).filter(group=group, from_on=from_on, ended_at=None).select_related("by")
    shares: dict[int | None, YearShare] = {share.subject_id: share for share in rows}
    weeks = _shown(from_on, to_on, free, off, group)
    plans = [
        SubjectYear(
            subject,
            lay(bars.get(pk, []), weeks, free),
            bars.get(pk, []),
            shares.get(pk),
            pk in own,
        )
        for pk, subject in subjects.items()
    ]
    return YearPage(
        group,
        year,
        school_year(actor.today),
        week_of(actor.today),
        weeks,
        plans,
        is_open=vars(group)["can_teach"] or bool(bars),
        can_teach=vars(group)["can_teach"],
        opened=next((bar for each in bars.values() for bar in each if bar.code == opened and bar.can_move), None),
        adding=adding,
        can_lay_across=None in own,
        not_met=not_met(actor, group, [each for each in subjects.values() if each], year)
        if vars(group)["can_teach"]
        else [],
    )


def bars_of(actor: Actor, group: Group, from_on: dt.date, to_on: dt.date) -> dict[int | None, list[Bar]]:
    """Subject id → the forløb of the period that the actor may see in the plan, in order. Three queries."""
    found: dict[int | None, list[tuple[Subject | None, Bar]]] = {}
    inside = {"group": group, "starts_on__lt": to_on, "ends_on__gt": from_on}
    runs = guard.visible(actor, Run, thing="year_plan").filter(**inside).select_related("edition", "subject")
    ideas = guard.visible(actor, Idea).filter(**inside, removed_at=None).select_related("subject")
    due = _due(actor, group, from_on, to_on)
    for row in guard.with_cans(actor, runs, ["write"], thing="year_plan"):
        address = reverse("run", args=[row.code]) if row.visible_from_on <= actor.today else ""
        bar = Bar(
            row.code,
            str(row),
            row.starts_on,
            row.ends_on,
            False,
            address,
            _state(row, actor.today),
            vars(row)["can_write"],
            tuple(due.get(row.pk, [])),
        )
        found.setdefault(row.subject_id, []).append((row.subject, bar))
    for idea in guard.with_cans(actor, ideas, ["write"]):
        can_move, has_forloeb = vars(idea)["can_write"], idea.forloeb_id is not None
        bar = Bar(
            idea.code,
            idea.title,
            idea.starts_on,
            idea.ends_on,
            True,
            state="draft",
            can_move=can_move,
            forloeb=has_forloeb,
        )
        found.setdefault(idea.subject_id, []).append((idea.subject, bar))
    return {
        pk: sorted((bar for _subject, bar in rows), key=lambda bar: (bar.starts_on, bar.ends_on))
        for pk, rows in found.items()
    }


def _due(actor: Actor, group: Group, from_on: dt.date, to_on: dt.date) -> dict[int, list[tuple[str, dt.date]]]:
    """Run id → what is handed in, and when, of the assignments the actor may see. One query."""
    rows = guard.visible(actor, Assignment).filter(run__group=group, removed_at=None, due_on__gte=from_on)
    found: dict[int, list[tuple[str, dt.date]]] = {}
    rows = rows.filter(due_on__lt=to_on).order_by("due_on", "id")
    for run, title, day in rows.values_list("run", "version__title", "due_on"):
        if day is not None:
            found.setdefault(run, []).append((title, day))
    return found


def _state(run: Run, today: dt.date) -> str:
    if run.ends_on <= today:
        return "done"
    return "on" if run.starts_on <= today else ""


def _subjects(actor: Actor, group: Group, bars: dict[int | None, list[Bar]]) -> dict[int | None, Subject | None]:
    """The subjects of the class's year: those with a forløb, those of the timetable, and those the actor teaches it. Two queries."""
    lessons = guard.visible(actor, Lesson).filter(group=group).values_list("subject", flat=True)
    known = actor.relations
    mine = {subject for subject, groups in known.subject_groups.items() if group.pk in groups}
    timed = set(lessons) if guard.can(actor, "teach", group) else set()
    ids = {pk for pk in {*bars, *timed, *mine} if pk}
    found: dict[int | None, Subject | None] = {
        subject.pk: subject for subject in sorted(Subject.objects.filter(pk__in=ids), key=lambda each: key(each.name))
    }
    return found | ({None: None} if None in bars else {})


def _shown(from_on: dt.date, to_on: dt.date, free: set[Week], off: Calendar, group: Group) -> list[Week]:
    """The weeks from the first with school to the last."""
    weeks = [week for week in weeks_between(from_on, to_on) if from_on <= week.monday + 3 * DAY < to_on]
    at = [number for number, week in enumerate(weeks) if week not in free]
    return weeks[at[0] : at[-1] + 1] if at else weeks
