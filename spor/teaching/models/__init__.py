"""An edition put to work for a group, what is to be handed in, the timetable, the school's calendar, the week and the year."""

from spor.teaching.models.calendar import DayOff
from spor.teaching.models.lesson import Lesson
from spor.teaching.models.run import Assignment, Run
from spor.teaching.models.week import WeekShare, WeekWords
from spor.teaching.models.year import Idea, YearShare

__all__ = [
    "Assignment",
    "DayOff",
    "Idea",
    "Lesson",
    "Run",
    "WeekShare",
    "WeekWords",
    "YearShare",
]
