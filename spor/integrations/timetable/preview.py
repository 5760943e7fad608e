"""What a timetable file would change, before anything is taken. A class with a line that is not understood is left as it is."""

import datetime as dt
from dataclasses import dataclass, field

from spor.access import guard
from spor.access.actor import Actor
from spor.integrations.timetable.reading import read
from spor.integrations.timetable.rows import Unknown, known_at, meant, of_group
from spor.people.models import Group, School
from spor.teaching.hours import Hour, hour_of
from spor.teaching.models import Lesson


@dataclass(frozen=True)
class GroupChange:
    """One class: how many lessons are new, end, and are as they were."""

    name: str
    new: int
    ended: int
    same: int

    @property
    def is_changed(self) -> bool:
        return bool(self.new or self.ended)


@dataclass(frozen=True)
class Preview:
    """`hours` would be taken. `left_out` are classes with a line in `problems`: they keep the timetable they have."""

    hours: list[Hour] = field(default_factory=list)
    groups: list[GroupChange] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return any(group.is_changed for group in self.groups)


def preview(actor: Actor, school: School, text: str, from_on: dt.date) -> Preview:
    """Read the file against the school. Refused when it is no timetable. Six queries, however long it is."""
    rows, problems = read(text)
    known = known_at(school, actor.today)
    hours: dict[Hour, None] = {}
    broken: set[int] = set()
    for row in rows:
        try:
            hours.setdefault(meant(row, known))
        except Unknown as unknown:
            problems.append(str(unknown))
            group = of_group(row, known)
            if group is not None:
                broken.add(group)
    whole = [hour for hour in hours if hour.group not in broken]
    names = dict(Group.objects.filter(pk__in={hour.group for hour in whole} | broken).values_list("pk", "name"))
    changes = _changes(actor, whole, names, from_on)
    return Preview(whole, changes, problems, sorted(names[group] for group in broken))


def _changes(actor: Actor, hours: list[Hour], names: dict[int, str], from_on: dt.date) -> list[GroupChange]:
    groups = {hour.group for hour in hours}
    standing: dict[int, set[Hour]] = {}
    rows = guard.visible(actor, Lesson).filter(group__in=groups).exclude(to_on__lte=from_on)
    for lesson in rows:
        standing.setdefault(lesson.group_id, set()).add(hour_of(lesson))
    found = []
    for group in groups:
        wanted, there = {hour for hour in hours if hour.group == group}, standing.get(group, set())
        found.append(GroupChange(names[group], len(wanted - there), len(there - wanted), len(wanted & there)))
    return sorted(found, key=lambda change: change.name)


def school_of(actor: Actor, code: str) -> School:
    """The school with this code, for whoever may import its timetable."""
    return guard.get_or_404(actor, School, code, "import", thing="timetable")
