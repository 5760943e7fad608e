"""Answers and «Jeg har læst den»: each at home alone, and the team sees both (decision 0006)."""

import pytest
from django.urls import reverse

from spor.access import drafts
from spor.access.models import Event
from spor.base import files
from spor.people.models import Person, Post
from spor.plans.models import Acknowledgement, Answer, AnswerReader, PlanSnapshot
from tests.cast import NOW, Cast
from tests.rooms.base import samples
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


def replied(client, cast: Cast, text: str = "Godt at høre.", **more):
    address = reverse("plan_replies", args=[cast.oskar.code, Answer.objects.filter(after=None).latest("pk").code])
    return client.post(address, {"text": text, "key": "b", **more})


def test_the_team_answers_and_only_who_wrote_reads_it(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    answer(client, cast, snapshot)
    sign_in(client, cast.jonas)
    assert "Svar Henrik" in page(client, cast)
    assert [replied(client, cast).status_code for _ in range(2)] == [302, 302]
    sign_in(client, cast.henrik)
    mine = page(client, cast)
    assert "Godt at høre." in mine and "Jonas" in mine and mine.index("Han læser mere.") < mine.index("Godt at høre.")
    for who in (cast.signe, cast.oskar):
        sign_in(client, who)
        assert "Godt at høre." not in page(client, cast)
        assert replied(client, cast, key="c").status_code == 404
    sign_in(client, cast.mette)
    assert "Godt at høre." in page(client, cast)
    assert Answer.objects.count() == 2 and Event.objects.filter(deed="reply").count() == 1


def test_whoever_was_let_in_reads_the_reply_too(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    answer(client, cast, snapshot, to=[cast.signe.code])
    sign_in(client, cast.mette)
    replied(client, cast)
    sign_in(client, cast.signe)
    assert "Godt at høre." in page(client, cast)


def test_a_reply_being_written_is_kept_and_a_bad_one_comes_back(
    cast: Cast, snapshot: PlanSnapshot, client, sign_in, actor
) -> None:
    sign_in(client, cast.henrik)
    answer(client, cast, snapshot)
    code = Answer.objects.get().code
    thing = f"plan-{cast.oskar.code}"
    drafts.save_draft(actor=actor(cast.mette), thing=thing, code=code, field="text", text="Halvt svar")
    sign_in(client, cast.mette)
    assert "Halvt svar" in page(client, cast)
    wrong = replied(client, cast, "x" * 10_000)
    assert (
        wrong.status_code == 422 and "10000 tegn" in wrong.content.decode() and "x" * 10_000 in wrong.content.decode()
    )
    replied(client, cast)
    assert "Halvt svar" not in page(client, cast)


def test_a_leader_is_let_in_by_name_and_nobody_at_home_is(cast: Cast, snapshot: PlanSnapshot, client, sign_in) -> None:
    sign_in(client, cast.henrik)
    answer(client, cast, snapshot)
    address = reverse("plan_readers", args=[cast.oskar.code, Answer.objects.get().code])
    sign_in(client, cast.mette)
    assert f"Lad {cast.susanne.name} læse med" in client.get(address).content.decode()
    for person in (cast.signe, cast.jens):
        assert client.post(address, {"person": person.code}).status_code == 409
    for _ in range(2):
        assert client.post(address, {"person": cast.susanne.code}).status_code == 302
    assert AnswerReader.objects.get().person == cast.susanne
    assert "Alle skolens ledere læser med" in client.get(address).content.decode()
    sign_in(client, cast.jonas)
    assert client.get(address).status_code == 403


def test_who_reads_along_costs_the_same_however_many(
    cast: Cast, snapshot: PlanSnapshot, client, sign_in, django_assert_num_queries
) -> None:
    sign_in(client, cast.henrik)
    answer(client, cast, snapshot)
    address = reverse("plan_readers", args=[cast.oskar.code, Answer.objects.get().code])
    sign_in(client, cast.mette)
    for rows in (1, 3):
        with django_assert_num_queries(10):
            client.get(address)
        for number in range(2):
            person = Person.objects.create(uniid=f"l{rows}{number}", given_name=f"Leder {number}")
            Post.objects.create(person=person, school=cast.kastanje, role="leader", from_on=NOW.date())
            AnswerReader.objects.create(answer=Answer.objects.get(), person=person)


def test_a_copy_is_taken_along_with_a_reason(cast: Cast, snapshot: PlanSnapshot, client, sign_in, own_files) -> None:
    """Whoever leads the class says why; who only teaches it reads on the screen."""
    snapshot.pdf = files.keep_made(samples.PDF, name="plan.pdf", now=NOW)
    snapshot.save()
    paper = reverse("plan_pdf", args=[cast.oskar.code, snapshot.code])
    sign_in(client, cast.jonas)
    assert client.get(paper).status_code == 403 and paper not in page(client, cast)
    sign_in(client, cast.mette)
    asked = client.get(paper)
    assert asked.status_code == 403 and "Hvorfor har du brug for at tage en kopi om Oskar" in asked.content.decode()
    said = client.post(reverse("purpose", args=[cast.oskar.code]), {"reason": "Samtale i morgen", "next": paper})
    assert said["Location"] == paper and client.get(paper).status_code == 200
    assert paper in page(client, cast)


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
    type(cast.wordings[0]).objects.filter(pk=cast.wordings[0].pk).update(icon="fish")
    sign_in(client, cast.alma)
    text = client.get(f"/elever/{cast.alma.code}/plan/").content.decode()
    assert 'class="young"' in text and "Jeg kan finde svar i en tekst" in text and "spor-speak" in text
    assert "Jeg kan" in text and "På vej" not in text
    assert "#fish" in text  # the goal's own icon
