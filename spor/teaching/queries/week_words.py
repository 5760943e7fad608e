"""What teachers said of a week's lines, laid over what follows from the runs."""

import datetime as dt
from dataclasses import replace

from django.db.models import Q

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Group
from spor.teaching.models import WeekWords
from spor.teaching.queries.week_line import WeekLine


def with_words(actor: Actor, lines: list[WeekLine], groups: dict[int, Group], monday: dt.date) -> list[WeekLine]:
    """The lines with what teachers said of them; what belongs to no line any more stands as a line of its own. One query."""
    due = [line.hand_in.pk for line in lines if line.hand_in]
    mine = Q(group__in=list(groups), monday_on=monday, assignment=None) | Q(assignment__in=due)
    rows = guard.visible(actor, WeekWords).filter(mine).select_related("subject", "run", "assignment")
    said: dict[tuple[object, ...], WeekWords] = {}
    own: list[WeekWords] = []
    for row in rows.order_by("at", "id"):
        if row.is_added:
            own.append(row)
        else:
            said[_about(row)] = row
    found = []
    for line in lines:
        words = said.pop(_place(line), None)
        if words is None:
            found.append(line)
        elif words.removed_at is None:
            found.append(replace(line, what=words.what or line.what, bring=words.bring, words=words))
    left = [row for row in [*own, *said.values()] if row.removed_at is None and (row.what or row.bring)]
    return found + [_own_line(row, groups[row.group_id]) for row in left if row.assignment_id is None]


def _about(row: WeekWords) -> tuple[object, ...]:
    if row.assignment_id:
        return ("assignment", row.assignment_id)
    return ("run", row.run_id) if row.is_whole_week else (row.group_id, row.subject_id, row.day)


def _place(line: WeekLine) -> tuple[object, ...]:
    if line.hand_in:
        return ("assignment", line.hand_in.pk)
    if line.is_whole_week and line.run:
        return ("run", line.run.pk)
    return (line.group.pk, line.subject.pk if line.subject else None, line.day)


def _own_line(row: WeekWords, group: Group) -> WeekLine:
    return WeekLine(row.day, group, row.subject, row.what, bring=row.bring, is_whole_week=row.is_whole_week, words=row)
