"""Handing in: once for all makers, once a press, again after a return, nothing lost on the way."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from spor.access import drafts
from spor.access.models import Event
from spor.base.errors import Refused
from spor.base.files import prepare
from spor.evidence.actions.hand_in import hand_in
from spor.evidence.actions.hold import hold, take_out
from spor.evidence.actions.self_assess import self_assess
from spor.evidence.models import (
    GoalState,
    HandIn,
    Product,
    ProductFile,
    ProductVersion,
    Return,
    SelfAssessment,
    Trace,
    TraceGoal,
)
from spor.evidence.queries import hand_ins
from spor.people.models import Membership
from tests.cast import NOW, TODAY, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2], by_group=True)


def photo(width: int = 64):
    return prepare(samples.upload(samples.jpeg(width), f"foto-{width}.jpg"))


@pytest.fixture
def press(cast: Cast, assignment, actor: Callable):
    """`press(person, text=…)`: that pupil hands in."""

    def do(person, **more):
        given = {"text": "Det var en mørk nat.", "files": [], "makers": [], "self_text": "", "self_levels": {}}
        given |= {"key": work.key()} | more
        return hand_in(actor=actor(person, now=given.pop("now", NOW)), assignment=assignment, **given)

    return do


def test_a_hand_in_is_a_product_with_a_trace_its_goals_and_the_pupils_word(cast: Cast, assignment, press) -> None:
    goal = cast.goals[0]
    handed = press(cast.viggo, files=[photo()], self_text="Svært til sidst.", self_levels={goal: 2})
    product = handed.version.product
    trace = Trace.objects.get()
    assert (trace.pupil, trace.product, trace.run, trace.subject) == (cast.viggo, product, assignment.run, cast.dansk)
    assert trace.made_at_school == cast.kastanje == product.made_at_school
    assert [(each.goal, each.wording) for each in TraceGoal.objects.order_by("id")] == list(
        zip(cast.goals[:2], cast.wordings[:2], strict=True)
    )
    said = SelfAssessment.objects.get()
    assert (said.text, said.pupil, said.levels.get().level) == ("Svært til sidst.", cast.viggo, 2)
    states = {state.goal: (state.traces, state.own_level) for state in GoalState.objects.all()}
    assert states == {cast.goals[0]: (1, 2), cast.goals[1]: (1, None)}
    assert handed.version.files.count() == 1 and handed.version.text == "Det var en mørk nat."
    assert Event.objects.get().deed == "hand_in"


def test_the_same_press_twice_is_one_hand_in(cast: Cast, press) -> None:
    first, second = (press(cast.viggo, key="samme", files=[photo()]) for _ in range(2))
    assert first == second
    assert (HandIn.objects.count(), Product.objects.count(), Trace.objects.count()) == (1, 1, 1)
    assert ProductFile.objects.count() == 1 and Event.objects.count() == 1


def test_another_pupils_key_opens_nothing(cast: Cast, press) -> None:
    press(cast.viggo, key="samme")
    with pytest.raises(Refused) as reason:
        press(cast.oskar, key="samme")
    assert reason.value.status == 409 and HandIn.objects.count() == 1


def test_a_group_hands_in_once_for_all_its_members(cast: Cast, press) -> None:
    handed = press(cast.viggo, makers=[cast.oskar, cast.noor, cast.viggo], self_levels={cast.goals[0]: 3})
    assert {trace.pupil for trace in handed.version.product.traces.all()} == {cast.viggo, cast.oskar, cast.noor}
    assert HandIn.objects.count() == Product.objects.count() == 1
    assert GoalState.objects.filter(pupil=cast.oskar).count() == 2
    assert SelfAssessment.objects.get().pupil == cast.viggo  # each says their own


def test_the_second_of_two_members_gets_the_first_ones_and_keeps_the_own_work(cast: Cast, assignment, press) -> None:
    first = press(cast.viggo, makers=[cast.oskar])
    second = press(
        cast.oskar, text="Min egen side.", files=[photo()], makers=[cast.viggo], self_text="Sjovt.", self_levels={}
    )
    assert second == first and HandIn.objects.count() == 1
    assert SelfAssessment.objects.get(pupil=cast.oskar).product == first.version.product
    aside = ProductVersion.objects.get(hand_in=None)
    assert (aside.text, aside.files.count()) == ("Min egen side.", 1)
    assert [trace.pupil for trace in aside.product.traces.all()] == [cast.oskar]


def test_the_second_who_has_nothing_more_leaves_no_trace_of_it(cast: Cast, press) -> None:
    press(cast.viggo, makers=[cast.oskar])
    press(cast.oskar, makers=[cast.viggo], text="Det var en mørk nat.")
    assert Product.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_key", [True, False])
def test_two_presses_at_once_make_one_hand_in(cast: Cast, assignment, press, same_key: bool) -> None:
    people = (cast.viggo, cast.viggo) if same_key else (cast.viggo, cast.oskar)
    start, answers = threading.Barrier(2), []

    def run(person, key) -> None:
        start.wait()
        try:
            answers.append(press(person, key=key, makers=[cast.viggo, cast.oskar]))
        finally:
            connection.close()

    keys = ("samme", "samme") if same_key else ("en", "to")
    threads = [threading.Thread(target=run, args=each) for each in zip(people, keys, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 2 and answers[0] == answers[1]
    assert HandIn.objects.count() == 1 and Trace.objects.filter(product=answers[0].version.product).count() == 2


def test_who_has_handed_in_alone_is_named_and_nothing_is_half_done(cast: Cast, press) -> None:
    press(cast.oskar)
    with pytest.raises(Refused) as reason:
        press(cast.viggo, makers=[cast.oskar], files=[photo()])
    assert "Oskar har allerede afleveret" in str(reason.value) and reason.value.field == "makers"
    assert not Trace.objects.filter(pupil=cast.viggo).exists() and HandIn.objects.count() == 1


def test_makers_are_of_the_class_and_only_where_the_work_is_by_group(cast: Cast, assignment, press) -> None:
    with pytest.raises(Refused, match="går ikke i klassen"):
        press(cast.viggo, makers=[cast.magnus])
    assignment.version.by_group = False
    assignment.version.save()
    assignment.refresh_from_db()
    with pytest.raises(Refused, match="hver for sig"):
        press(cast.viggo, makers=[cast.oskar])


def test_nothing_is_not_handed_in(cast: Cast, press) -> None:
    with pytest.raises(Refused, match="ikke noget at aflevere"):
        press(cast.viggo, text="", self_text="Det gik godt.")
    assert not Product.objects.exists()


def test_returned_work_is_handed_in_again_and_every_version_stays(cast: Cast, assignment, press) -> None:
    first = press(cast.viggo, makers=[cast.oskar], files=[photo(60), photo(61)], self_text="Ok.", self_levels={})
    Return.objects.create(hand_in=first, by=cast.mette, at=NOW, text="Ret slutningen.")
    page = hand_ins.hand_in_state(work_actor(cast.oskar), assignment)
    assert page.state == "returned" and page.text == "Det var en mørk nat." and len(page.held) == 2
    take_out(actor=work_actor(cast.oskar), assignment=assignment, code=page.held[0].code)
    later = NOW + dt.timedelta(days=1)
    second = press(cast.oskar, text="Bedre slutning.", files=[photo(62)], now=later)
    product = second.version.product
    assert product == first.version.product and [v.n for v in product.versions.order_by("n")] == [1, 2]
    first.version.refresh_from_db()
    assert (first.version.text, first.version.files.count()) == ("Det var en mørk nat.", 2)
    assert (second.version.text, second.version.files.count()) == ("Bedre slutning.", 2)
    assert product.traces.count() == 2 and set(GoalState.objects.values_list("traces", flat=True)) == {1}
    page = hand_ins.hand_in_state(work_actor(cast.viggo, later), assignment)
    assert page.state == "handed_in" and [line.version.n for line in page.versions] == [2, 1]


def work_actor(person, now: dt.datetime = NOW):
    from spor.access.actor import Actor

    return Actor(person.pk, account_id=person.account.pk, now=now, mfa=True, substantial=True)


def test_late_is_simply_accepted(cast: Cast, assignment, press) -> None:
    assignment.due_on = TODAY - dt.timedelta(days=3)
    assignment.save()
    assert press(cast.viggo).pk


def test_files_and_words_wait_until_they_are_handed_in(cast: Cast, assignment, press, actor: Callable) -> None:
    viggo = actor(cast.viggo)
    hold(actor=viggo, assignment=assignment, files=[photo(60)])
    hold(actor=viggo, assignment=assignment, files=[photo(60), photo(61)])  # chosen twice, lies there once
    drafts.save_draft(actor=viggo, thing="hand_in", code=assignment.code, field="text", text="Halvt")
    page = hand_ins.hand_in_state(viggo, assignment)
    assert (page.state, page.text, len(page.held)) == ("draft", "Halvt", 2)
    assert not GoalState.objects.exists() and not TraceGoal.objects.exists()
    handed = press(cast.viggo, text="Helt", files=[photo(61), photo(62)])
    assert handed.version.files.count() == 3 and Product.objects.count() == 1
    assert drafts.texts_for(viggo, thing="hand_in", code=assignment.code) == {}


def test_an_upload_that_arrives_after_the_press_changes_nothing(cast: Cast, assignment, press, actor: Callable) -> None:
    press(cast.viggo, files=[photo(60)], key="trykket")
    assert hold(actor=actor(cast.viggo), assignment=assignment, files=[photo(60)]) is None
    assert hold(actor=actor(cast.viggo), assignment=assignment, files=[photo(61)], key="trykket") is None
    assert Product.objects.count() == 1


def test_a_file_is_taken_out_only_of_the_own_work_in_hand(cast: Cast, assignment, press, actor: Callable) -> None:
    handed = press(cast.viggo, files=[photo()])
    file = handed.version.files.get()
    take_out(actor=actor(cast.viggo), assignment=assignment, code=file.code)
    hold(actor=actor(cast.oskar), assignment=assignment, text="Mit")
    take_out(actor=actor(cast.oskar), assignment=assignment, code=file.code)
    assert handed.version.files.count() == 1


def test_too_many_files_are_refused_and_none_is_kept(cast: Cast, assignment, press) -> None:
    with pytest.raises(Refused, match="plads til 20"):
        press(cast.viggo, files=[photo(40 + n) for n in range(21)])
    assert not ProductFile.objects.exists()


def test_each_member_says_how_it_went_once(cast: Cast, assignment, press, actor: Callable) -> None:
    product = press(cast.viggo, makers=[cast.oskar]).version.product
    trace = product.traces.get(pupil=cast.oskar)
    with pytest.raises(Refused, match="Skriv lidt"):
        self_assess(actor=actor(cast.oskar), trace=trace, text="", levels={})
    self_assess(actor=actor(cast.oskar), trace=trace, text="Jeg tegnede.", levels={cast.goals[0]: 4})
    assert GoalState.objects.get(pupil=cast.oskar, goal=cast.goals[0]).own_level == 4
    with pytest.raises(Refused, match="allerede"):
        self_assess(actor=actor(cast.oskar), trace=trace, text="Nej.", levels={})
    with pytest.raises(Http404):
        self_assess(actor=actor(cast.viggo), trace=trace, text="For ham.", levels={})


def test_only_pupils_of_the_class_hand_in(cast: Cast, press) -> None:
    for person in (cast.magnus, cast.nina, cast.stranger, cast.otto):
        with pytest.raises(Http404):
            press(person)
    for person in (cast.mette, cast.birgitte, cast.susanne):
        with pytest.raises(PermissionDenied):
            press(person)
    Membership.objects.filter(person=cast.viggo).update(to_on=TODAY)
    with pytest.raises(Http404):
        press(cast.viggo)
