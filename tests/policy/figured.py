"""The predicates of figures and of a school's helpers, each made true or false for one actor in the world."""

import datetime as dt

from spor.access.models import Superuser, SupportGrant
from spor.insight.models import Figure
from tests.cast import NOW
from tests.policy.world import LONG_AGO, World


def few_left(world: World) -> None:
    """Fewer than five pupils stand behind what the figure leaves."""
    Figure.objects.filter(pk=world.figure.pk).update(rest_pupils=4)


def n_ge_3_staff(world: World, actor: str, on: bool) -> None:
    if not on:
        Figure.objects.filter(pk=world.figure.pk).update(staff=2)


def superuser(world: World, actor: str, on: bool) -> None:
    Superuser.objects.create(
        school=world.school if on else world.other_school,
        person=world.people[actor],
        set_by=world.author,
        from_on=LONG_AGO,
    )


def grant_active(world: World, actor: str, on: bool) -> None:
    """False: the eight hours are over."""
    hours = dt.timedelta(hours=8)
    begins = NOW - dt.timedelta(hours=1) if on else NOW - hours
    SupportGrant.objects.create(window=world.support_window, by=world.author, from_at=begins, to_at=begins + hours)
