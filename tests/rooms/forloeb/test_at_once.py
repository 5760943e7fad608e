"""Two people press at the same moment: the database lets one after the other in, and both texts are there."""

import threading
from functools import partial

import pytest
from django.db import connection

from spor.base.codes import new_code
from spor.forloeb import actions
from spor.forloeb.models import Block
from spor.forloeb.texts import BlockText
from tests.cast import build_cast


def _at_once(*deeds):
    """Run the deeds in threads that start together; what they return, in order. A deed that failed raises here."""
    gate = threading.Barrier(len(deeds))
    answers = [None] * len(deeds)

    def run(place, deed):
        try:
            gate.wait(timeout=10)
            answers[place] = deed()
        except Exception as fault:
            answers[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer
    return answers


@pytest.fixture
def school(transactional_db):
    return build_cast()


@pytest.fixture
def shared(school, actor):
    mette = actor(school.mette)
    forloeb = actions.start_forloeb(actor=mette, school=school.kastanje, title="Gys", key=new_code())
    actions.add_author(actor=mette, forloeb=forloeb, person=school.jonas)
    return forloeb


def _save(by, block, body, base):
    return actions.save_block(actor=by, block=block, base=base, text=BlockText(body=body))


def test_two_texts_saved_at_once_are_both_kept(school, actor, shared):
    people = [actor(school.mette), actor(school.jonas)]
    for turn in range(5):
        block = actions.add_block(actor=people[0], forloeb=shared, kind=Block.Kind.TEXT, key=new_code())
        kept = _at_once(*(partial(_save, by, block, f"{by.person_id} {turn}", block.head.base) for by in people))
        assert sorted(each.is_conflict for each in kept) == [False, True]
        assert {f"{by.person_id} {turn}" for by in people} <= set(block.versions.values_list("body", flat=True))


def test_one_form_pressed_twice_at_once_makes_one_of_each(school, actor, shared):
    mette, keys = actor(school.mette), [new_code() for _ in range(3)]
    _at_once(
        *[
            lambda: actions.start_forloeb(actor=mette, school=school.kastanje, title="Nyt", key=keys[0]).pk,
            lambda: actions.start_forloeb(actor=mette, school=school.kastanje, title="Nyt", key=keys[0]).pk,
        ]
    )
    blocks = _at_once(
        *[lambda: actions.add_block(actor=mette, forloeb=shared, kind=Block.Kind.TEXT, key=keys[1]).pk] * 2
    )
    editions = _at_once(*[lambda: actions.publish(actor=mette, forloeb=shared, key=keys[2]).pk] * 2)
    assert len(set(blocks)) == len(set(editions)) == 1
    assert shared.blocks.count() == 2
    assert shared.editions.count() == 1
