"""What is read of goals, and whom to notice."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from spor.evidence.actions.assess import assess
from spor.evidence.models import GoalState
from spor.evidence.queries.goals import current_goals
from spor.evidence.queries.noticing import not_seen_lately
from tests.cast import NOW, Cast
from tests.rooms.evidence import work

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2])


def judge(actor, cast, pupil, goal, level, weeks_ago, run):
    moment = NOW - weeks_ago * WEEK
    return assess(actor=actor(cast.mette, now=moment), pupil=pupil, goal=goal, level=level, run=run, key=work.key())


def test_a_pupils_goals_as_dots_and_movement(cast, actor, assignment, django_assert_num_queries) -> None:
    work.handed_in_by(assignment, cast.viggo)
    for level, weeks in ((1, 6), (2, 5), (0, 4), (3, 1)):
        judge(actor, cast, cast.viggo, cast.goals[0], level, weeks, assignment.run)
    viggo = actor(cast.viggo)
    assert viggo.relations
    with django_assert_num_queries(1):
        found = {each.goal: each for each in current_goals(viggo, cast.viggo, since_at=NOW - 2 * WEEK)}
    first, second = found[cast.goals[0]], found[cast.goals[1]]
    assert (first.levels, first.level, first.text, first.traces) == ([2, 0, 3], 3, "Jeg kan finde svar i en tekst", 1)
    assert first.moved_up and first.in_progress and first.subject == cast.dansk
    assert (second.levels, second.level, second.moved_up) == ([], None, False)
    for who in ("nina", "mette", "jonas"):
        assert len(current_goals(actor(cast.people[who]), cast.viggo)) == 2, who
    for who in ("classmate", "stepfather", "birgitte", "otto", "stranger"):
        assert current_goals(actor(cast.people[who]), cast.viggo) == [], who


def test_whom_nobody_has_seen_for_weeks(cast, actor, assignment, django_assert_num_queries) -> None:
    work.handed_in_by(assignment, cast.viggo)
    work.make_hand_in(work.make_product(assignment, [cast.oskar], at=NOW - 5 * WEEK))
    work.make_product(assignment, [cast.noor])  # begun, not handed in: her own
    mette = actor(cast.mette)
    assert mette.relations
    with django_assert_num_queries(1):
        noticed = not_seen_lately(mette)
    assert [each.name for each in noticed.pupils] == ["Liva Østergaard", "Nora Nygaard", "Oskar Dahl"]
    assert noticed.of == 4 and noticed.pupils[2].why.startswith("Intet spor siden onsdag den 21. oktober")
    assert noticed.pupils[0].why == "Intet spor endnu"
    assert not_seen_lately(actor(cast.stranger)).of == 0


def test_the_command_puts_right_what_is_wrong(cast, actor, assignment) -> None:
    judge(actor, cast, cast.viggo, cast.goals[0], 2, 0, assignment.run)
    said = StringIO()
    call_command("rebuild_states", stdout=said)
    GoalState.objects.update(level=4)
    call_command("rebuild_states", stdout=said)
    assert said.getvalue() == "All states were right.\n1 states were wrong and are right now.\n"
    assert GoalState.objects.get().level == 2
