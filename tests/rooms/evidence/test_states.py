"""The current state of (pupil, goal) is what the rows say, whatever happened in whatever order."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spor.evidence import states
from spor.evidence.models import Assessment, AssessmentWithdrawal, GoalState, Remark, Trace, TraceGoal
from tests.cast import NOW, Cast
from tests.rooms.evidence import work

LEVEL = st.integers(min_value=0, max_value=4)
MINUTES = st.integers(min_value=0, max_value=9)  # few, so that moments collide
WHICH = st.integers(min_value=0, max_value=1)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), WHICH, WHICH, LEVEL, MINUTES),
        st.tuples(st.just("withdraw"), WHICH, WHICH, LEVEL, MINUTES),
        st.tuples(st.just("hand in"), WHICH, WHICH, LEVEL, MINUTES),
        st.tuples(st.just("remark"), WHICH, WHICH, LEVEL, MINUTES),
        st.tuples(st.just("say"), WHICH, WHICH, LEVEL, MINUTES),
    ),
    max_size=12,
)


def stored() -> list[dict[str, object]]:
    """Every state, without its id."""
    rows = GoalState.objects.order_by("pupil", "goal").values()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2])


def do(cast: Cast, assignment, deed: str, who: int, what: int, level: int, minutes: int) -> None:
    pupil, goal, at = (cast.viggo, cast.oskar)[who], cast.goals[what], NOW + dt.timedelta(minutes=minutes)
    if deed == "judge":
        Assessment.objects.create(
            pupil=pupil, goal=goal, level=level, by=cast.mette, at=at, run=assignment.run, key=work.key()
        )
    elif deed == "withdraw":
        last = Assessment.objects.filter(pupil=pupil, goal=goal, withdrawal=None).order_by("-pk").first()
        if last:
            AssessmentWithdrawal.objects.create(assessment=last, by=cast.mette, at=at)
    elif deed == "remark":
        remark = Remark.objects.create(text="Set", by=cast.mette, at=at, key=work.key())
        trace = Trace.objects.create(pupil=pupil, kind=Trace.Kind.REMARK, at=at, author=cast.mette, remark=remark)
        TraceGoal.objects.create(trace=trace, goal=goal, wording=cast.wordings[what])
    else:
        product = work.make_product(assignment, [pupil], at=at)
        work.say_level(product, pupil, {goal: level}, at=at)
        if deed == "hand in":
            work.make_hand_in(product, at=at)
            states.touch(pupil_ids=[pupil.pk], goal_ids=[each.pk for each in cast.goals[:2]])
            return
    states.touch(pupil_ids=[pupil.pk], goal_ids=[goal.pk])


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_the_state_equals_what_is_rebuilt(cast: Cast, assignment, deeds) -> None:
    from django.db import transaction

    with transaction.atomic():
        for deed in deeds:
            do(cast, assignment, *deed)
        before = stored()
        assert states.rebuild() == 0
        assert stored() == before
        GoalState.objects.all().delete()
        states.rebuild()
        assert stored() == before
        transaction.set_rollback(True)


def test_the_last_three_that_stand_are_kept_with_their_dates(cast: Cast, assignment) -> None:
    for minutes, level in enumerate([1, 2, 0, 3]):
        do(cast, assignment, "judge", 0, 0, level, minutes)
    state = GoalState.objects.get()
    assert (state.level, state.previous, state.earlier) == (3, 0, 2)
    assert state.earlier_at == NOW + dt.timedelta(minutes=1) and state.run == assignment.run
    do(cast, assignment, "withdraw", 0, 0, 0, 9)
    state = GoalState.objects.get()
    assert (state.level, state.previous, state.earlier) == (0, 2, 1)


def test_what_is_not_handed_in_is_the_pupils_own(cast: Cast, assignment) -> None:
    do(cast, assignment, "say", 0, 0, 4, 0)
    assert not GoalState.objects.exists()
    do(cast, assignment, "hand in", 0, 0, 2, 1)
    state = GoalState.objects.get(goal=cast.goals[0])
    assert (state.own_level, state.traces, state.level, state.wording) == (2, 1, None, cast.wordings[0])


def test_two_versions_of_one_product_are_one_trace(cast: Cast, assignment) -> None:
    product = work.make_product(assignment, [cast.viggo])
    work.make_hand_in(product)
    work.make_hand_in(product, text="Anden udgave", at=NOW + dt.timedelta(days=1))
    states.touch(pupil_ids=[cast.viggo.pk], goal_ids=[cast.goals[0].pk])
    state = GoalState.objects.get()
    assert (state.traces, state.last_at) == (1, NOW + dt.timedelta(days=1))


def test_a_touch_is_three_statements_whatever_the_number(cast: Cast, assignment, django_assert_num_queries) -> None:
    work.make_hand_in(work.make_product(assignment, [cast.viggo, cast.oskar]))
    pupils, goals = [cast.viggo.pk, cast.oskar.pk], [goal.pk for goal in cast.goals[:2]]
    for some in (pupils[:1], pupils):
        with django_assert_num_queries(3):
            states.touch(pupil_ids=some, goal_ids=goals)
    assert GoalState.objects.count() == 4
