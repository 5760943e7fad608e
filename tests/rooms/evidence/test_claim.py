"""Two who share a queue do not meet in one product, whatever they press at the same moment."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from django.http import Http404

from spor.access import drafts
from spor.access.actor import Actor
from spor.evidence.actions.claim import claim, open_next
from spor.evidence.models import Claim
from tests.cast import NOW, Cast, build_cast
from tests.rooms.evidence import work

LATER = NOW + dt.timedelta(minutes=11)


@pytest.fixture
def hand_ins(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:2])
    return [work.handed_in_by(assignment, pupil) for pupil in (cast.oskar, cast.viggo, cast.classmate)]


def test_one_has_it_and_the_other_is_told_so(cast, actor, hand_ins) -> None:
    first = hand_ins[0]
    assert claim(actor=actor(cast.mette), hand_in=first)
    assert claim(actor=actor(cast.mette), hand_in=first)
    assert not claim(actor=actor(cast.jonas), hand_in=first)
    assert claim(actor=actor(cast.jonas, now=LATER), hand_in=first)
    assert not claim(actor=actor(cast.mette, now=LATER), hand_in=first)
    assert claim(actor=actor(cast.mette, now=LATER), hand_in=first, take_over=True)


def test_whoever_may_not_answer_may_not_claim(cast, actor, hand_ins) -> None:
    with pytest.raises(Http404):
        claim(actor=actor(cast.otto), hand_in=hand_ins[0])
    assert not Claim.objects.exists()


def test_moving_on_lets_go_unless_something_is_begun(cast, actor, hand_ins) -> None:
    mette = actor(cast.mette)
    for hand_in in hand_ins[:2]:
        claim(actor=mette, hand_in=hand_in, is_opening=True)
    assert [each.hand_in for each in Claim.objects.all()] == [hand_ins[1]]
    drafts.save_draft(actor=mette, thing="feedback", code=hand_ins[1].code, field="text", text="Jeg")
    claim(actor=mette, hand_in=hand_ins[2], is_opening=True)
    assert {each.hand_in for each in Claim.objects.all()} == set(hand_ins[1:])


def test_next_goes_through_the_class_by_name_and_skips_what_others_hold(cast, actor, hand_ins) -> None:
    oskar, viggo, liva = hand_ins
    mette = actor(cast.mette)
    assert open_next(actor=mette, after=liva) == oskar
    assert open_next(actor=mette, after=oskar) == viggo
    assert open_next(actor=mette, after=viggo) == liva
    claim(actor=actor(cast.jonas), hand_in=oskar)
    assert open_next(actor=mette, after=liva) == viggo


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_the_next_at_once_each_gets_another() -> None:
    cast = build_cast()
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:1])
    pupils = (cast.oskar, cast.viggo, cast.classmate, cast.noor)
    hand_ins = [work.handed_in_by(assignment, pupil) for pupil in pupils]
    got: dict[str, object] = {}
    ready = threading.Barrier(2)

    def teacher(name: str) -> None:
        person = cast.people[name]
        actor = Actor(person.pk, NOW, account_id=person.account.pk, mfa=True, substantial=True)
        ready.wait()
        try:
            got[name] = open_next(actor=actor, after=hand_ins[0])
        except Exception as fault:  # shown by the assertion
            got[name] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=teacher, args=(name,)) for name in ("mette", "jonas")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(each).__name__ for each in got.values()} == {"HandIn"}, (connection.vendor, got)
    assert got["mette"] != got["jonas"]
    assert {each.by.uniid: each.hand_in for each in Claim.objects.select_related("by")} == got
