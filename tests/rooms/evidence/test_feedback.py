"""Giving feedback: words, a voice and levels in one deed, taken back whole, never doubled."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404

from spor.access import drafts
from spor.access.actor import Actor
from spor.access.models import Event
from spor.base.errors import Refused
from spor.evidence import states
from spor.evidence.actions.claim import claim
from spor.evidence.actions.feedback import Words, give_feedback, retract_feedback
from spor.evidence.actions.give_back import give_back
from spor.evidence.models import Assessment, Feedback, GoalState, Release
from spor.evidence.queries.feedback import feedback_on, given_feedback
from spor.evidence.queries.queue import awaiting
from tests.cast import NOW, Cast, build_cast
from tests.rooms.evidence import work


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2], by_group=True)


@pytest.fixture
def hand_in(cast: Cast, assignment):
    return work.handed_in_by(assignment, cast.viggo)


def give(actor, hand_in, *, key: str = "k1", text: str = "Jeg hører huset.", **more):
    levels = more.pop("levels", None)
    return give_feedback(actor=actor, hand_in=hand_in, words=Words(text=text, levels=levels), key=key, **more)


def test_feedback_judgements_and_states_come_together(cast, actor, hand_in) -> None:
    given = give(actor(cast.mette), hand_in, levels={cast.goals[0]: 3, cast.goals[1]: 0})
    assert [each.pupil for each in given] == [cast.viggo]
    assert Release.objects.get().by == cast.mette
    judged = {each.goal: each for each in Assessment.objects.all()}
    assert {goal: each.level for goal, each in judged.items()} == {cast.goals[0]: 3, cast.goals[1]: 0}
    assert judged[cast.goals[0]].wording == cast.wordings[0] and judged[cast.goals[0]].feedback == given[0]
    assert GoalState.objects.get(goal=cast.goals[0]).level == 3
    assert Event.objects.get(deed="give_feedback").pupil_id == cast.viggo.pk
    assert not awaiting(actor(cast.mette)).exists()
    assert states.rebuild() == 0


def test_a_doubled_press_is_one(cast, actor, hand_in) -> None:
    first = give(actor(cast.mette), hand_in, levels={cast.goals[0]: 3})
    again = give(actor(cast.mette), hand_in, levels={cast.goals[0]: 3})
    assert first == again and Feedback.objects.count() == Assessment.objects.count() == 1


def test_a_group_gets_it_all_at_once_or_some_of_them(cast, actor, assignment) -> None:
    hand_in = work.handed_in_by(assignment, cast.viggo, cast.oskar, cast.classmate)
    traces = list(hand_in.version.product.traces.order_by("pk"))
    given = give(actor(cast.mette), hand_in, levels={cast.goals[0]: 2})
    assert {each.pupil for each in given} == {cast.viggo, cast.oskar, cast.classmate}
    assert GoalState.objects.filter(level=2).count() == 3
    only = give(actor(cast.mette), hand_in, key="k2", text="Til dig", to=traces[1:2], seen=given[-1].code)
    assert [each.pupil for each in only] == [cast.oskar]
    retract_feedback(actor=actor(cast.mette), feedback=given[0])
    assert Feedback.objects.filter(release__retraction=None).get() == only[0]
    assert GoalState.objects.filter(level=2).count() == 0


def test_taken_back_within_a_minute_it_is_a_draft_again(cast, actor, hand_in) -> None:
    mette = actor(cast.mette)
    given = give(mette, hand_in, levels={cast.goals[0]: 3})[0]
    assert feedback_on(actor(cast.viggo), given.trace)
    assert retract_feedback(actor=mette, feedback=given) == hand_in
    retract_feedback(actor=mette, feedback=given)
    assert not feedback_on(actor(cast.viggo), given.trace)
    assert GoalState.objects.get(goal=cast.goals[0]).level is None
    assert states.rebuild() == 0
    assert drafts.texts_for(mette, thing="feedback", code=hand_in.code) == {
        "text": "Jeg hører huset.",
        f"level-{cast.goals[0].code}": "3",
    }
    assert awaiting(mette).get() == hand_in
    assert give(mette, hand_in, key="k2")[0].pk != given.pk


def test_after_a_minute_it_stays(cast, actor, hand_in) -> None:
    given = give(actor(cast.mette), hand_in)[0]
    with pytest.raises(Refused):
        retract_feedback(actor=actor(cast.mette, now=NOW + dt.timedelta(seconds=61)), feedback=given)
    with pytest.raises(PermissionDenied):
        retract_feedback(actor=actor(cast.jonas), feedback=given)


@pytest.mark.parametrize("who", ["stranger", "otto", "nina", "viggo", "classmate", "ida"])
def test_whoever_may_not_answer_finds_nothing(cast, actor, hand_in, who) -> None:
    with pytest.raises(Http404):
        give(actor(cast.people[who]), hand_in)


@pytest.mark.parametrize("who", ["birgitte", "susanne", "lone"])
def test_colleagues_are_told_that_it_is_not_theirs(cast, actor, hand_in, who) -> None:
    with pytest.raises(PermissionDenied):
        give(actor(cast.people[who]), hand_in)
    assert not Feedback.objects.exists()


def test_bad_words_are_refused_and_nothing_is_half_done(cast, actor, assignment, hand_in) -> None:
    mette = actor(cast.mette)
    for more in (
        {"text": ""},
        {"levels": {cast.goals[0]: 7}},
        {"levels": {cast.goals[4]: 2}},
        {"text": "x" * 10_001},
        {"to": []},
    ):
        with pytest.raises(Refused):
            give(mette, hand_in, **more)
    other = work.handed_in_by(assignment, cast.oskar)
    give(mette, other, key="other")
    with pytest.raises(Refused):
        give(mette, hand_in, key="other")
    assert Feedback.objects.count() == 1 and not Assessment.objects.exists()


def test_levels_only_in_ones_own_subject(cast, actor) -> None:
    run = work.make_run(cast, cast.g5b, cast.historie, by=cast.mette)
    hand_in = work.handed_in_by(work.make_assignment(run, cast.goals[2:4]), cast.viggo)
    with pytest.raises(Refused):
        give(actor(cast.jonas), hand_in, levels={cast.goals[2]: 3})
    assert not Feedback.objects.exists() and not GoalState.objects.filter(level__isnull=False).exists()
    assert give(actor(cast.jonas), hand_in)


def test_a_colleague_who_answered_meanwhile_stops_the_second(cast, actor, hand_in) -> None:
    given = give(actor(cast.jonas), hand_in, key="jonas")
    with pytest.raises(Refused) as refused:
        give(actor(cast.mette), hand_in, key="mette")
    assert refused.value.status == 409 and "Jonas" in str(refused.value)
    assert give(actor(cast.mette), hand_in, key="mette", seen=given[0].code)


def test_a_colleague_who_is_at_it_stops_the_second(cast, actor, hand_in) -> None:
    claim(actor=actor(cast.jonas), hand_in=hand_in)
    with pytest.raises(Refused) as refused:
        give(actor(cast.mette), hand_in)
    assert "Jonas er i gang med at svare Viggo" in str(refused.value)


def test_given_back_it_awaits_no_more_and_the_next_version_does(cast, actor, hand_in) -> None:
    mette = actor(cast.mette)
    with pytest.raises(Refused):
        give_back(actor=mette, hand_in=hand_in, text="")
    returned = give_back(actor=mette, hand_in=hand_in, text="Skriv slutningen igen.")
    assert give_back(actor=mette, hand_in=hand_in, text="Igen") == returned
    assert not awaiting(mette).exists()
    again = work.make_hand_in(hand_in.version.product, text="Anden udgave", at=NOW + dt.timedelta(hours=1))
    assert awaiting(mette).get() == again


def test_who_reads_what_was_given(cast, actor, hand_in, settings, django_assert_num_queries) -> None:
    give(actor(cast.mette), hand_in, levels={cast.goals[0]: 3})
    for who in ("viggo", "nina", "mette", "jonas"):
        assert len(given_feedback(actor(cast.people[who]), cast.viggo)) == 1, who
    for who in ("stepfather", "classmate", "otto", "ida", "birgitte", "susanne", "stranger"):
        assert given_feedback(actor(cast.people[who]), cast.viggo) == [], who
    settings.PARENTS_SEE_FEEDBACK = False
    assert given_feedback(actor(cast.nina), cast.viggo) == []
    reader = actor(cast.viggo)
    assert reader.relations
    for number in range(2):
        with django_assert_num_queries(4):
            shown = given_feedback(reader, cast.viggo)
        give(actor(cast.mette), hand_in, key=f"n{number}", levels={cast.goals[1]: 1}, seen=shown[0].code)
    assert shown[-1].levels[0].goal == "Jeg kan finde svar i en tekst" and shown[-1].author == "Mette"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("names", [("mette", "mette"), ("mette", "jonas")])
def test_of_two_presses_at_the_same_moment_one_counts(names) -> None:
    cast = build_cast()
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    hand_in = work.handed_in_by(work.make_assignment(run, cast.goals[:2]), cast.viggo)
    ready, outcomes = threading.Barrier(2), []

    def press(name: str) -> None:
        person = cast.people[name]
        teacher = Actor(person.pk, NOW, account_id=person.account.pk, mfa=True, substantial=True)
        ready.wait()
        try:
            outcomes.append(give(teacher, hand_in, key=name, levels={cast.goals[0]: 3})[0].pk)
        except Refused as refused:
            outcomes.append(refused.status)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    given = Feedback.objects.get()
    assert sorted(outcomes) == ([given.pk] * 2 if names[0] == names[1] else sorted([given.pk, 409]))
    assert Assessment.objects.count() == 1 and states.rebuild() == 0
