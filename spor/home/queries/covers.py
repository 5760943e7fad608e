"""Substitutes and the classes they have, for whoever gives them the window: leader and secretary."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import Cover
from spor.base import clock
from spor.people.models import Group, Person, Post
from spor.people.queries import staff_of


@dataclass(frozen=True)
class Window:
    """A cover that is open or to come. `last_on` is its last day."""

    cover: Cover
    is_open: bool

    @property
    def from_on(self) -> dt.date:
        return clock.today(self.cover.from_at)

    @property
    def last_on(self) -> dt.date:
        return clock.today(self.cover.to_at - dt.timedelta(seconds=1))


@dataclass(frozen=True)
class CoverPage:
    """One class, and whom one may give it: substitutes first, then everybody else at the school."""

    group: Group
    substitutes: list[Person]
    others: list[Person]
    windows: list[Window]


def windows(actor: Actor, group: Group | None = None) -> list[Window]:
    """The covers of the actor's schools that have not ended, the next to end first. One query; none for others."""
    rows = guard.visible(actor, Cover).filter(to_at__gt=actor.now).select_related("person", "group")
    if group is not None:
        rows = rows.filter(group=group)
    return [Window(row, row.from_at <= actor.now) for row in rows.order_by("to_at", "id")]


def cover_page(actor: Actor, code: str) -> CoverPage:
    """For whoever may open a cover in the class; 403 for colleagues, 404 for others."""
    group = guard.get_or_404(actor, Group, code, "open", thing="cover", rows=Group.objects.select_related("school"))
    substitutes = list(staff_of(group.school_id, actor.today, Post.Role.SUBSTITUTE))
    others = staff_of(group.school_id, actor.today).exclude(pk__in=[each.pk for each in substitutes])
    return CoverPage(group, substitutes, list(others), windows(actor, group))


def employee(actor: Actor, group: Group, code: str) -> Person | None:
    """An employee of the class's school by code."""
    return staff_of(group.school_id, actor.today).filter(code=code).first()


def with_names() -> QuerySet[Cover]:
    """Covers with what a line about one says, for the guard to choose from."""
    return Cover.objects.select_related("person", "group")
