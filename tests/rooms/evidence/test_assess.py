"""A judgement in the class's grid: given at once, once a key, taken back within the minute."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404

from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.evidence import states
from spor.evidence.actions.assess import assess, withdraw_assessment
from spor.evidence.models import Assessment, GoalState
from tests.cast import NOW, Cast, build_cast
from tests.rooms.evidence import work


@pytest.fixture
def run(cast: Cast):
    return work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)


def test_a_level_is_the_state_at_once_and_gone_when_withdrawn(cast, actor, run) -> None:
    goal = cast.goals[0]
    for number, level in enumerate([1, 3]):
        mette = actor(cast.mette, now=NOW + dt.timedelta(hours=number))
        judged = assess(actor=mette, pupil=cast.viggo, goal=goal, level=level, run=run, key=f"k{number}")
    again = assess(actor=mette, pupil=cast.viggo, goal=goal, level=3, run=run, key="k1")
    assert again == judged and Assessment.objects.count() == 2
    state = GoalState.objects.get()
    assert (state.level, state.previous, state.run) == (3, 1, run)
    withdraw_assessment(actor=mette, assessment=judged)
    withdraw_assessment(actor=mette, assessment=judged)
    assert GoalState.objects.get().level == 1
    assert states.rebuild() == 0


def test_another_level_at_once_is_a_correction(cast, actor, run) -> None:
    for seconds, level in ((0, 4), (5, 2), (90, 3)):
        now = NOW + dt.timedelta(seconds=seconds)
        assess(
            actor=actor(cast.mette, now=now), pupil=cast.viggo, goal=cast.goals[0], level=level, run=run, key=work.key()
        )
    state = GoalState.objects.get()
    assert (state.level, state.previous, state.earlier) == (3, 2, None)
    assert states.rebuild() == 0


def test_nothing_outside_the_five_levels(cast, actor, run) -> None:
    for level in (-1, 5, 7):
        with pytest.raises(Refused):
            assess(actor=actor(cast.mette), pupil=cast.viggo, goal=cast.goals[0], level=level, run=run, key="k")
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("who", "goal", "fault"),
    [
        ("jonas", 2, PermissionDenied),  # historie is not his
        ("birgitte", 0, PermissionDenied),
        ("ida", 0, Http404),
        ("otto", 0, Http404),
        ("viggo", 0, Http404),
        ("nina", 0, Http404),
    ],
)
def test_only_who_may_judge_this_goal_with_this_pupil(cast, actor, run, who, goal, fault) -> None:
    with pytest.raises(fault):
        assess(actor=actor(cast.people[who]), pupil=cast.viggo, goal=cast.goals[goal], level=2, run=run, key="k")
    assert not Assessment.objects.exists() and not GoalState.objects.exists()


def test_a_withdrawal_is_the_givers_and_of_the_minute(cast, actor, run) -> None:
    judged = assess(actor=actor(cast.mette), pupil=cast.viggo, goal=cast.goals[0], level=2, run=run, key="k")
    with pytest.raises(Refused):
        withdraw_assessment(actor=actor(cast.jonas), assessment=judged)
    with pytest.raises(Refused):
        withdraw_assessment(actor=actor(cast.mette, now=NOW + dt.timedelta(minutes=2)), assessment=judged)
    with pytest.raises(Refused):
        assess(actor=actor(cast.mette), pupil=cast.oskar, goal=cast.goals[0], level=2, run=run, key="k")


@pytest.mark.django_db(transaction=True)
def test_two_who_judge_at_the_same_moment_are_both_in_the_state() -> None:
    cast = build_cast()
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    ready, faults = threading.Barrier(4), []

    def judge(number: int) -> None:
        person = (cast.mette, cast.jonas)[number % 2]
        moment = NOW + dt.timedelta(hours=number)
        actor = Actor(person.pk, moment, account_id=person.account.pk, mfa=True, substantial=True)
        ready.wait()
        try:
            assess(actor=actor, pupil=cast.viggo, goal=cast.goals[0], level=number, run=run, key=f"k{number}")
        except Exception as fault:  # shown by the assertion
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=judge, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    state = GoalState.objects.get()
    assert (state.level, state.previous, state.earlier) == (3, 2, 1)
    assert states.rebuild() == 0
