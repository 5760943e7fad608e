"""How each school comes to use Spor: the start, the steps, the parts in use, who helps, what was agreed."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import PartOff, Superuser
from spor.base.codes import new_code
from spor.base.collate import danish
from spor.insight.models import Rollout, Visit, Wish
from spor.insight.queries.steps import Steps, steps_of
from spor.people.models import Person, School, live
from spor.people.queries import staff_of


@dataclass(frozen=True)
class Part:
    """A part of Spor at a school."""

    key: str
    label: str
    is_on: bool


@dataclass(frozen=True)
class Line:
    """A school in the list of the rollout. `starts_on` is None where no start was planned: then it began before there was a plan."""

    school: School
    starts_on: dt.date | None
    steps: Steps
    parts_on: int
    parts: int
    superusers: int
    next_visit: Visit | None
    held: int
    open_wishes: int


@dataclass(frozen=True)
class RolloutPage:
    """One school's. `can_switch` is for whoever decides over its parts and superusers, `can_agree` for the start and the visits."""

    school: School
    starts_on: dt.date | None
    today: dt.date
    steps: Steps
    parts: tuple[Part, ...]
    superusers: tuple[Superuser, ...]
    staff: tuple[Person, ...]
    visits: tuple[Visit, ...]
    open_wishes: int
    can_switch: bool
    can_agree: bool
    key: str


def rollout_list(actor: Actor) -> list[Line]:
    """Every school whose rollout the actor may read, by name. Ten queries, however many schools; 404 for whoever may read none."""
    if guard.rule(actor, School, "read", "rollout") is None:
        raise Http404
    schools = list(guard.visible(actor, School, thing="rollout").order_by(danish("name")))
    starts = dict(guard.visible(actor, Rollout).values_list("school", "starts_on"))
    steps = steps_of(schools, actor.today)
    off = Counter(PartOff.objects.filter(to_on=None).values_list("school", flat=True))
    superusers = Counter(guard.visible(actor, Superuser).filter(live(actor.today)).values_list("school", flat=True))
    coming: dict[int, Visit] = {}
    held: Counter[int] = Counter()
    for visit in _visits(actor):
        if hasattr(visit, "held"):
            held[visit.school_id] += 1
        elif visit.on >= actor.today:
            coming.setdefault(visit.school_id, visit)
    wishes = Counter(guard.visible(actor, Wish).filter(answer=None).values_list("school", flat=True))
    every = len(PartOff.Part.values)
    return [
        Line(
            school,
            starts.get(school.pk),
            steps[school.pk],
            every - off[school.pk],
            every,
            superusers[school.pk],
            coming.get(school.pk),
            held[school.pk],
            wishes[school.pk],
        )
        for school in schools
    ]


def rollout_page(actor: Actor, code: str) -> RolloutPage:
    """One school's rollout. At most eleven queries; 403 for colleagues, 404 for others."""
    school = guard.get_or_404(actor, School, code, thing="rollout", also=["settings_school.write", "rollout.agree"])
    start = guard.visible(actor, Rollout).filter(school=school).first()
    off = set(PartOff.objects.filter(school=school, to_on=None).values_list("part", flat=True))
    superusers = guard.visible(actor, Superuser).filter(live(actor.today), school=school).select_related("person")
    can_switch = vars(school)["can_write"]
    return RolloutPage(
        school,
        start.starts_on if start else None,
        actor.today,
        steps_of([school], actor.today)[school.pk],
        tuple(Part(key, str(label), key not in off) for key, label in PartOff.Part.choices),
        tuple(superusers.order_by("from_on", "id")),
        tuple(staff_of(school.pk, actor.today)) if can_switch else (),
        tuple(_visits(actor).filter(school=school)),
        guard.visible(actor, Wish).filter(school=school, answer=None).count(),
        can_switch,
        vars(school)["can_agree"],
        new_code(),
    )


def _visits(actor: Actor) -> QuerySet[Visit]:
    return guard.visible(actor, Visit).select_related("held").order_by("on", "id")


def visits() -> QuerySet[Visit]:
    """Visits with their school, for the guard to choose from."""
    return Visit.objects.select_related("school")


def superusers() -> QuerySet[Superuser]:
    """Superusers with their school, for the guard to choose from."""
    return Superuser.objects.select_related("school")
