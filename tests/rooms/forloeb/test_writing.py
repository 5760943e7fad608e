"""What one person writes in a block is never overwritten by another, nor by a slip of their own."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from spor.access.models import Event
from spor.base.codes import new_code
from spor.forloeb import actions
from spor.forloeb.models import BlockVersion
from spor.forloeb.texts import BlockText, GoalText, text_of


def _later(by, **delta):
    return replace(by, now=by.now + dt.timedelta(**delta))


def test_one_stretch_of_writing_is_one_version(forloeb, mette, put, write):
    block = put(forloeb)
    for text in ("Det var", "Det var en", "Det var en mørk"):
        kept = write(mette, block, text)
        assert not kept.is_conflict
    assert block.versions.count() == 1
    block.refresh_from_db()
    assert block.head.body == "Det var en mørk"
    assert block.head.n == 1


def test_after_ten_minutes_writing_on_is_a_new_version(forloeb, mette, put, write):
    block = put(forloeb, body="I går")
    write(_later(mette, minutes=11), block, "I går og i dag")
    assert list(block.versions.order_by("n").values_list("body", flat=True)) == ["I går", "I går og i dag"]


def test_the_same_save_twice_is_one_version(forloeb, mette, put, write):
    block = put(forloeb)
    later = _later(mette, minutes=20)
    base = block.head.base
    first = write(later, block, "To gange", base=base)
    again = write(later, block, "To gange", base=base)
    assert again.version.pk == first.version.pk
    assert not again.is_conflict
    assert block.versions.count() == 2


def test_deleting_much_never_overwrites(forloeb, mette, put, write):
    long = "Et langt stykke, som det tog en halv time at skrive. " * 10
    block = put(forloeb, body=long.strip())
    write(mette, block, "")
    assert block.versions.count() == 2
    assert block.versions.get(n=1).body == long.strip()


def test_two_people_keep_both_texts(shared, mette, jonas, put, write):
    block = put(shared, body="Fælles")
    base = block.head.base
    write(jonas, block, "Fælles, siger Jonas", base=base)
    kept = write(mette, block, "Fælles, siger Mette", base=base)
    block.refresh_from_db()
    assert kept.is_conflict
    assert kept.version.parent.body == "Fælles"
    assert block.head.body == "Fælles, siger Jonas"
    assert kept.head.pk == block.head.pk
    assert set(block.versions.values_list("body", flat=True)) == {
        "Fælles",
        "Fælles, siger Jonas",
        "Fælles, siger Mette",
    }


def test_a_head_that_grew_in_place_is_another_state(shared, mette, jonas, put, write):
    block = put(shared, body="Mettes første")
    seen_by_jonas = block.head.base
    write(mette, block, "Mettes første og anden")
    kept = write(jonas, block, "Mettes første, rettet", base=seen_by_jonas)
    assert kept.is_conflict
    block.refresh_from_db()
    assert block.head.body == "Mettes første og anden"


def test_whoever_writes_on_beside_the_head_has_one_side_version(shared, mette, jonas, put, write):
    block = put(shared, body="Fælles")
    base = block.head.base
    write(jonas, block, "Jonas", base=base)
    kept = write(mette, block, "Met", base=base)
    for text in ("Mette", "Mette skriver", "Mette skriver videre"):
        kept = write(mette, block, text, base=kept.version.base)
        assert kept.is_conflict
    sides = block.versions.filter(is_side=True)
    assert [side.body for side in sides] == ["Mette skriver videre"]


def test_one_who_builds_on_the_others_head_makes_a_new_version(shared, mette, jonas, put, write):
    block = put(shared, body="Mette")
    kept = write(jonas, block, "Mette og Jonas")
    assert not kept.is_conflict
    assert kept.version.parent.body == "Mette"
    assert kept.version.by_id == jonas.person_id


def test_a_version_that_another_began_from_no_longer_grows(shared, mette, jonas, put, write):
    block = put(shared, body="Et")
    base = block.head.base
    write(mette, block, "Et to")
    side = write(jonas, block, "Et tre", base=base).version
    write(mette, block, "Et to tre fire")
    assert BlockVersion.objects.get(pk=side.parent_id).body == "Et to"


def test_an_answer_that_was_lost_is_no_conflict(forloeb, mette, put, write):
    block = put(forloeb, body="Et")
    later = _later(mette, minutes=20)
    base = block.head.base
    write(later, block, "Et to", base=base)
    kept = write(later, block, "Et to tre", base=base)
    block.refresh_from_db()
    assert not kept.is_conflict
    assert block.head.body == "Et to tre"


def test_old_text_from_another_device_does_not_hide_newer(forloeb, mette, put, write):
    block = put(forloeb, body="Mandag")
    base = block.head.base
    write(_later(mette, days=1), block, "Tirsdag på computeren", base=base)
    kept = write(_later(mette, days=2), block, "Mandag på telefonen", base=base)
    block.refresh_from_db()
    assert kept.is_conflict
    assert block.head.body == "Tirsdag på computeren"


def test_text_without_a_known_base_is_kept_beside(shared, mette, jonas, put, write):
    block = put(shared, body="Jonas", by=jonas)
    kept = write(mette, block, "Fra ingen steder", base="")
    assert kept.is_conflict
    assert write(mette, block, "Vrøvl", base="<script>").is_conflict


@pytest.mark.parametrize("choice", ["side", "head", "both"])
def test_a_conflict_is_settled_and_nothing_is_lost(shared, mette, jonas, put, write, choice):
    block = put(shared, body="Fælles")
    base = block.head.base
    write(jonas, block, "Jonas", base=base)
    side = write(mette, block, "Mette", base=base).version
    text = {"side": "Mette", "head": "Jonas", "both": "Mette og Jonas"}[choice]
    actions.settle_conflict(actor=mette, side=side, text=BlockText(body=text))
    block.refresh_from_db()
    assert block.head.body == text
    assert block.head.settles_id == side.pk
    assert {"Fælles", "Jonas", "Mette"} <= set(block.versions.values_list("body", flat=True))
    count = block.versions.count()
    actions.settle_conflict(actor=jonas, side=side, text=BlockText(body="For sent"))
    assert block.versions.count() == count


def test_only_a_side_version_can_be_settled(forloeb, mette, put):
    block = put(forloeb, body="Et")
    with pytest.raises(Http404):
        actions.settle_conflict(actor=mette, side=block.head, text=BlockText())


def test_an_older_version_can_be_fetched_again(forloeb, mette, put, write):
    block = put(forloeb, "assignment", body="Før", due_week=48)
    write(_later(mette, minutes=20), block, "Nu")
    actions.restore_version(actor=_later(mette, minutes=40), version=block.versions.get(n=1))
    block.refresh_from_db()
    assert (block.head.n, block.head.body, block.head.due_week) == (3, "Før", 48)


def test_goals_words_and_signs_follow_the_text(cast, forloeb, mette, put):
    block = put(forloeb, "goals")
    actions.choose_goal(actor=mette, block=block, goal=cast.goals[0])
    block.refresh_from_db()
    said = GoalText(cast.goals[0].pk, "Jeg finder svar selv", ("", "Med hjælp", "", "Overalt"))
    text = BlockText(title="Mål", goals=(said,))
    actions.save_block(actor=mette, block=block, base=block.head.base, text=text)
    block.refresh_from_db()
    assert text_of(block.head) == text


def test_a_goal_is_first_said_as_the_framework_says_it_to_a_pupil(cast, forloeb, mette, put):
    block = put(forloeb, "goals")
    cast.wordings[0].delete()
    actions.choose_goal(actor=mette, block=block, goal=cast.goals[0])
    actions.choose_goal(actor=mette, block=block, goal=cast.goals[0])
    block.refresh_from_db()
    assert [goal.words for goal in block.head.goals.all()] == ["Jeg kan søge information"]


def test_a_goal_comes_in_although_somebody_writes_and_going_out_keeps_its_words(cast, shared, mette, jonas, put, write):
    block = put(shared, "assignment", body="Skriv")
    write(jonas, block, "Skriv en novelle")
    actions.choose_goal(actor=mette, block=block, goal=cast.goals[1])
    block.refresh_from_db()
    assert block.head.body == "Skriv en novelle"
    actions.drop_goal(actor=mette, block=block, goal=cast.goals[1])
    block.refresh_from_db()
    assert not block.head.goals.exists()
    assert block.head.parent.goals.get().words == "Jeg kan skrive en fortælling"


def test_writing_in_place_makes_no_row_of_events(forloeb, mette, put, write):
    block = put(forloeb)
    before = Event.objects.count()
    for text in ("a", "ab", "abc"):
        write(mette, block, text)
    assert Event.objects.count() == before


def test_only_authors_write(cast, actor, forloeb, put, write):
    block = put(forloeb)
    with pytest.raises(PermissionDenied):
        write(actor(cast.jonas), block, "Jeg er kollega, men skriver ikke med")
    for person in (cast.otto, cast.oskar, cast.henrik, cast.stranger, cast.rikke):
        with pytest.raises(Http404):
            write(actor(person), block, "Fremmed")


def test_an_author_who_left_every_school_writes_no_more(cast, shared, actor, put, write, now):
    block = put(shared)
    cast.jonas.posts.update(to_on=now.date())
    with pytest.raises(Http404):
        write(actor(cast.jonas), block, "Stadig her")


def test_blocks_of_one_form_are_one(forloeb, mette):
    key = new_code()
    kind = forloeb.front.Kind.TEXT
    made = {actions.add_block(actor=mette, forloeb=forloeb, kind=kind, key=key).pk for _ in range(2)}
    assert len(made) == 1


def test_a_save_that_arrives_late_changes_nothing(forloeb, mette, put):
    block = put(forloeb)
    base = block.head.base

    def save(body, stamp):
        return actions.save_block(actor=mette, block=block, base=base, text=BlockText(body=body), stamp=stamp)

    assert save("Det var en mørk nat", "side1.7").is_head
    late = save("Det var en mør", "side1.6")
    assert late.is_late
    assert not late.is_head
    block.refresh_from_db()
    assert block.head.body == "Det var en mørk nat"
    assert save("Fra et andet vindue", "side2.1").is_head
    assert block.versions.filter(body="Det var en mørk nat").exists()
