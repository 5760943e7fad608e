"""An edition never changes, and it carries everything a class needs."""

import datetime as dt
from dataclasses import replace

import pytest

from spor.access.models import Event
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.forloeb import actions
from spor.forloeb.models import BlockGoal, EditionBlock
from spor.forloeb.queries import edition_blocks
from spor.forloeb.texts import BlockText, GoalText


def _publish(by, forloeb):
    return actions.publish(actor=by, forloeb=forloeb, key=new_code())


def test_what_is_written_afterwards_is_not_in_the_edition(forloeb, mette, put, write):
    block = put(forloeb, body="Som det var")
    edition = _publish(mette, forloeb)
    write(mette, block, "Som det blev, et minut efter")
    assert [line.body for line in edition_blocks(edition)] == ["", "Som det var"]
    assert block.versions.count() == 2


def test_removing_and_moving_leaves_the_edition_alone(forloeb, mette, put):
    first, second = put(forloeb, title="Et"), put(forloeb, title="To")
    edition = _publish(mette, forloeb)
    actions.move_block(actor=mette, block=second, up=True)
    actions.remove_block(actor=mette, block=first)
    assert [line.title for line in edition_blocks(edition)] == ["Gys og gru", "Et", "To"]
    later = _publish(mette, forloeb)
    assert [line.title for line in edition_blocks(later)] == ["Gys og gru", "To"]
    assert (edition.n, later.n) == (1, 2)


def test_the_same_press_twice_is_one_edition_and_one_event(forloeb, mette):
    key = new_code()
    made = {actions.publish(actor=mette, forloeb=forloeb, key=key).pk for _ in range(2)}
    assert len(made) == 1
    assert Event.objects.filter(deed="publish").count() == 1


def test_nothing_new_is_no_new_edition(forloeb, mette):
    _publish(mette, forloeb)
    with pytest.raises(Refused, match="ikke ændret noget siden 1. udgave"):
        _publish(mette, forloeb)


def test_a_forloeb_without_a_title_is_not_published(forloeb, mette):
    front = forloeb.front
    actions.save_block(actor=mette, block=front, base=front.head.base, text=BlockText(body="Uden titel"))
    with pytest.raises(Refused, match="Giv forløbet en titel"):
        _publish(mette, forloeb)


def test_publishing_makes_wordings_that_evidence_can_refer_to(cast, forloeb, mette, put):
    goal, own = cast.goals[0], "Jeg finder selv tre svar"
    block = put(forloeb, "assignment", goals=(GoalText(goal.pk, own, ("", "Ét svar", "", "")),))
    assert BlockGoal.objects.get(version__block=block).wording is None
    edition = _publish(mette, forloeb)
    line = edition_blocks(edition)[1].goals[0]
    assert (line.words, line.wording.text, line.wording.owner_id) == (own, own, cast.mette.pk)
    assert [(sign.level, sign.text) for sign in line.signs] == [(2, "Ét svar")]
    # Written on, the words are the same wording; changed, they are a new one, and the edition keeps the old.
    later = replace(mette, now=mette.now + dt.timedelta(hours=1))
    block.refresh_from_db()
    text = BlockText(title="Ny titel", goals=(GoalText(goal.pk, own),))
    actions.save_block(actor=later, block=block, base=block.head.base, text=text)
    second = edition_blocks(_publish(later, forloeb))[1].goals[0]
    assert second.wording == line.wording
    block.refresh_from_db()
    text = BlockText(title="Ny titel", goals=(GoalText(goal.pk, "Jeg finder fire"),))
    actions.save_block(actor=later, block=block, base=block.head.base, text=text)
    third = edition_blocks(_publish(later, forloeb))[1].goals[0]
    assert third.wording.text == "Jeg finder fire"
    assert edition_blocks(edition)[1].goals[0].words == own


@pytest.mark.parametrize("rows", [1, 3])
def test_an_edition_is_read_in_three_queries(cast, forloeb, mette, put, rows, django_assert_num_queries):
    for number in range(rows):
        put(forloeb, "text", body=str(number))
        put(forloeb, "assignment", goals=tuple(GoalText(goal.pk, "Jeg kan", ("a",) * 4) for goal in cast.goals[:rows]))
    edition = _publish(mette, forloeb)
    with django_assert_num_queries(3):
        lines = edition_blocks(edition)
        said = [
            (line.kind, line.title, line.file, [(goal.code, goal.area, goal.grade) for goal in line.goals])
            for line in lines
        ]
    assert len(said) == 1 + 2 * rows


def test_a_version_stands_once_in_an_edition(forloeb, mette, put):
    put(forloeb)
    edition = _publish(mette, forloeb)
    versions = list(EditionBlock.objects.filter(edition=edition).values_list("version", flat=True))
    assert len(versions) == len(set(versions)) == 2
