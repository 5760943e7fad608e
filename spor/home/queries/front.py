"""What the front pages show: the day, what waits, what is worked on. Composed of the rooms' own queries; nothing is stored here."""

import datetime as dt
from dataclasses import dataclass, field

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import danish
from spor.home.queries import me as mine
from spor.people.models import Group, Membership, Person, live
from spor.teaching.models import Assignment, Run
from spor.teaching.queries.lessons import Station, day_of
from spor.teaching.queries.runs import open_assignments, runs_on


@dataclass(frozen=True)
class Roll:
    """A class and its pupils in Danish order."""

    group: Group
    pupils: list[Person]


@dataclass(frozen=True)
class Front:
    """The front page. `template` is chosen by what the person's relations give; parts without content are not drawn."""

    template: str
    who: mine.SignedIn
    now: dt.datetime
    greeting: str
    stations: list[Station] = field(default_factory=list)
    has_timetable: bool = False
    runs: list[Run] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True)
class GroupPage:
    group: Group
    pupils: list[Person]
    runs: list[Run]
    can_teach: bool


def of(actor: Actor) -> Front:
    """The front page of the actor."""
    who = mine.signed_in(actor)
    ids = [group.pk for group in who.groups]
    if who.teaches:
        stations = day_of(actor, actor.today, teaching=True)
        runs = list(runs_on(actor, actor.today, ids))
        return Front("home/today.html", who, actor.now, greeting(actor), stations, bool(stations), runs)
    if who.is_pupil:
        stations = day_of(actor, actor.today, teaching=False)
        runs = list(runs_on(actor, actor.today, ids))
        work = list(open_assignments(actor, ids))
        template = "home/young.html" if who.young else "home/pupil.html"
        return Front(template, who, actor.now, greeting(actor), stations, bool(stations), runs, work)
    return Front("home/around.html", who, actor.now, greeting(actor))


def greeting(actor: Actor) -> str:
    """«God formiddag», by the clock in Copenhagen."""
    from django.utils.translation import gettext as _

    from spor.base.clock import COPENHAGEN

    hour = actor.now.astimezone(COPENHAGEN).hour
    if hour < 9:
        return _("Godmorgen")
    if hour < 12:
        return _("God formiddag")
    return _("God eftermiddag") if hour < 18 else _("God aften")


def group_page(actor: Actor, code: str) -> GroupPage:
    """One class: whoever teaches, covers or belongs to it."""
    group = guard.get_or_404(actor, Group, code, also=["teach"], rows=Group.objects.select_related("school"))
    return GroupPage(
        group, pupils(actor, [group])[0].pupils, list(runs_on(actor, actor.today, [group.pk])), group.can_teach
    )  # type: ignore[attr-defined] # annotated by the guard


def rolls(actor: Actor) -> list[Roll]:
    """The main groups the actor teaches, each with its pupils. Two queries."""
    groups = [group for group in mine.my_groups(actor) if group.kind == Group.Kind.MAIN]
    return pupils(actor, groups)


def pupils(actor: Actor, groups: list[Group]) -> list[Roll]:
    """The pupils of groups whose names the actor may see, in Danish order. One query."""
    rows = Membership.objects.filter(
        live(actor.today),
        group__in=[group.pk for group in groups],
        role=Membership.Role.PUPIL,
        person__in=guard.visible(actor, Person, thing="class_directory"),
    )
    found = rows.select_related("person").order_by(danish("person__given_name"), danish("person__family_name"))
    of_group: dict[int, list[Person]] = {}
    for row in found:
        of_group.setdefault(row.group_id, []).append(row.person)
    return [Roll(group, of_group.get(group.pk, [])) for group in groups]
