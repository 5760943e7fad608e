"""The predicates of figures and of a school's helpers, each made true or false for one actor in the world."""

from spor.access.models import Superuser
from spor.insight.models import Figure
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
