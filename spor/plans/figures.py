"""Talks and books as counts without names, for whoever leads the school: as they stood when the last week closed (decision 0019)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import TeamRole
from spor.base import clock, schoolyear
from spor.people.models import Enrolment, Group, live
from spor.plans.models import PlanSnapshot, Talk
from spor.plans.models.talk import TalkEnd

LEAST = 5  # pupils behind a figure, and behind what it leaves out
LEADS = 3  # whoever leads a class must not be read out of a figure


@dataclass(frozen=True)
class Figure:
    """How many of so many. `count` None: too few stand behind it, or behind the rest, to be told."""

    count: int | None
    of: int

    @property
    def is_hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class TalkFigures:
    """What a leader sees of a class's talks: its year group, or the whole school where the year group is too small.

    upto_on   the figures are as they stood at the end of the day before
    """

    group: Group
    is_school: bool
    classes: int
    pupils: int
    upto_on: dt.date
    called: Figure
    held: Figure
    books: Figure

    @property
    def is_told(self) -> bool:
        return self.classes > 0


def talk_figures(actor: Actor, code: str) -> TalkFigures:
    """The figures that a leader of the school (and the class's lead) sees from the class's page. 404 and 403 as the class."""
    group = guard.get_or_404(
        actor, Group, code, "count", thing="class_talks", rows=Group.objects.select_related("school")
    )
    same_grade = _groups(actor, group).filter(grade=group.grade)
    if _leads(actor, same_grade) >= LEADS:
        return _figures(actor, group, same_grade, is_school=False)
    everybody = _groups(actor, group)
    if _leads(actor, everybody) >= LEADS:
        return _figures(actor, group, everybody, is_school=True)
    return _figures(actor, group, everybody.none(), is_school=True)


def _groups(actor: Actor, group: Group) -> QuerySet[Group]:
    return Group.objects.filter(live(actor.today), school=group.school_id, kind=Group.Kind.MAIN)


def _leads(actor: Actor, groups: QuerySet[Group]) -> int:
    rows = TeamRole.objects.filter(live(actor.today), kind=TeamRole.Kind.LEAD, group__in=groups)
    return rows.values("person").distinct().count()


def _figures(actor: Actor, group: Group, groups: QuerySet[Group], *, is_school: bool) -> TalkFigures:
    monday = actor.today - dt.timedelta(days=actor.today.weekday())
    upto = clock.start_of_day(monday)
    year = clock.start_of_day(schoolyear.year_starts(schoolyear.school_year(actor.today)))
    pupils = Enrolment.objects.filter(live(actor.today), group__in=groups)
    talks = Talk.objects.filter(pupil=OuterRef("person"), called_at__gte=year, called_at__lt=upto)
    held = talks.filter(end__kind=TalkEnd.Kind.HELD, end__at__lt=upto)
    books = PlanSnapshot.objects.filter(pupil=OuterRef("person"), at__gte=year, at__lt=upto)
    of = pupils.count()
    return TalkFigures(
        group=group,
        is_school=is_school,
        classes=groups.count(),
        pupils=of,
        upto_on=monday,
        called=figure(pupils.filter(Exists(talks.exclude(end__kind=TalkEnd.Kind.OFF))).count(), of),
        held=figure(pupils.filter(Exists(held)).count(), of),
        books=figure(pupils.filter(Exists(books)).count(), of),
    )


def figure(count: int, of: int) -> Figure:
    """The count, hidden where fewer than five stand behind it or behind what is left."""
    small = of < LEAST or 0 < count < LEAST or 0 < of - count < LEAST
    return Figure(None if small else count, of)
