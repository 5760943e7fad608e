"""A line of a week plan, whatever it follows from."""

import datetime as dt
from dataclasses import dataclass, field

from spor.curriculum.models import Subject
from spor.people.models import Group
from spor.teaching.models import Assignment, Lesson, Run, WeekWords


@dataclass(frozen=True)
class WeekLine:
    """A line of a class's week plan.

    day       the day it is about; for `is_whole_week` the week's first school day
    what      what is done, "" where only the subject is known; `bring` is what to remember (husk), "" for nothing
    hand_in   the assignment handed in that day
    address   where it is read, "" where there is nothing to read
    run, lessons   what it follows from
    words     the row a teacher wrote about it, if any
    """

    day: dt.date
    group: Group
    subject: Subject | None
    what: str
    bring: str = ""
    hand_in: Assignment | None = None
    address: str = ""
    run: Run | None = None
    lessons: tuple[Lesson, ...] = ()
    is_whole_week: bool = False
    words: WeekWords | None = field(default=None, compare=False)
    derived: str = ""

    @property
    def hours(self) -> str:
        """«8.15–9.45», several spans where the subject has lessons apart from each other that day; "" without a timetable."""
        spans: list[list[dt.time]] = []
        for lesson in self.lessons:
            if spans and spans[-1][1] == lesson.starts_at:
                spans[-1][1] = lesson.ends_at
            else:
                spans.append([lesson.starts_at, lesson.ends_at])
        return " · ".join(f"{begins:%-H.%M}–{ends:%-H.%M}" for begins, ends in spans)

    @property
    def place(self) -> str:
        return next((lesson.room for lesson in self.lessons if lesson.room), "")

    @property
    def anchor(self) -> str:
        """What the line is about, for the form that changes its words: see `lines.found`."""
        if self.words and self.words.is_added:
            return f"ord-{self.words.code}"
        if self.hand_in:
            return f"opgave-{self.hand_in.code}"
        if self.is_whole_week and self.run:
            return f"forloeb-{self.run.code}"
        if self.subject:
            return f"fag-{self.subject.code}-{self.day.isoformat()}"
        return f"ord-{self.words.code}" if self.words else ""

    @property
    def order(self) -> tuple[object, ...]:
        begins = self.lessons[0].starts_at if self.lessons else dt.time(23)
        name = self.subject.name if self.subject else ""
        return (self.day, not self.is_whole_week, begins, name, self.hand_in is not None)


def state_of(line: WeekLine) -> str:
    """Which words stand on the line, for whoever begins to change them; "" while nobody has written there."""
    return line.words.at.isoformat() if line.words else ""


def draft_thing(monday: dt.date) -> str:
    """What a week's words are kept under while they are being typed."""
    year, number, _day = monday.isocalendar()
    return f"ugeord-{year}-{number:02}"
