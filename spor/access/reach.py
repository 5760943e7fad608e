"""How a model is reached: the one place where it names its path to the pupil, the group or the school.

Each model that has a right declares `REACH = Reach("product", pupil="pupil", …)`. `people` and `curriculum` lie beneath this
room, so theirs stand in `GROUND` below.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q

from spor.people.models import Enrolment, Group, Guardianship, Membership, Person, School, live

if TYPE_CHECKING:
    from spor.access.actor import Actor

State = Callable[["Actor"], Q]


@dataclass(frozen=True)
class Reach:
    """thing     the policy table's word for rows of this model
    pupil, group, school, subject   lookup paths to the ids, without `_id` ("pupil", "run__group"); None where there is none.
             A path may not pass through a to-many relation: one row of the thing has one pupil, one group.
    states   name → function(actor) → Q: what the policy table calls author, submitted, given … . Use `Exists` for to-many.
    """

    thing: str
    pupil: str | None = None
    group: str | None = None
    school: str | None = None
    subject: str | None = None
    states: Mapping[str, State] = field(default_factory=dict)


def of(model: type[Model]) -> Reach:
    """The reach of a model; KeyError when it has none, which means that nobody may reach it."""
    reach = GROUND.get(model) or getattr(model, "REACH", None)
    if reach is None:
        raise KeyError(f"{model.__name__} declares no REACH")
    return reach


def _named(actor: "Actor") -> Q:
    """Somebody whose name may be said to whoever has no closer relation: it is not protected, or an alias stands in its place."""
    return Q(is_protected=False) | ~Q(alias_given_name="")


def _enrolled_at(kind: str, who: State | None = None) -> State:
    """The person is a pupil at a school where the actor is `kind` ("staff", "leader"), and `who` holds of them."""

    def state(actor: "Actor") -> Q:
        schools = actor.relations.schools_of(kind)
        if not schools or not actor.substantial:
            return Q(pk__in=[])
        some = who(actor) if who else Q()
        return some & Q(Exists(Enrolment.objects.filter(live(actor.today), person=OuterRef("pk"), school__in=schools)))

    return state


def _enrolled(actor: "Actor") -> Q:
    """The person is a pupil somewhere today."""
    return Q(Exists(Enrolment.objects.filter(live(actor.today), person=OuterRef("pk"))))


def _in_group(kind: str) -> State:
    """The person is a pupil in a group the actor reaches as `kind` ("member", "child_member"), and is the own self or child, or named."""

    def state(actor: "Actor") -> Q:
        groups = actor.relations.groups_of(kind)
        if not groups:
            return Q(pk__in=[])
        mine = {actor.person_id} | actor.relations.pupils_of("guardian")
        return (_named(actor) | Q(pk__in=mine)) & Q(
            Exists(Membership.objects.filter(live(actor.today), person=OuterRef("pk"), role="pupil", group__in=groups))
        )

    return state


def _of_age(actor: "Actor") -> Q:
    """Old enough to ask alone for all that is held; a pupil without a birthday is not."""
    day = actor.today
    limit = dt.date(day.year - settings.OWN_COPY_AGE, day.month, min(day.day, 28) if day.month == 2 else day.day)
    return Q(born_on__lte=limit) | Q(born_on=None) & ~Q(Exists(Enrolment.objects.filter(person=OuterRef("pk"))))


def _nobody(actor: "Actor") -> Q:
    return Q(pk__in=[])


def _own_school(actor: "Actor") -> Q:
    """The school of a class that the actor, or the actor's child, is in, or that the actor covers today."""
    known = actor.relations
    groups = known.groups_of("member") | known.groups_of("child_member") | known.groups_of("cover")
    return Q(Exists(Group.objects.filter(school=OuterRef("pk"), pk__in=groups)))


GROUND: dict[type[Model], Reach] = {
    Person: Reach(
        "person",
        pupil="id",
        states={
            "same_school": _enrolled_at("staff", _named),
            "led_school": _enrolled_at("leader"),
            "named": _named,
            "enrolled": _enrolled,
            "checkin_open": _enrolled,
            "own_class": _in_group("member"),
            "childs_class": _in_group("child_member"),
            "of_age": _of_age,
        },
    ),
    # the year of a class as a whole is nobody's: it is the sum of its subjects'
    Group: Reach("group", group="id", school="school", states={"unowned": _nobody}),
    School: Reach("school", school="id", states={"own_school": _own_school}),
    Guardianship: Reach(
        "custody_status",
        pupil="pupil",
        states={
            "run_school": lambda actor: (
                Q(
                    Exists(
                        Enrolment.objects.filter(
                            live(actor.today),
                            person=OuterRef("pupil"),
                            school__in=actor.relations.schools_of("leader") | actor.relations.schools_of("secretary"),
                        )
                    )
                )
                if actor.substantial
                else Q(pk__in=[])
            ),
            "own_link": lambda actor: Q(guardian=actor.person_id),
            "led_school": lambda actor: Q(
                Exists(
                    Enrolment.objects.filter(
                        live(actor.today), person=OuterRef("pupil"), school__in=actor.relations.schools_of("leader")
                    )
                )
            ),
        },
    ),
}
