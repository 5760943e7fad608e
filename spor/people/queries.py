"""Building blocks about who is who. Unscoped (decision 0001): pages reach persons through `access.guard`, never from here alone."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from spor.base import schoolyear
from spor.base.collate import danish
from spor.people.models import Dated, Enrolment, Group, Guardianship, Membership, Person, Post, School, live

D = TypeVar("D", bound=Dated)


def standing(rows: QuerySet[D], day: dt.date) -> QuerySet[D]:
    """Rows not ended on `day`: those in force and those that begin later."""
    return rows.filter(Q(to_on=None) | Q(to_on__gt=day))


def live_groups(school_id: int, today: dt.date, *kinds: str) -> QuerySet[Group]:
    """Groups of a school in force on `today`, of these kinds (default all), by grade and name."""
    groups = Group.objects.filter(live(today), school_id=school_id)
    return (groups.filter(kind__in=kinds) if kinds else groups).order_by("grade", danish("name"))


def main_groups(pupils: Collection[int], day: dt.date) -> QuerySet[Enrolment]:
    """The enrolments in force on `day`, with group and school: a pupil's class then. Two where a pupil goes to two schools."""
    return (
        Enrolment.objects.filter(live(day), person_id__in=pupils).select_related("group", "school").order_by("-from_on")
    )


def main_group(pupil_id: int, day: dt.date) -> Group | None:
    """The pupil's class on `day`; the school they came to last where there are two."""
    enrolment = main_groups([pupil_id], day).first()
    return enrolment.group if enrolment else None


def pupils_of(groups: Collection[int], day: dt.date) -> QuerySet[Person]:
    """Pupils who are members of any of the groups on `day`, each once, in Danish order."""
    there = Membership.objects.filter(live(day), person=OuterRef("pk"), group_id__in=groups, role=Membership.Role.PUPIL)
    return Person.objects.filter(Exists(there)).order_by(danish("given_name"), danish("family_name"))


def staff_of(school_id: int, day: dt.date, *roles: str) -> QuerySet[Person]:
    """Persons with a post at the school on `day`, in these roles (default all), each once, in Danish order."""
    post = Post.objects.filter(live(day), person=OuterRef("pk"), school_id=school_id)
    post = post.filter(role__in=roles) if roles else post
    return Person.objects.filter(Exists(post)).order_by(danish("given_name"), danish("family_name"))


@dataclass(frozen=True)
class Places:
    """Where the register has a person: the numbers of the schools, and whether there is a post with the municipality itself."""

    numbers: frozenset[str]
    is_municipal: bool


def places_of(person_id: int, day: dt.date) -> Places:
    """Where the person is employed or goes to school on `day`, or has a child who does. Two queries."""
    children = Guardianship.objects.filter(live(day), guardian=person_id).values("pupil")
    posts = Post.objects.filter(live(day), person=person_id)
    there = Enrolment.objects.filter(Q(person=person_id) | Q(person__in=children), live(day))
    schools = School.objects.filter(Q(pk__in=posts.values("school")) | Q(pk__in=there.values("school")))
    return Places(
        numbers=frozenset(schools.values_list("number", flat=True)),
        is_municipal=posts.filter(school=None).exists(),
    )


def enrolments_of(pupil_id: int) -> QuerySet[Enrolment]:
    """Every class and grade the pupil has had, oldest first, with group and school. A row that never was in force is left out."""
    rows = Enrolment.objects.filter(person_id=pupil_id).exclude(to_on=F("from_on"))
    return rows.select_related("group", "school").order_by("from_on", "id")


def enrolments_in_year(pupil_id: int, first_year: int) -> QuerySet[Enrolment]:
    """The pupil's enrolments that touch the school year, oldest first."""
    begins, ends = schoolyear.year_starts(first_year), schoolyear.year_starts(first_year + 1)
    return enrolments_of(pupil_id).filter(Q(to_on=None) | Q(to_on__gt=begins), from_on__lt=ends)
