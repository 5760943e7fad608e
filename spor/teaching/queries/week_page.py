"""A week as a page: the reader's own classes and children, or one class; the same page for everybody, what one may do by `can_*`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.base.collate import danish
from spor.base.schoolyear import Week, week_of
from spor.curriculum.models import Subject
from spor.people.models import Group, Membership, Person, live
from spor.teaching.holidays import DAY
from spor.teaching.models import Lesson, WeekShare, WeekWords
from spor.teaching.queries.calendar import Calendar
from spor.teaching.queries.week import WEEK, lines_of, readable, week_calendar, week_name
from spor.teaching.queries.week_line import WeekLine, draft_thing
from spor.ui.moments import long_day

NEW = "ny"


@dataclass(frozen=True)
class Day:
    """A day of a class's week. `free` is why there is no school, "" on a school day."""

    on: dt.date
    lines: list[WeekLine]
    free: str
    is_today: bool

    @property
    def name(self) -> str:
        """«Mandag den 23. november»."""
        return long_day(self.on).capitalize()


@dataclass(frozen=True)
class Part:
    """One class of the page. `child` is whose week it is to a guardian. `share` is the row that opened the week to pupils and homes.

    is_open   whether this reader may read the week
    opened    anchor of the line whose words are being changed, "ny" for a new one, "" for none
    """

    group: Group
    child: Person | None
    days: list[Day]
    whole: list[WeekLine]
    share: WeekShare | None
    is_open: bool
    has_timetable: bool
    can_write: bool = False
    can_share: bool = False
    opened: str = ""

    @property
    def title(self) -> str:
        return f"{self.child.first_name} · {self.group.name}" if self.child else self.group.name

    @property
    def is_empty(self) -> bool:
        return not self.whole and not any(day.lines for day in self.days)

    @property
    def lines(self) -> list[WeekLine]:
        return [*self.whole, *(line for day in self.days for line in day.lines)]


@dataclass(frozen=True)
class WeekPage:
    """The week of each class or child. `subjects` are those a new line may be about, where one is being written."""

    monday: dt.date
    today: dt.date
    parts: list[Part] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)

    @property
    def week(self) -> Week:
        return week_of(self.monday)

    @property
    def previous(self) -> Week:
        return week_of(self.monday - WEEK)

    @property
    def next(self) -> Week:
        return week_of(self.monday + WEEK)

    @property
    def name(self) -> str:
        return week_name(self.monday)

    @property
    def span(self) -> str:
        """«30. november – 4. december»."""
        friday = self.monday + 4 * DAY
        first, last = long_day(self.monday).partition(" den ")[2], long_day(friday).partition(" den ")[2]
        return f"{first} – {last}"

    @property
    def is_this_week(self) -> bool:
        return self.monday <= self.today < self.monday + WEEK

    @property
    def open_line(self) -> WeekLine | None:
        """The line whose words are being changed, if the reader may."""
        parts = [part for part in self.parts if part.can_write and part.opened]
        return next((line for part in parts for line in part.lines if line.anchor == part.opened), None)

    @property
    def can_write(self) -> bool:
        return any(part.can_write for part in self.parts)

    @property
    def unshared(self) -> list[Part]:
        """Those the reader could share at once."""
        return [part for part in self.parts if part.can_share and part.share is None]


def monday_of(year: int, number: int) -> dt.date:
    """The Monday of an ISO week; 404 for a week the year does not have."""
    try:
        return Week(year, number).monday
    except ValueError as none:
        raise Http404 from none


def this_monday(today: dt.date) -> dt.date:
    """The week one means on `today`: on Saturday and Sunday the coming one."""
    return week_of(today + 2 * DAY if today.weekday() >= 5 else today).monday


def own_week(actor: Actor, monday: dt.date, opened: str = "") -> WeekPage:
    """The week of all the reader teaches, is a pupil in, or has a child in. Thirteen queries, however many classes."""
    known = actor.relations
    taught = guard.visible(actor, Group, "teach") | guard.visible(actor, Group).filter(
        pk__in=known.groups_of("cover") | known.groups_of("member")
    )
    groups = list(taught.distinct().select_related("school").order_by(danish("name")))
    asked: list[tuple[Group, Person | None]] = [(group, None) for group in groups]
    asked += _children(actor)
    parts = _parts(actor, asked, monday, opened)
    shown = [part for part in parts if part.group.kind == Group.Kind.MAIN or not part.is_empty]
    shown.sort(key=lambda part: (part.child is not None, part.group.kind != Group.Kind.MAIN))
    return WeekPage(monday, actor.today, shown, _subjects(shown))


