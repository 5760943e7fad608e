"""The predicates of focus points, agreements, talks and results."""

from spor.integrations.models import ResultFile
from spor.plans.models import AgreementState, FocusRelease, FocusText, Preparation
from tests.cast import NOW
from tests.policy.world import World


def shown_to_home(world: World, actor: str, on: bool) -> None:
    if on:
        FocusRelease.objects.get_or_create(point=world.focus_point, defaults={"by": world.author, "at": NOW})


def not_another_guardians(world: World, actor: str, on: bool) -> None:
    FocusText.objects.filter(pk=world.focus_text.pk).update(part="school" if on else "home")


def open_to_all(world: World, actor: str, on: bool) -> None:
    """False: another guardian proposed it, and nobody has taken it up."""
    if on:
        AgreementState.objects.create(agreement=world.agreement, state="begun", by=world.author, at=NOW)


def wrote_it(world: World, actor: str, on: bool) -> None:
    if on:
        Preparation.objects.filter(pk=world.preparation.pk).update(by=world.people[actor])


def brought_it(world: World, actor: str, on: bool) -> None:
    if on:
        ResultFile.objects.filter(pk=world.result_file.pk).update(by=world.people[actor])
