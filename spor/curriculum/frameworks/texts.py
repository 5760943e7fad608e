"""What a framework says, read and checked but not yet in the database."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class SubjectText:
    key: str
    name: str
    kind: str
    hue: str
    icon: str


@dataclass(frozen=True)
class BindingText:
    from_on: dt.date
    kind: str
    source: str


@dataclass(frozen=True)
class GoalText:
    """A goal and where it hangs. `identity` and `parent` are the names of goals across versions; `subject` is a subject's key."""

    identity: str
    parent: str | None
    subject: str
    kind: str
    from_grade: int
    to_grade: int
    phase: int | None
    rank: int
    text: str
    search_text: str


@dataclass(frozen=True)
class FrameworkText:
    """One version of a framework. Goals come in reading order, each after its parent; `rank` is that order."""

    key: str
    name: str
    label: str
    source: str
    from_on: dt.date
    to_on: dt.date | None
    bindings: tuple[BindingText, ...]
    subjects: tuple[SubjectText, ...]
    goals: tuple[GoalText, ...]
