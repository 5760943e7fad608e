"""A goal's own icon and sound: chosen by whoever writes, undone with one press, seen and heard by the class that runs it."""

import re

import pytest
from django.urls import reverse

from spor.base.codes import new_code
from spor.base.schoolyear import Week
from spor.curriculum.models import GoalWording
from spor.forloeb import actions
from spor.forloeb.texts import GoalText, text_of
from spor.teaching.actions.start_run import start_run
from spor.teaching.models import Assignment
from tests.rooms.base import samples

SAID = "Jeg kan finde svar"


@pytest.fixture
def block(forloeb, put, cast):
    return put(forloeb, "assignment", title="Find svar", goals=(GoalText(cast.goals[0].pk, SAID),))


def _at(name, block, *more):
    return reverse(name, args=[block.forloeb.code, block.code, *more])


def _goal(block):
    block.refresh_from_db()
    (goal,) = text_of(block.head).goals
    return goal


def _dress(mine, block, cast, **said):
    said = {"icon": "fish", "sound": samples.upload(samples.wav(), "optagelse.wav"), **said}
    return mine.post(_at("forloeb_goal", block, cast.goals[0].code), said)


def test_icon_and_sound_stay_when_the_words_change_and_go_with_one_press(mine, block, cast, mette):
    answer = _dress(mine, block, cast)
    assert answer.status_code == 302
    assert (_goal(block).icon, _goal(block).sound_id is not None) == ("fish", True)
    page = mine.get(reverse("forloeb", args=[block.forloeb.code])).content.decode()
    undo = re.search(r'action="([^"]+/historik/\w+/)"', page)
    assert "Sådan ser og hører eleverne målet nu." in page and undo and "Indtalt" in page

    said = {"base": block.head.base, "title": "Find svar", "goal": cast.goals[0].code}
    mine.post(_at("forloeb_block", block), {**said, f"said_{cast.goals[0].code}": "Jeg finder selv svar"})
    assert (_goal(block).said, _goal(block).icon) == ("Jeg finder selv svar", "fish")
    mine.post(undo[1])
    assert (_goal(block).said, _goal(block).icon, _goal(block).sound_id) == (SAID, "", None)


def test_the_sound_can_be_taken_out_and_what_is_no_sound_is_refused(mine, block, cast):
    _dress(mine, block, cast)
    assert _dress(mine, block, cast, sound="", icon="star").status_code == 302
    assert (_goal(block).icon, _goal(block).sound_id is not None) == ("star", True)
    assert _dress(mine, block, cast, sound="", no_sound="on").status_code == 302
    assert _goal(block).sound_id is None
    refused = _dress(mine, block, cast, sound=samples.upload(samples.jpeg(), "foto.jpg"))
    assert refused.status_code == 415
    for bad in ("../x", "<script>", "x" * 300):
        assert _dress(mine, block, cast, sound="", icon=bad).status_code == 422
    assert _goal(block).icon == "fish"


def test_the_class_sees_and_hears_it_and_nobody_else(mine, client, block, cast, mette, sign_in):
    _dress(mine, block, cast)
    edition = actions.publish(actor=mette, forloeb=block.forloeb, key=new_code())
    wording = GoalWording.objects.get(icon="fish")
    assert wording.text == SAID and wording.sound
    run = start_run(
        actor=mette, edition=edition, group=cast.g5b, first=Week(2026, 47), last=Week(2026, 50), key=new_code()
    )
    address = reverse("run_file", args=[run.code, wording.sound.code])
    sign_in(client, cast.viggo)
    page = client.get(reverse("hand_in", args=[Assignment.objects.get().code])).content.decode()
    assert f'data-audio="{address}' in page and "#fish" in page
    assert client.get(address).status_code == 200
    sign_in(client, cast.otto)
    assert client.get(address).status_code == 404
    assert client.get(reverse("forloeb_file", args=[block.forloeb.code, wording.sound.code])).status_code == 404
