"""What a guardian sees first, for all the children at once: tomorrow, what to ask, what waits, what is new, and the week."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.evidence.queries.homework import Homework, groups_of, homework
from spor.home.queries.asking import Ask, asks
from spor.home.queries.news import News, news
from spor.home.queries.talks import talks_until
from spor.home.queries.waiting import Waits, waiting
from spor.people.models import Group, Person
from spor.plans.wording import possessive
from spor.teaching.holidays import DAY
from spor.teaching.models import Run
from spor.teaching.queries.calendar import calendar
from spor.teaching.queries.runs import runs_in
from spor.teaching.queries.week import WeekLine, week_lines
from spor.ui.moments import day_name, long_day, moment, week

FIRST_WAITS, FIRST_NEWS = 3, 2  # what stands open on a phone; the rest is behind «Se alt»
AHEAD = 70  # days looked through for the next school day: longer than any holiday


@dataclass(frozen=True)
class Remember:
    """Something for the next school day: `is_bring` to take along (husk), `is_talk` to come to, otherwise to hand in."""

    child: Person
    words: str
    about: str
    address: str = ""
    is_bring: bool = False
    is_talk: bool = False

    @property
    def said(self) -> str:
        """«Husk idrætssko», «Aflever «Novelle»»."""
        if self.is_talk:
            return _("Samtale om %(what)s") % {"what": self.words}
        return (_("Husk %(what)s") if self.is_bring else _("Aflever «%(what)s»")) % {"what": self.words}

    @property
    def icon(self) -> str:
        if self.is_talk:
            return "messages-square"
        return "bell" if self.is_bring else "clipboard-list"


@dataclass(frozen=True)
class WeekDay:
    """A day of a child's week: its lines in few words."""

    name: str
    lines: list[WeekLine]
    is_today: bool


@dataclass(frozen=True)
class ChildPart:
    """One child on the page. `days` and `whole_week` are empty while the week is not shared, or says no more than `runs` do."""

    child: Person
    class_name: str
    runs: list[Run]
    days: list[WeekDay] = field(default_factory=list)
    whole_week: list[WeekLine] = field(default_factory=list)

    @property
    def possessive(self) -> str:
        """«Oskars»."""
        return possessive(self.child.first_name)


@dataclass(frozen=True)
class Family:
    """The front page of a home. `on` is the next school day, `week_on` the Monday of the week that is shown."""

    today: dt.date
    on: dt.date
    week_on: dt.date
    remember: list[Remember]
    asks: list[Ask]
    waits: list[Waits]
    news: list[News]
    children: list[ChildPart]

    @property
    def tomorrow(self) -> str:
        """«I morgen», «På mandag»."""
        words = day_name(self.on, self.today)
        return words[:1].upper() + words[1:]

    @property
    def tomorrow_is(self) -> str:
        """«torsdag den 26. november»; "" where `tomorrow` says it already."""
        day = long_day(self.on)
        return "" if day.casefold() == self.tomorrow.casefold() else day

    @property
    def week(self) -> str:
        return week(self.week_on)

    @property
    def asked(self) -> str:
        """«Oskar og Alma»: whom there is something to ask."""
        return get_text_list([ask.child.first_name for ask in self.asks], _("og"))

    @property
    def first_waits(self) -> list[Waits]:
        return self.waits[:FIRST_WAITS]

    @property
    def more_waits(self) -> list[Waits]:
        return self.waits[FIRST_WAITS:]

    @property
    def first_news(self) -> list[News]:
        return self.news[:FIRST_NEWS]

    @property
    def more_news(self) -> list[News]:
        return self.news[FIRST_NEWS:]

    @property
    def is_quiet(self) -> bool:
        return not self.news and not self.waits


def family(actor: Actor, children: list[Person]) -> Family | None:
    """The page's content, None for whoever has no children here. 23 queries at most for any number of children, and the look."""
    if not children:
        return None
    groups = groups_of(actor, [child.pk for child in children])
    on = _next_school_day(actor, groups)
    monday = on - on.weekday() * DAY
    every = {group.pk: group for each in groups.values() for group in each}
    lines = week_lines(actor, groups=every.values(), monday=monday)
    due = homework(actor, groups, on, on + DAY)
    runs = runs_in(actor, actor.today, every)
    own = {pupil: [run for run in runs if run.group in each] for pupil, each in groups.items()}
    return Family(
        today=actor.today,
        on=on,
        week_on=monday,
        remember=_talks(actor, children, on)
        + _remember(children, groups, [line for line in lines if line.bring and _is_for(line, on)], due),
        asks=asks(actor, children, own),
        waits=waiting(actor, children),
        news=news(actor, children),
        children=[
            _part(child, groups.get(child.pk, []), own.get(child.pk, []), lines, monday, actor.today)
            for child in children
        ],
    )


def _next_school_day(actor: Actor, groups: dict[int, list[Group]]) -> dt.date:
    """The first day after today on which one of the children has school."""
    schools = {group.school_id for each in groups.values() for group in each}
    first = actor.today + DAY
    off = calendar(actor, schools, first, first + AHEAD * DAY)
    days = (first + number * DAY for number in range(AHEAD))
    open_days = (day for day in days if any(not off.free(school, day) for school in schools) and day.weekday() < 5)
    return next(open_days, first)


def _says_something(line: WeekLine) -> bool:
    """Something of its own: not merely, for the third time that week, which forløb the class is on."""
    return bool(line.bring or line.hand_in or (line.what and line.what != str(line.run)))


def _is_for(line: WeekLine, day: dt.date) -> bool:
    return line.is_whole_week or line.day == day


def _remember(
    children: list[Person], groups: dict[int, list[Group]], bring: list[WeekLine], due: list[Homework]
) -> list[Remember]:
    found = []
    for child in children:
        own = groups.get(child.pk, [])
        for line in bring:
            if line.group in own:
                about = line.subject.name if line.subject else line.group.name
                found.append(Remember(child, line.bring, about, is_bring=True))
        for each in due:
            if each.pupil == child.pk and not each.is_done:
                row = each.assignment
                about = row.run.subject.name if row.run.subject else row.run.group.name
                found.append(Remember(child, row.version.title, about, reverse("assignment", args=[row.code])))
    return sorted(found, key=lambda each: not each.is_bring)


def _talks(actor: Actor, children: list[Person], on: dt.date) -> list[Remember]:
    """The talks of today and until the next school day, whether or not they are prepared. One query."""
    return [
        Remember(
            talk.pupil,
            f"{talk.pupil.first_name} {moment(talk.at, actor.now)}",
            talk.place or _("Samtale"),
            reverse("talk", args=[talk.pupil.code, talk.code]),
            is_talk=True,
        )
        for talk in talks_until(actor, [child.pk for child in children], on)
    ]


def _part(
    child: Person, groups: list[Group], runs: list[Run], lines: list[WeekLine], monday: dt.date, today: dt.date
) -> ChildPart:
    own = [line for line in lines if line.group in groups and _says_something(line)]
    whole = [line for line in own if line.is_whole_week]
    days = [monday + number * DAY for number in range(5)] if own else []
    said = [
        WeekDay(date_format(day, "D"), [line for line in own if line.day == day and line not in whole], day == today)
        for day in days
    ]
    return ChildPart(child, groups[0].name if groups else "", runs, [each for each in said if each.lines], whole)
