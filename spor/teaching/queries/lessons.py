"""The day by the timetable. Empty without one, and everything else works from groups and runs."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import Fixed, ForAnyone
from spor.base.clock import COPENHAGEN
from spor.base.compiled import Columns
from spor.people.models import live
from spor.teaching.models import Lesson, Run
from spor.teaching.queries.runs import runs_in


@dataclass(frozen=True)
class Stop:
    """One lesson of a day. `state` is "done", "now" or "" (to come); `run` is what the class works on in that subject, if known."""

    lesson: Lesson
    run: Run | None
    state: str
    week_number: int
    weeks: int

    @property
    def hours(self) -> str:
        """«8.15–9.45»; with «nu» while it lasts."""
        hours = f"{self.lesson.starts_at:%-H.%M}–{self.lesson.ends_at:%-H.%M}"
        return f"{hours} · {_('nu')}" if self.state == "now" else hours

    @property
    def place(self) -> str:
        return " · ".join(part for part in (self.lesson.group.name, self.lesson.room) if part)


def day_of(actor: Actor, day: dt.date, *, teaching: bool) -> list[Stop]:
    """The lessons of `day` that the actor teaches (`teaching`) or has as a pupil, each with its run. Two queries.

    A substitute teaches what the covered classes have: the window is theirs, whoever the timetable names.
    """
    rows = (_TAUGHT if teaching else _HAD)(actor, day, Fixed(day.isoweekday()))
    return stations(actor, day, [_LESSON.of(row) for row in rows])


def _taught(actor: Actor, day: dt.date, weekday: int) -> QuerySet[Lesson, tuple[Any, ...]]:
    return _on(actor, day, weekday, Q(teacher=actor.person_id) | Q(group__in=actor.relations.groups_of("cover")))


def _had(actor: Actor, day: dt.date, weekday: int) -> QuerySet[Lesson, tuple[Any, ...]]:
    return _on(actor, day, weekday, Q(group__in=actor.relations.groups_of("member")))


def _on(actor: Actor, day: dt.date, weekday: int, whose: Q) -> QuerySet[Lesson, tuple[Any, ...]]:
    rows = guard.visible(actor, Lesson).filter(live(day), whose, weekday=weekday)
    return rows.order_by("starts_at", "id").values_list(*_LESSON.names)


_LESSON = Columns(Lesson, "group", "subject")
_TAUGHT, _HAD = ForAnyone(_taught), ForAnyone(_had)


def has_timetable(actor: Actor, groups: list[int]) -> bool:
    """Whether a timetable is linked for any of these groups (ids). One query."""
    return guard.visible(actor, Lesson).filter(live(actor.today), group__in=groups).exists()


def stations(actor: Actor, day: dt.date, lessons: list[Lesson]) -> list[Stop]:
    """Lessons with their runs and how far the day has come. One query."""
    if not lessons:
        return []
    by_place: dict[tuple[int, int | None], Run] = {}
    for run in runs_in(actor, day, {lesson.group_id for lesson in lessons}):
        by_place.setdefault((run.group_id, run.subject_id), run)
    clock = actor.now.astimezone(COPENHAGEN).time() if day == actor.today else None
    return [_stop(lesson, by_place.get((lesson.group_id, lesson.subject_id)), day, clock) for lesson in lessons]


def _stop(lesson: Lesson, run: Run | None, day: dt.date, clock: dt.time | None) -> Stop:
    state = ""
    if clock is not None and lesson.ends_at <= clock:
        state = "done"
    elif clock is not None and lesson.starts_at <= clock:
        state = "now"
    number = weeks = 0
    if run is not None:
        number = (day - run.starts_on).days // 7 + 1
        weeks = (run.ends_on - run.starts_on).days // 7
    return Stop(lesson, run, state, number, weeks)
