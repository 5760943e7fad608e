"""The week for a child who does not read: a day is a leaf of the calendar, a lesson a picture, and each has a loudspeaker."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import live
from spor.teaching.models import Lesson
from spor.teaching.queries.week_line import WeekLine
from spor.teaching.queries.week_page import Part, WeekPage
from spor.ui.sounds import DAYS

YOUNG_UNTIL = 3  # klassetrin: 0.–3. get pages that need no reading


@dataclass(frozen=True)
class Picture:
    """What is done: a subject's picture, its name, and the clock where a timetable says it."""

    name: str
    icon: str
    hue: str
    starts: str = ""


@dataclass(frozen=True)
class Thing:
    """What to remember, or to hand in: `address` is the task's own page, "" where there is none."""

    words: str
    icon: str
    address: str = ""


@dataclass(frozen=True)
class YoungDay:
    """A day. `free` is why there is no school; `things` what the child itself must think of."""

    on: dt.date
    is_today: bool
    is_past: bool
    free: str
    pictures: list[Picture] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)

    @property
    def name(self) -> str:
        return _(list(DAYS)[self.on.weekday()]) if self.on.weekday() < len(DAYS) else f"{self.on:%A}"

    @property
    def aloud(self) -> str:
        """«Torsdag. Dansk, matematik.»: the fixed words first, so that a device without a voice can say them."""
        if self.free:
            return f"{self.name}. {_('Der er fri fra skole.')}"
        names = ", ".join(dict.fromkeys(picture.name for picture in self.pictures))
        return f"{self.name}. {names}." if names else f"{self.name}."


def is_young(actor: Actor, parts: Iterable[Part]) -> bool:
    """Whether the week is that of a pupil in 0.–3. klasse."""
    grades = [part.group.grade for part in parts if part.group.grade is not None and part.child is None]
    return bool(actor.relations.schools_of("pupil")) and bool(grades) and max(grades) <= YOUNG_UNTIL


def young_days(actor: Actor, page: WeekPage) -> list[YoungDay]:
    """Monday to Friday of the child's classes together. A week that is not shared shows the timetable alone. One query."""
    closed = [part.group.pk for part in page.parts if not part.is_open]
    timetable = _timetable(actor, closed, page.monday)
    first = page.parts[0] if page.parts else None
    days = []
    for each in first.days[:5] if first else []:
        lines = [line for part in page.parts for day in part.days if day.on == each.on for line in day.lines]
        lessons = [] if each.free else timetable.get(each.on.isoweekday(), [])
        days.append(
            YoungDay(
                on=each.on,
                is_today=each.is_today,
                is_past=each.on < page.today,
                free=each.free,
                pictures=[*_pictures(lines), *_of_lessons(lessons)],
                things=_things(lines),
            )
        )
    return days


def whole_week(page: WeekPage) -> list[Thing]:
    """What is to be remembered the whole week."""
    return _things(line for part in page.parts for line in part.whole)


def _timetable(actor: Actor, groups: list[int], monday: dt.date) -> dict[int, list[Lesson]]:
    found: dict[int, list[Lesson]] = {}
    rows = guard.visible(actor, Lesson).filter(live(monday), group__in=groups).select_related("subject", "group")
    for row in rows.order_by("weekday", "starts_at"):
        found.setdefault(row.weekday, []).append(row)
    return found


def _pictures(lines: Iterable[WeekLine]) -> list[Picture]:
    """A picture a subject, in the order of the day; what is handed in is a thing, not a lesson."""
    rows = [line for line in lines if line.subject and not line.hand_in]
    return [
        Picture(line.subject.name, line.subject.icon, line.subject.hue, line.hours.partition("–")[0])
        for line in rows
        if line.subject
    ]


def _of_lessons(lessons: list[Lesson]) -> list[Picture]:
    found: list[Picture] = []
    for row in lessons:
        name = row.subject.name if row.subject else row.group.name
        if found and found[-1].name == name:
            continue
        icon, hue = (row.subject.icon, row.subject.hue) if row.subject else ("users", "kla")
        found.append(Picture(name, icon, hue, f"{row.starts_at:%-H.%M}"))
    return found


def _things(lines: Iterable[WeekLine]) -> list[Thing]:
    found = []
    for line in lines:
        if line.bring:
            found.append(Thing(_("Husk %(what)s") % {"what": line.bring}, "bell"))
        if line.hand_in:
            found.append(Thing(line.what, "clipboard-list", line.address))
    return list(dict.fromkeys(found))
