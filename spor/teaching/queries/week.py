"""The week plan: its lines follow from what runs, and are stored nowhere. What a teacher says instead, or besides, is a row.

A line is a subject's day by the timetable; a run's whole week where there is no timetable; an assignment on the day it is handed in; or
a line a teacher added.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.schoolyear import week_of
from spor.people.models import Group, Membership, Person, live
from spor.teaching.holidays import DAY
from spor.teaching.models import Assignment, Lesson, Run, WeekShare
from spor.teaching.queries.calendar import Calendar, calendar
from spor.teaching.queries.steps import activities
from spor.teaching.queries.week_line import WeekLine
from spor.teaching.queries.week_words import with_words
from spor.teaching.spreading import spread

WEEK = dt.timedelta(days=7)


def week_lines(
    actor: Actor, *, groups: Iterable[Group] | None = None, pupil: Person | None = None, monday: dt.date
) -> list[WeekLine]:
    """The lines of the week that begins on `monday`, in order of day and time: of `groups`, or of all the groups of `pupil`.

    The team sees them always; pupils and homes those of a group whose week is shared. Eight queries, however many groups and lines.
    """
    asked = groups_of(actor, pupil, monday) if pupil else list(groups or [])
    open_to = readable(actor, asked, monday)
    shown = [group for group in asked if group.pk in open_to]
    return lines_of(actor, shown, monday, week_calendar(actor, shown, monday))


def groups_of(actor: Actor, pupil: Person, day: dt.date) -> list[Group]:
    """The groups the pupil is in that week, for whoever may see the pupil. One query."""
    seen = guard.visible(actor, Person).filter(pk=pupil.pk)
    rows = Membership.objects.filter(live(day + 4 * DAY), person__in=seen, role=Membership.Role.PUPIL)
    return [row.group for row in rows.select_related("group__school").order_by("group__kind", "group__name")]


def readable(actor: Actor, groups: list[Group], monday: dt.date) -> set[int]:
    """Ids of the groups whose week the actor may read: all the team's, and what is shared with pupils and homes. Two queries."""
    ids = [group.pk for group in groups]
    if not ids:
        return set()
    prepared = guard.visible(actor, Group, "prepare", thing="week_plan").filter(pk__in=ids)
    opened = guard.visible(actor, WeekShare).filter(group__in=ids, monday_on=monday, ended_at=None)
    return set(prepared.values_list("pk", flat=True)) | set(opened.values_list("group", flat=True))


def week_calendar(actor: Actor, groups: Iterable[Group], monday: dt.date) -> Calendar:
    """The calendars of the groups' schools for that week. One query."""
    return calendar(actor, {group.school_id for group in groups}, monday, monday + WEEK)


def lines_of(actor: Actor, groups: list[Group], monday: dt.date, off: Calendar) -> list[WeekLine]:
    """The lines of groups that the actor may read the week of. Six queries."""
    if not groups:
        return []
    ids = [group.pk for group in groups]
    by_id = {group.pk: group for group in groups}
    rows = guard.visible(actor, Run).filter(group__in=ids, starts_on__lt=monday + WEEK, ends_on__gt=monday)
    runs = list(rows.select_related("edition", "subject").order_by("starts_on", "id"))
    doing = activities(actor, runs, monday)
    lessons = _lessons(actor, ids, monday)
    lines: list[WeekLine] = []
    for group in groups:
        own = [run for run in runs if run.group_id == group.pk]
        days = off.school_days(group.school_id, monday)
        timetable = [lesson for lesson in lessons if lesson.group_id == group.pk]
        lines += _by_timetable(group, days, timetable, own, doing) + _whole_weeks(group, days, timetable, own, doing)
    lines += [_hand_in(row, by_id[row.run.group_id]) for row in _due(actor, ids, monday)]
    return sorted(with_words(actor, lines, by_id, monday), key=lambda line: line.order)


def _lessons(actor: Actor, groups: list[int], monday: dt.date) -> list[Lesson]:
    rows = guard.visible(actor, Lesson).filter(group__in=groups, from_on__lt=monday + WEEK)
    rows = rows.filter(Q(to_on=None) | Q(to_on__gt=monday))
    return list(rows.select_related("subject", "teacher").order_by("starts_at", "id"))


def _due(actor: Actor, groups: list[int], monday: dt.date) -> list[Assignment]:
    rows = guard.visible(actor, Assignment).filter(run__group__in=groups, removed_at=None)
    rows = rows.filter(due_on__gte=monday, due_on__lt=monday + WEEK)
    return list(rows.select_related("version", "run__edition", "run__subject").order_by("due_on", "id"))


def _held(lesson: Lesson, day: dt.date) -> bool:
    ended = lesson.to_on is not None and lesson.to_on <= day
    return lesson.weekday == day.isoweekday() and lesson.from_on <= day and not ended


def _by_timetable(
    group: Group, days: list[dt.date], timetable: list[Lesson], runs: list[Run], doing: dict[int, list[str]]
) -> list[WeekLine]:
    """A line a subject a day. What is done is the run's activities of that week, laid over the subject's days in order."""
    places: dict[int | None, dict[dt.date, list[Lesson]]] = {}
    for day in days:
        for lesson in timetable:
            if _held(lesson, day):
                places.setdefault(lesson.subject_id, {}).setdefault(day, []).append(lesson)
    lines = []
    for subject, by_day in places.items():
        run = next((run for run in runs if run.subject_id == subject and subject is not None), None)
        shares = spread(doing.get(run.pk, []) if run else [], len(by_day))
        for (day, lessons), titles in zip(by_day.items(), shares, strict=True):
            during = run if run and run.starts_on <= day < run.ends_on else None
            what = "; ".join(titles) or (str(during) if during else "")
            address = reverse("run", args=[during.code]) if during else ""
            lines.append(
                WeekLine(
                    day,
                    group,
                    lessons[0].subject,
                    what,
                    address=address,
                    run=during,
                    lessons=tuple(lessons),
                    derived=what,
                )
            )
    return lines


def _whole_weeks(
    group: Group, days: list[dt.date], timetable: list[Lesson], runs: list[Run], doing: dict[int, list[str]]
) -> list[WeekLine]:
    """A line a run whose subject has no lessons in the timetable, or where there is none; and for each further run of a subject."""
    if not days:
        return []
    taught = {lesson.subject_id for lesson in timetable}
    lines = []
    for run in runs:
        if run.subject_id is not None and run.subject_id in taught:
            taught.discard(run.subject_id)  # the first run of the subject stands on the subject's days
            continue
        titles = "; ".join(doing.get(run.pk, []))
        what = f"{run}: {titles}" if titles else str(run)
        address = reverse("run", args=[run.code])
        lines.append(
            WeekLine(days[0], group, run.subject, what, address=address, run=run, is_whole_week=True, derived=what)
        )
    return lines


def _hand_in(row: Assignment, group: Group) -> WeekLine:
    address = reverse("assignment", args=[row.code])
    due_on = row.due_on or row.visible_from_on  # asked for by date, so there is one
    return WeekLine(
        due_on, group, row.run.subject, str(row), hand_in=row, address=address, run=row.run, derived=str(row)
    )


def week_name(monday: dt.date) -> str:
    """«2026-48», as it stands in addresses."""
    week = week_of(monday)
    return f"{week.year}-{week.number:02d}"


def heading(monday: dt.date) -> str:
    """«Uge 48»."""
    return _("Uge %(number)s") % {"number": week_of(monday).number}


__all__ = ["WeekLine", "groups_of", "heading", "lines_of", "readable", "week_lines", "week_name"]
