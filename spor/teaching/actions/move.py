"""A forløb of the year plan gets other weeks. Typed once here, seen everywhere."""

import datetime as dt

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.schoolyear import Week, week_of
from spor.teaching.models import Assignment, Idea, Run, WeekWords
from spor.teaching.spans import span

DAY = dt.timedelta(days=1)


@transaction.atomic
def move(*, actor: Actor, row: Run | Idea, first: Week, last: Week) -> Run | Idea:
    """Give the run or idea the weeks `first`–`last`, both included. Refused: weeks the wrong way round.

    A run takes its dates to come along: as many days later or earlier as its first week, and into its last week where they would fall
    outside. What is said of it in the week plan goes along too.
    """
    guard.require(actor, "write", row, name="year_plan")
    was = row.starts_on
    row.starts_on, row.ends_on = span(first, last)
    shift = row.starts_on - was
    if isinstance(row, Run):
        row.visible_from_on = min(row.visible_from_on, row.starts_on)
        _move_dates(row, shift, actor.today)
    row.save()
    events.record("move", actor=actor, thing="year_plan", code=row.code, note=f"{row.starts_on} {row.ends_on}")
    return row


def _move_dates(run: Run, shift: dt.timedelta, today: dt.date) -> None:
    for assignment in run.assignments.filter(removed_at=None, due_on__gte=today):
        if assignment.due_on is None:
            continue
        due_on = assignment.due_on + shift
        if not run.starts_on <= due_on < run.ends_on:
            due_on = run.ends_on - 3 * DAY  # the Friday of the last week
        Assignment.objects.filter(pk=assignment.pk).update(due_on=due_on)
        WeekWords.objects.filter(assignment=assignment).update(day=due_on, monday_on=week_of(due_on).monday)
    for words in run.week_words.filter(day__gte=today) if shift else ():
        words.day, words.monday_on = words.day + shift, words.monday_on + shift
        words.save(update_fields=["day", "monday_on"])
