"""What a person may see in Aula of their children's school days. Everything goes through the guard as that person, with no more right
than a page of Spor gives them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.schoolyear import Week
from spor.evidence.queries.homework import Homework, groups_of, homework
from spor.integrations.aula.asked import Asked, AskedWrongly
from spor.people.models import Account, Enrolment, Group, Person, School, live
from spor.teaching.models import Run
from spor.teaching.queries.runs import runs
from spor.teaching.queries.week import WeekLine, week_lines

_SEVEN = dt.timedelta(days=7)


@dataclass(frozen=True)
class Child:
    """One of one's own children, or oneself as a pupil, with the class and all groups."""

    person: Person
    school: School
    group: Group
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class ChildWeek:
    """A child's week: what is due, what stands in the shared week plans, and what the classes work on."""

    child: Child
    due: list[Homework]
    lines: list[WeekLine]
    runs: list[Run]


def acting(uniid: str, now: dt.datetime) -> Actor:
    """The person whom Aula's token names. Weak: Aula's sign-in proves nothing to us, so what is read by one's work is not.

    Raises AskedWrongly for whoever the register does not know, and for a closed account.
    """
    person = Person.objects.filter(uniid=uniid).first()
    if person is None or Account.objects.filter(person=person, is_active=False).exists():
        raise AskedWrongly(_("Du har ingen børn i Spor. Skolens kontor kan se, hvad der mangler."), 403)
    return Actor(person.pk, now)


def children(actor: Actor, asked: Asked) -> list[Child]:
    """The children asked for, youngest last. Two queries.

    Somebody else's child and one that is not there are refused alike (403), and so are institutions where none of them goes (404).
    """
    own = actor.relations.pupils_of("guardian") | ({actor.person_id} if actor.relations.schools_of("pupil") else set())
    rows = Enrolment.objects.filter(live(actor.today), person__in=guard.visible(actor, Person).filter(pk__in=own))
    found = list(rows.select_related("person", "school", "group").order_by("person__born_on", "person", "id"))
    if not found:
        raise AskedWrongly(_("Du har ingen børn i Spor. Skolens kontor kan se, hvad der mangler."), 403)
    if asked.children - {row.person.uniid for row in found}:
        raise AskedWrongly(_("Du har ikke adgang til alle de børn, der er spurgt om."), 403)
    if asked.children:
        found = [row for row in found if row.person.uniid in asked.children]
    if asked.institutions - {row.school.number for row in found}:
        raise AskedWrongly(_("Ingen af børnene går på alle de institutioner, der er spurgt om."), 404)
    if asked.institutions:
        found = [row for row in found if row.school.number in asked.institutions]
    groups = groups_of(actor, [row.person_id for row in found])
    return [Child(row.person, row.school, row.group, tuple(groups.get(row.person_id, []))) for row in found]


def weeks(actor: Actor, children: Sequence[Child], week: Week) -> list[ChildWeek]:
    """Each child's week. Eleven queries, however many children and lines."""
    groups = {group.pk: group for child in children for group in child.groups}
    by_pupil = {child.person.pk: child.groups for child in children}
    due = homework(actor, by_pupil, week.monday, week.monday + _SEVEN)
    lines = week_lines(actor, groups=groups.values(), monday=week.monday)
    rows = runs(actor).filter(group__in=groups, starts_on__lt=week.monday + _SEVEN, ends_on__gt=week.monday)
    found = list(rows.order_by("starts_on", "id"))
    return [
        ChildWeek(
            child,
            [each for each in due if each.pupil == child.person.pk],
            [line for line in lines if line.group in child.groups],
            [run for run in found if run.group in child.groups],
        )
        for child in children
    ]


def school_of(number: str) -> bool:
    """Whether there is such an institution here; no person in it, so nothing is guarded."""
    return School.objects.filter(number=number).exists()
