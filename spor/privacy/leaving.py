"""Who has left the municipality's schools, and when: what most terms are counted from. The register never deletes, it ends."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from spor.people.models import Enrolment, Guardianship, Membership, Person, Post

ERASED = "slettet-"  # how the Unilogin of somebody erased begins
_NEVER = dt.date(1900, 1, 1)


@dataclass(frozen=True)
class Leaver:
    """`on` is half-open: the first day without a place. `is_pupil`: was one here, ever."""

    person_id: int
    on: dt.date
    is_pupil: bool


def leavers(today: dt.date, persons: QuerySet[Person] | None = None) -> dict[int, Leaver]:
    """Everybody who has no place today and none to come, by id: no enrolment, membership or post, and no child who has one.

    Somebody whom no row and no register file dates is not among them: nothing of theirs ends by itself.
    """
    rows = Person.objects.all() if persons is None else persons
    gone = rows.exclude(_has_place(today)).annotate(left=_last_day(), was_pupil=Exists(_of(Enrolment, "person")))
    return {
        person: Leaver(person, left, was_pupil)
        for person, left, was_pupil in gone.values_list("pk", "left", "was_pupil")
        if left > _NEVER and left <= today
    }


def _has_place(today: dt.date) -> Q:
    lasting = Q(to_on=None) | Q(to_on__gt=today)
    child = Enrolment.objects.filter(lasting, person=OuterRef("pupil"))
    return (
        Exists(_of(Enrolment, "person").filter(lasting))
        | Exists(_of(Membership, "person").filter(lasting))
        | Exists(_of(Post, "person").filter(lasting))
        | Q(Exists(_of(Guardianship, "guardian").filter(lasting).filter(Exists(child))))
    )


def _last_day() -> Greatest:
    """The last of all the days on which something of theirs ended; for a guardian the child's own last day too."""
    children = Enrolment.objects.filter(person__guardians__guardian=OuterRef("pk"), person__guardians__to_on=None)
    return Greatest(
        _or_never("seen_on"),
        *(_or_never(_last(_of(model, "person"))) for model in (Enrolment, Membership, Post)),
        _or_never(_last(_of(Guardianship, "guardian"))),
        _or_never(_last(children)),
    )


def _of(model: type[Enrolment | Membership | Post | Guardianship], field: str) -> QuerySet[Any]:
    return model._default_manager.filter(**{field: OuterRef("pk")})


def _last(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.filter(to_on__isnull=False).order_by("-to_on").values("to_on")[:1])


def _or_never(day: object) -> Coalesce:
    return Coalesce(day, _NEVER, output_field=DateField())
