"""Who teaches what, as sets of ids for counting staff. Nothing here is shown."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from spor.access.models import TeamRole
from spor.people.models import Group, live

Row = tuple[str, int | None, int, dt.date, dt.date | None]  # kind, subject, person, first day, day after the last


@dataclass
class Teaching:
    """The dated team roles of some groups: who led a class on a day, who taught it a subject."""

    rows: dict[int, list[Row]] = field(default_factory=dict)

    def leads(self, group: int, day: dt.date) -> frozenset[int]:
        """Those who led the class on `day`."""
        return self._those(group, day, "lead", None)

    def teachers(self, group: int, subject: int | None, day: dt.date) -> frozenset[int]:
        """Those who taught the class the subject on `day`; where nobody did, or there is no subject, those who led it."""
        found = self._those(group, day, "subject", subject) if subject else frozenset()
        return found or self.leads(group, day)

    def _those(self, group: int, day: dt.date, kind: str, subject: int | None) -> frozenset[int]:
        return frozenset(
            person
            for of_kind, of_subject, person, begins, ends in self.rows.get(group, ())
            if of_kind == kind and of_subject == subject and begins <= day and (ends is None or day < ends)
        )


def teaching_of(groups: Iterable[int]) -> Teaching:
    """The team roles of these groups, of all times. One query."""
    rows: dict[int, list[Row]] = defaultdict(list)
    found = TeamRole.objects.filter(group__in=set(groups)).exclude(kind=TeamRole.Kind.TEAM)
    for group, kind, subject, person, begins, ends in found.values_list(
        "group", "kind", "subject", "person", "from_on", "to_on"
    ):
        rows[group].append((kind, subject, person, begins, ends))
    return Teaching(dict(rows))


def teachers_by_subject(school: int, day: dt.date) -> dict[tuple[int | None, int | None], frozenset[int]]:
    """(subject id, klassetrin of the class) → who teaches it there on `day`. One query."""
    rows = TeamRole.objects.filter(live(day), kind=TeamRole.Kind.SUBJECT, group__school=school)
    found: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for subject, grade, person in rows.values_list("subject", "group__grade", "person"):
        found[subject, grade].add(person)
    return {key: frozenset(people) for key, people in found.items()}


def classes_without_lead(school: int, day: dt.date) -> list[str]:
    """The names of the school's main groups that nobody leads on `day`. One query."""
    leads = TeamRole.objects.filter(live(day), group=OuterRef("pk"), kind=TeamRole.Kind.LEAD)
    rows = Group.objects.filter(live(day), ~Exists(leads), school=school, kind=Group.Kind.MAIN)
    return list(rows.order_by("grade", "name").values_list("name", flat=True))


def schools_without_lead(day: dt.date) -> set[int]:
    """The ids of the schools where some main group has nobody who leads it on `day`. One query."""
    leads = TeamRole.objects.filter(live(day), group=OuterRef("pk"), kind=TeamRole.Kind.LEAD)
    rows = Group.objects.filter(live(day), ~Exists(leads), kind=Group.Kind.MAIN)
    return set(rows.values_list("school", flat=True).distinct())
