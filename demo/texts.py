"""The written half of the demo, as data: forløb, what pupils made in them, and what was said of it. `demo/trail/*.toml`.

A file holds any number of [[forloeb]], [[work]], [[held]], [[kept]], [[seen]], [[level]], [[plan]] and [[phrases]]. A word that is
not of its class below is a mistake, and stops the demo. Moments are «2026-11-24 20.41» or «2019-W40-3 10.15».
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "trail"


@dataclass(frozen=True)
class GoalSaid:
    """A skill goal of Fælles Mål by its number there, in pupil language, up to four signs of learning, and an icon."""

    goal: int
    said: str
    signs: list[str] = field(default_factory=list)
    icon: str = ""


@dataclass(frozen=True)
class Part:
    """A block. An assignment has an `id`; `together` is whether pupils may hand in as a group.

    due     the week it is handed in; `due_on` where that is another day than the week's Friday
    """

    kind: str
    title: str = ""
    body: str = ""
    url: str = ""
    id: str = ""
    due: int | None = None
    due_on: str = ""
    together: bool = False
    levels: bool = True
    goals: list[GoalSaid] = field(default_factory=list)


@dataclass(frozen=True)
class Course:
    """A forløb and its run for one class (named as in 2026) in the weeks of `year`, both included."""

    id: str
    title: str
    group: str
    by: str
    year: int
    weeks: list[int]
    subject: str = ""
    grade: int | None = None
    about: str = ""
    also: list[str] = field(default_factory=list)
    written: str = ""
    started: str = ""
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """Feedback. By the forløb's teacher, two days later, where nothing else is said; `levels` in the order of the assignment's goals."""

    text: str = ""
    levels: list[int] = field(default_factory=list)
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class Work:
    """A hand-in. `task` is «forløb.assignment», `own` the pupil's own levels.

    With `back` it is given back to be worked on; the next version is a work of its own.
    """

    task: str
    by: str
    at: str
    text: str = ""
    files: list[str] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    said: str = ""
    own: list[int] = field(default_factory=list)
    answer: Answer | None = None
    back: Answer | None = None
    chosen: str = ""
    thought: str = ""


@dataclass(frozen=True)
class Held:
    """Work that is begun and not handed in: seen by nobody but the pupil."""

    task: str
    by: str
    at: str
    text: str
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Phrases:
    """A teacher's standing sentences."""

    by: str
    at: str
    said: list[str]


@dataclass(frozen=True)
class Kept:
    """Something a pupil kept unasked, shown unless said otherwise."""

    by: str
    group: str
    at: str
    text: str = ""
    files: list[str] = field(default_factory=list)
    subject: str = ""
    shown: bool = True
    chosen: str = ""
    thought: str = ""


@dataclass(frozen=True)
class Seen:
    """What an adult noticed about one or several pupils of a class."""

    by: str
    group: str
    about: list[str]
    at: str
    text: str
    files: list[str] = field(default_factory=list)
    subject: str = ""
    goal: int | None = None


@dataclass(frozen=True)
class Level:
    """A judgement set in the class's grid, for several pupils at once: `levels` by name."""

    by: str
    course: str
    goal: int
    at: str
    levels: dict[str, int]


@dataclass(frozen=True)
class Said:
    """Somebody at home, or the pupil, answers a shared plan; without a text it is only said to be read.

    reply   what the sharer says to it
    """

    by: str
    at: str
    text: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Plan:
    """Sections confirmed at a moment, by subject («faelles» for all together), and, if `shared`, the dated plan made of them."""

    pupil: str
    group: str
    by: str
    at: str
    sections: dict[str, str]
    shared: bool = False
    said: list[Said] = field(default_factory=list)


@dataclass
class Trail:
    """Everything written in the files."""

    courses: list[Course] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    phrases: list[Phrases] = field(default_factory=list)


def read(folder: Path = FOLDER) -> Trail:
    """All files of the folder. TypeError for a word that is not ours, KeyError for a work without its forløb."""
    trail = Trail()
    for path in sorted(folder.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        trail.courses += [_course(row) for row in written.pop("forloeb", [])]
        trail.works += [_work(row) for row in written.pop("work", [])]
        trail.held += [Held(**row) for row in written.pop("held", [])]
        trail.phrases += [Phrases(**row) for row in written.pop("phrases", [])]
        trail.kept += [Kept(**row) for row in written.pop("kept", [])]
        trail.seen += [Seen(**row) for row in written.pop("seen", [])]
        trail.levels += [Level(**row) for row in written.pop("level", [])]
        trail.plans += [_plan(row) for row in written.pop("plan", [])]
        if written:
            raise TypeError(f"{path.name}: {', '.join(written)}")
    return trail


def pictures(trail: Trail) -> Iterator[str]:
    """The name of every file that somebody made, each as often as it is used."""
    for files in (*(each.files for each in trail.works), *(each.files for each in trail.kept)):
        yield from files
    for held in trail.held:
        yield from held.files
    for seen in trail.seen:
        yield from seen.files


def _course(row: dict[str, Any]) -> Course:
    return Course(**row | {"parts": [_part(part) for part in row.get("parts", [])]})


def _part(row: dict[str, Any]) -> Part:
    return Part(**row | {"goals": [GoalSaid(**goal) for goal in row.get("goals", [])]})


def _plan(row: dict[str, Any]) -> Plan:
    return Plan(**row | {"said": [Said(**said) for said in row.get("said", [])]})


def _work(row: dict[str, Any]) -> Work:
    return Work(**row | {name: Answer(**row[name]) for name in ("answer", "back") if name in row})
