"""Classes and the pupils in them, in Danish order."""

from dataclasses import dataclass

from spor.access import guard
from spor.access.actions import TABLET_UNTIL
from spor.access.actor import Actor
from spor.base.collate import danish, key
from spor.base.schoolyear import Week, school_year, week_of
from spor.integrations.results.queries import may_bring
from spor.people.models import Group, Membership, Person, live
from spor.teaching.models import Run
from spor.teaching.queries.runs import runs_in, taught_groups


@dataclass(frozen=True)
class Roll:
    """A class and its pupils."""

    group: Group
    pupils: list[Person]


@dataclass(frozen=True)
class GroupPage:
    group: Group
    pupils: list[Person]
    runs: list[Run]
    can_teach: bool
    can_lead: bool
    can_climate: bool
    week: Week
    school_year: int
    can_tablet: bool
    can_talks: bool = False
    can_count: bool = False
    can_bring: bool = False


def group_page(actor: Actor, code: str) -> GroupPage:
    """One class, for whoever teaches, covers or belongs to it. 404 for others (403 for colleagues).

    A leader goes on to a pupil too, and is asked why on the way (decision 0016).
    """
    rows = Group.objects.select_related("school")
    also = ["teach", "climate", "class_tablet.open", "class_talks.read", "class_talks.count"]
    group = guard.get_or_404(actor, Group, code, also=also, rows=rows)
    runs = runs_in(actor, actor.today, [group.pk])
    can_lead = group.school_id in actor.relations.schools_of("leader")
    may = vars(group)
    return GroupPage(
        group,
        pupils(actor, [group])[0].pupils,
        runs,
        may["can_teach"],
        can_lead,
        may["can_climate"],
        week_of(actor.today),
        school_year(actor.today),
        may["can_open"] and group.kind == Group.Kind.MAIN and (group.grade is None or group.grade <= TABLET_UNTIL),
        can_talks=may["can_read"],
        can_count=may["can_count"],
        can_bring=(may["can_teach"] or can_lead) and may_bring(actor),
    )


def rolls(actor: Actor) -> list[Roll]:
    """The main groups the actor teaches, each with its pupils and `can_read`: its talks. Two queries; none for a substitute or a pupil."""
    groups = guard.with_cans(actor, taught_groups(actor).filter(kind=Group.Kind.MAIN), ["class_talks.read"])
    return pupils(actor, list(groups.order_by(danish("name"))))


def pupils(actor: Actor, groups: list[Group]) -> list[Roll]:
    """The pupils of groups whose names the actor may see, by the name shown: an alias's place in the list tells nothing. One query."""
    rows = Membership.objects.filter(
        live(actor.today),
        group__in=[group.pk for group in groups],
        role=Membership.Role.PUPIL,
        person__in=guard.visible(actor, Person, thing="class_directory"),
    )
    of_group: dict[int, list[Person]] = {}
    for row in sorted(rows.select_related("person"), key=lambda row: (key(row.person.name), row.person_id)):
        of_group.setdefault(row.group_id, []).append(row.person)
    return [Roll(group, of_group.get(group.pk, [])) for group in groups]
