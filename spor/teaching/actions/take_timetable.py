"""A timetable is put in force from a day on, class by class."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.people.models import School
from spor.teaching.hours import Hour, hour_of
from spor.teaching.models import Lesson


@dataclass(frozen=True)
class Taken:
    """How many lessons are new, have ended, and are as they were."""

    new: int
    ended: int
    same: int


@transaction.atomic
def take_timetable(*, actor: Actor, school: School, hours: list[Hour], from_on: dt.date, source: str) -> Taken:
    """The classes of `hours` have exactly these lessons from `from_on`; other classes are left alone. The same again changes nothing."""
    guard.require(actor, "import", school, name="timetable")
    wanted = set(hours)
    groups = {hour.group for hour in wanted}
    standing = Lesson.objects.filter(group__in=groups, group__school=school).exclude(to_on__lte=from_on)
    same, gone = set(), []
    for lesson in standing:
        hour = hour_of(lesson)
        if hour in wanted and hour not in same and lesson.from_on <= from_on and lesson.to_on is None:
            same.add(hour)
        else:
            gone.append(lesson)
    ended = Lesson.objects.filter(pk__in=[lesson.pk for lesson in gone])
    ended.filter(from_on__gte=from_on).delete()  # was never in force
    ended.update(to_on=from_on)
    new = [
        Lesson(
            group_id=hour.group,
            subject_id=hour.subject,
            teacher_id=hour.teacher,
            weekday=hour.weekday,
            starts_at=hour.starts_at,
            ends_at=hour.ends_at,
            room=hour.room,
            source=source,
            from_on=from_on,
        )
        for hour in sorted(wanted - same, key=lambda hour: (hour.group, hour.weekday, hour.starts_at))
    ]
    Lesson.objects.bulk_create(new)
    events.record("take_timetable", actor=actor, thing="timetable", code=school.code, note=f"{len(new)} {len(gone)}")
    return Taken(len(new), len(gone), len(same))