def group_week(actor: Actor, code: str, monday: dt.date, opened: str = "") -> WeekPage:
    """The week of one class. 404 for whoever has nothing to do with it."""
    group = guard.get_or_404(actor, Group, code, rows=Group.objects.select_related("school"))
    parts = _parts(actor, [(group, None)], monday, opened)
    return WeekPage(monday, actor.today, parts, _subjects(parts))


def line_of(actor: Actor, code: str, monday: dt.date, anchor: str) -> WeekLine:
    """The line a form is about, for whoever writes the class's plan. 404 when the week has none such."""
    rows = Group.objects.select_related("school")
    group = guard.get_or_404(actor, Group, code, "write", thing="week_plan", rows=rows)
    lines = lines_of(actor, [group], monday, week_calendar(actor, [group], monday))
    found = next((line for line in lines if line.anchor == anchor), None)
    if found is None:
        raise Http404
    return found


def _children(actor: Actor) -> list[tuple[Group, Person | None]]:
    """Each child with each of its groups, eldest child first. One query; none for whoever has no children here."""
    ids = actor.relations.pupils_of("guardian")
    if not ids:
        return []
    rows = Membership.objects.filter(
        live(actor.today), person__in=guard.visible(actor, Person).filter(pk__in=ids), role=Membership.Role.PUPIL
    )
    found = rows.select_related("person", "group__school").order_by("person__born_on", "person", "group__name")
    return [(row.group, row.person) for row in found]


def _parts(actor: Actor, asked: list[tuple[Group, Person | None]], monday: dt.date, opened: str) -> list[Part]:
    groups = list({group.pk: group for group, _child in asked}.values())
    ids = [group.pk for group in groups]
    open_to = readable(actor, groups, monday)
    off = week_calendar(actor, groups, monday)
    lines = lines_of(actor, [group for group in groups if group.pk in open_to], monday, off)
    shares = guard.visible(actor, WeekShare).filter(group__in=ids, monday_on=monday, ended_at=None).select_related("by")
    by_group = {share.group_id: share for share in shares}
    cans = guard.with_cans(actor, Group.objects.filter(pk__in=ids), ["write", "share"], thing="week_plan")
    may = {group.pk: (vars(group)["can_write"], vars(group)["can_share"]) for group in cans}
    timed = set(guard.visible(actor, Lesson).filter(live(monday), group__in=ids).values_list("group", flat=True))
    found = []
    for group, child in asked:
        own = [line for line in lines if line.group.pk == group.pk]
        part = Part(
            group,
            child,
            _days(group, own, off, monday, actor.today),
            [line for line in own if line.is_whole_week],
            by_group.get(group.pk),
            group.pk in open_to,
            group.pk in timed,
            child is None and may[group.pk][0],
            child is None and may[group.pk][1],
            opened.removeprefix(f"{group.code}.") if opened.startswith(f"{group.code}.") and child is None else "",
        )
        found.append(part)
    return found


def _days(group: Group, lines: list[WeekLine], off: Calendar, monday: dt.date, today: dt.date) -> list[Day]:
    """Monday to Friday, and a Saturday or Sunday on which there is something."""
    days = []
    for number in range(7):
        on = monday + number * DAY
        own = [line for line in lines if line.day == on and not line.is_whole_week]
        if number < 5 or own:
            days.append(Day(on, own, off.free(group.school_id, on), on == today))
    return days


def _subjects(parts: Iterable[Part]) -> list[Subject]:
    """What a new line may be about, when one is being written: the subjects of the ordinary school. One query."""
    if not any(part.can_write and part.opened == NEW for part in parts):
        return []
    kinds = (Subject.Kind.SUBJECT, Subject.Kind.CLASS_TIME, Subject.Kind.KINDERGARTEN)
    return list(Subject.objects.filter(kind__in=kinds).order_by(danish("name")))


def words_of(actor: Actor, code: str, monday: dt.date, words: str) -> WeekWords:
    """A row of words of this class and week, for whoever writes its plan."""
    group = guard.get_or_404(actor, Group, code, "write", thing="week_plan")
    found = guard.visible(actor, WeekWords).filter(group=group, monday_on=monday, code=words).first()
    if found is None:
        raise Http404
    return found


def typed(actor: Actor, page: WeekPage) -> dict[str, str]:
    """What stands in the fields of the line that is open: what the reader was typing, else the line's own words. One query."""
    part = next(part for part in page.parts if part.can_write and part.opened)
    begun = drafts.texts_for(actor, thing=draft_thing(page.monday), code=part.group.code)
    line = page.open_line
    there = {"what": line.what, "bring": line.bring} if line else {"what": "", "bring": ""}
    return {name: begun.get(f"{part.opened}_{name}", words) for name, words in there.items()}
