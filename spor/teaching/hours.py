"""A weekly lesson as a planning system has it, comparable to one that stands in the timetable."""

import datetime as dt
from dataclasses import dataclass

from spor.teaching.models import Lesson


@dataclass(frozen=True)
class Hour:
    """A weekly lesson as a planning system has it. Ids of the ground rooms' rows."""

    group: int
    subject: int | None
    teacher: int | None
    weekday: int
    starts_at: dt.time
    ends_at: dt.time
    room: str = ""


def hour_of(lesson: Lesson) -> Hour:
    return Hour(
        lesson.group_id,
        lesson.subject_id,
        lesson.teacher_id,
        lesson.weekday,
        lesson.starts_at,
        lesson.ends_at,
        lesson.room,
    )
