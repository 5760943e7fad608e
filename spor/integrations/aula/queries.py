"""What a person may see in Aula of their children's school days. Everything goes through the guard as that person, with no more right
than a page of Spor gives them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.schoolyear import Week
from spor.evidence.models import HandIn, Trace
from spor.integrations.aula.asked import Asked, AskedWrongly
from spor.people.models import Account, Enrolment, Group, Membership, Person, School, live
from spor.teaching.models import Assignment, Run
from spor.teaching.queries.runs import assignments, runs

_SEVEN = dt.timedelta(days=7)


@dataclass(frozen=True)
class Child:
    """One of one's own children, or oneself as a pupil, with the class. `groups` are the ids of all the child's groups."""

    person: Person
    school: School
    group: Group
    groups: frozenset[int]


@dataclass(frozen=True)
class Due:
    """An assignment that a child hands in in the week."""

    child: Child
    assignment: Assignment
    is_done: bool


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
    groups = _groups(actor, [row.person_id for row in found])
    return [Child(row.person, row.school, row.group, groups[row.person_id] | {row.group_id}) for row in found]


def due(actor: Actor, children: Sequence[Child], week: Week) -> list[Due]:
    """What each child hands in in the week, by date. Two queries."""
    groups = {group for child in children for group in child.groups}
    rows = assignments(actor).filter(run__group__in=groups, due_on__gte=week.monday, due_on__lt=week.monday + _SEVEN)
    found = list(rows.order_by("due_on", "id"))
    done = _handed_in(actor, [child.person.pk for child in children], found)
    return [
        Due(child, row, (child.person.pk, row.pk) in done)
        for child in children
        for row in found
        if row.run.group_id in child.groups
    ]


def runs_in(actor: Actor, children: Sequence[Child], week: Week) -> list[Run]:
    """The forløb of the children's classes that touch the week. One query."""
    groups = {group for child in children for group in child.groups}
    rows = runs(actor).filter(group__in=groups, starts_on__lt=week.monday + _SEVEN, ends_on__gt=week.monday)
    return list(rows.order_by("starts_on", "id"))


def _groups(actor: Actor, pupils: Iterable[int]) -> dict[int, frozenset[int]]:
    rows = Membership.objects.filter(live(actor.today), person__in=list(pupils), role=Membership.Role.PUPIL)
    found: dict[int, set[int]] = defaultdict(set)
    for person, group in rows.values_list("person", "group"):
        found[person].add(group)
    return defaultdict(frozenset, {person: frozenset(groups) for person, groups in found.items()})


def _handed_in(actor: Actor, pupils: list[int], found: list[Assignment]) -> set[tuple[int, int]]:
    """(pupil, assignment) of what has been handed in and not given back, as far as the actor sees it."""
    standing = HandIn.objects.filter(assignment__in=found, returned__isnull=True).values("version__product")
    rows = guard.visible(actor, Trace, thing="product").filter(pupil__in=pupils, product__in=standing)
    return set(rows.values_list("pupil", "product__assignment"))


def school_of(number: str) -> bool:
    """Whether there is such an institution here; no person in it, so nothing is guarded."""
    return School.objects.filter(number=number).exists()
