"""Answers and «Jeg har læst den»: each at home alone, and the team sees both (decision 0006)."""

import pytest

from spor.access import drafts
from spor.plans.models import Acknowledgement, Answer, PlanSnapshot
from tests.cast import NOW, Cast
from tests.rooms.plans.trail import Trail


@pytest.fixture
def snapshot(cast: Cast, trail: Trail) -> PlanSnapshot:
    return PlanSnapshot.objects.create(
        pupil=cast.oskar,
        at=NOW,
        since_on=NOW.date().replace(month=8, day=1),
        by=cast.mette,
        class_name="5.B",
        school_name="Kastanjeskolen",
        pupil_name="Oskar Dahl",
        key="k",
    )


def page(client, cast: Cast) -> str:
    return client.get(f"/elever/{cast.oskar.code}/plan/").content.decode()


def answer(client, cast: Cast, snapshot: PlanSnapshot, text: str = "Han læser mere.", **more):
    return client.post(
        f"/elever/{cast.oskar.code}/plan/udgaver/{snapshot.code}/svar/", {"text": text, "key": "a", **more}
    )


def acknowledge(client, cast: Cast, snapshot: PlanSnapshot):
    return client.post(f"/elever/{cast.oskar.code}/plan/udgaver/{snapshot.code}/laest/")


def test_the_other_home_sees_no_trace(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    import re

    def still(text: str) -> str:
        """The page without what differs from one load to the next: tokens and keys."""
        return re.sub(r'value="[^"]*"|content="[^"]*"', "", text)

    sign_in(client, cast.signe)
    before = still(page(client, cast))
    sign_in(client, cast.henrik)
    assert answer(client, cast, snapshot).status_code == acknowledge(client, cast, snapshot).status_code == 302
    mine = page(client, cast)
    assert "Han læser mere." in mine and "Du har læst planen" in mine
    for who in (cast.signe, cast.oskar):
        sign_in(client, who)
        text = page(client, cast)
        assert "Han læser mere." not in text and "Du har læst planen" not in text
    sign_in(client, cast.signe)
    assert still(page(client, cast)) == before


def test_the_team_sees_both(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    for who, text in ((cast.henrik, "Fra Henrik"), (cast.signe, "Fra Signe")):
        sign_in(client, who)
        answer(client, cast, snapshot, text, key=who.uniid)
    acknowledge(client, cast, snapshot)
    sign_in(client, cast.mette)
    text = page(client, cast)
    assert "Fra Henrik" in text and "Fra Signe" in text
    assert "Signe · i dag" in text and "Henrik · ikke endnu" in text
    sign_in(client, cast.jonas)
    assert "Fra Henrik" in page(client, cast)


def test_the_other_reads_it_when_the_writer_says_so(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    assert "Signe må også læse det" in page(client, cast)
    answer(client, cast, snapshot, to=[cast.signe.code])
    sign_in(client, cast.signe)
    assert "Han læser mere." in page(client, cast)
    sign_in(client, cast.oskar)
    assert "Han læser mere." not in page(client, cast)


def test_nobody_else_can_be_let_in(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    assert answer(client, cast, snapshot, to=[cast.jens.code]).status_code == 409
    assert not Answer.objects.exists()


def test_twice_is_once(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    for _ in range(2):
        answer(client, cast, snapshot)
        acknowledge(client, cast, snapshot)
    assert Answer.objects.count() == Acknowledgement.objects.count() == 1


@pytest.mark.parametrize(("text", "said"), [("", "Skriv noget"), ("x" * 10_000, "10000 tegn")])
def test_bad_answers_come_back_with_every_word(
    cast: Cast, snapshot: PlanSnapshot, client, sign_in, text: str, said: str
) -> None:
    sign_in(client, cast.henrik)
    found = answer(client, cast, snapshot, text)
    assert found.status_code == 422
    assert said in found.content.decode() and text in found.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_being_written_is_kept(cast: Cast, snapshot: PlanSnapshot, client, sign_in, actor) -> None:
    drafts.save_draft(
        actor=actor(cast.henrik), thing=f"plan-{cast.oskar.code}", code=snapshot.code, field="text", text="Halvt"
    )
    sign_in(client, cast.signe)
    assert "Halvt" not in page(client, cast)
    sign_in(client, cast.henrik)
    assert "Halvt" in page(client, cast)
    answer(client, cast, snapshot)
    assert "Halvt" not in page(client, cast)


@pytest.mark.parametrize("who", ["mette", "jonas"])
def test_staff_do_not_acknowledge(cast: Cast, snapshot: PlanSnapshot, client, sign_in, who: str) -> None:
    sign_in(client, getattr(cast, who))
    assert acknowledge(client, cast, snapshot).status_code == 403
    assert answer(client, cast, snapshot).status_code == 403


def test_before_anything_is_shared_the_plan_is_on_its_way(cast: Cast, trail: Trail, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    text = page(client, cast)
    assert "Planen er på vej" in text and "Mette deler den før samtalen" in text
    assert "Jeg har læst den" not in text


def test_a_young_pupil_gets_the_young_page_in_pupil_words(cast: Cast, client, sign_in) -> None:
    from tests.rooms.plans.trail import Trail

    trail = Trail(cast)
    trail.judge(cast.alma, 0, 3)
    sign_in(client, cast.alma)
    text = client.get(f"/elever/{cast.alma.code}/plan/").content.decode()
    assert 'class="young"' in text and "Jeg kan finde svar i en tekst" in text and "spor-speak" in text
    assert "Jeg kan" in text and "På vej" not in text
