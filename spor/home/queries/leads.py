"""Who leads each class of a school, for whoever says so: leader and secretary."""

from dataclasses import dataclass

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import TeamRole
from spor.base.collate import danish
from spor.people.models import Group, Person, School, live
from spor.people.queries import staff_of


@dataclass(frozen=True)
class ClassLeads:
    group: Group
    roles: list[TeamRole]


@dataclass(frozen=True)
class LeadsPage:
    school: School
    classes: list[ClassLeads]
    staff: list[Person]
    chosen: str = ""


def leads_page(actor: Actor, code: str, chosen: str = "") -> LeadsPage:
    """The school's classes, those without a lead first; `chosen` is the code of one that is to have another. Four queries."""
    school = guard.get_or_404(actor, School, code, "grant", thing="role")
    groups = Group.objects.filter(live(actor.today), school=school, kind=Group.Kind.MAIN)
    rows = TeamRole.objects.filter(live(actor.today), group__in=groups, kind=TeamRole.Kind.LEAD)
    of_group: dict[int, list[TeamRole]] = {}
    for role in rows.select_related("person").order_by("from_on", "id"):
        of_group.setdefault(role.group_id, []).append(role)
    classes = [ClassLeads(group, of_group.get(group.pk, [])) for group in groups.order_by("grade", danish("name"))]
    staff = list(staff_of(school.pk, actor.today))
    return LeadsPage(school, sorted(classes, key=lambda each: bool(each.roles)), staff, chosen)


def class_of(actor: Actor, school: School, code: str) -> Group | None:
    """A class of the school by code."""
    return guard.visible(actor, Group, "grant", thing="role").filter(school=school, code=code).first()


def lead_role(actor: Actor, code: str) -> TeamRole:
    """A role of a class whose roles the actor sets; 404 otherwise."""
    return guard.get_or_404(actor, TeamRole, code, "grant", rows=TeamRole.objects.select_related("group__school"))
