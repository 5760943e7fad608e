"""«Jeg vil gerne tale med …» reaches that adult and nobody else, until the two have talked."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import DecimalField, FloatField, IntegerField
from django.urls import reverse

from spor.access.models import LookPupil, TeamRole
from spor.base.errors import Refused
from spor.wellbeing.actions.check_in import check_in, let_see
from spor.wellbeing.actions.talk import hold_talk, reopen_talk, take_back, wish_talk
from spor.wellbeing.models import CheckIn, CheckInReader, TalkHeld, TalkWish
from spor.wellbeing.queries.own import own_page
from spor.wellbeing.queries.shared import shared_page, waiting
from tests.cast import TODAY, Cast

ROOT = Path(__file__).parents[3]


def wish(cast: Cast, actor, **more: str) -> TalkWish:
    sent = {"adult": cast.ali.code, "key": "w1"} | more
    return wish_talk(actor=actor(cast.alma), pupil=cast.alma, **sent)


def test_it_reaches_the_adult_asked_for_and_is_closed_by_them(cast: Cast, actor) -> None:
    asked = wish(cast, actor)
    assert shared_page(actor(cast.ali)).wishes == [asked]
    assert shared_page(actor(cast.birgitte)).wishes == [] and not waiting(actor(cast.birgitte))
    with pytest.raises(PermissionDenied):
        hold_talk(actor=actor(cast.birgitte), wish=asked)
    for _twice in range(2):
        hold_talk(actor=actor(cast.ali), wish=asked)
    assert TalkHeld.objects.count() == 1 and shared_page(actor(cast.ali)).wishes == []
    reopen_talk(actor=actor(cast.ali), wish=asked)
    assert shared_page(actor(cast.ali)).wishes == [asked]


def test_asked_twice_is_one_wish_and_asked_again_after_the_talk_is_another(cast: Cast, actor) -> None:
    first = wish(cast, actor)
    assert wish(cast, actor) == first and wish(cast, actor, key="w2") == first
    hold_talk(actor=actor(cast.ali), wish=first)
    assert wish(cast, actor, key="w3") != first


def test_only_adults_at_school_and_a_short_text(cast: Cast, actor) -> None:
    for adult in (cast.signe, cast.otto, cast.oskar, cast.susanne):
        with pytest.raises(Refused):
            wish(cast, actor, adult=adult.code)
    with pytest.raises(Refused):
        wish(cast, actor, text="x" * 201)
    assert not TalkWish.objects.exists()


def test_the_pupil_takes_it_back_and_learns_when_the_adult_has_left(cast: Cast, actor) -> None:
    asked = wish(cast, actor)
    TeamRole.objects.filter(person=cast.ali).update(to_on=TODAY)
    assert own_page(actor(cast.alma), cast.alma.code).wishes == [(asked, None)]
    assert not waiting(actor(cast.ali))
    take_back(actor=actor(cast.alma), wish=asked)
    assert not TalkWish.objects.exists()


def test_the_adults_front_page_says_how_many_and_no_name(cast: Cast, actor, client, sign_in) -> None:
    wish(cast, actor, text="Noget med frikvarteret")
    check_in(actor=actor(cast.alma), pupil=cast.alma, answer="bad")
    let_see(actor=actor(cast.alma), pupil=cast.alma, adult=cast.ali.code)
    sign_in(client, cast.ali)
    front = client.get("/").content.decode()
    folded = front[front.index('hx-get="/trivsel/"') :].split("</details>")[0]
    assert "Én elev vil gerne tale med dig" in folded and "én har delt noget med dig" in folded
    for word in ("Alma", "Ked af det", "frown", "frikvarteret"):
        assert word not in folded
    assert "Ked af det" not in front and "frikvarteret" not in front
    assert not LookPupil.objects.exists()
    answer = client.get("/trivsel/", headers={"HX-Request": "true"})
    asked_for = answer.content.decode()
    assert "<html" not in asked_for and "Alma Dahl" in asked_for and "Noget med frikvarteret" in asked_for
    assert '<summary class="btn quiet">' in asked_for[: asked_for.index("Ked af det")]  # folded there too
    assert set(LookPupil.objects.values_list("pupil_id", "look__thing")) == {
        (cast.alma.pk, "wellbeing_answers"),
        (cast.alma.pk, "talk_wish"),
    }


def test_closing_is_one_press_and_can_be_undone(cast: Cast, actor, client, sign_in) -> None:
    asked = wish(cast, actor)
    sign_in(client, cast.ali)
    page = client.post(reverse("talk_held", args=[asked.code]), follow=True).content.decode()
    assert reverse("talk_reopened", args=[asked.code]) in page and "Alma" not in page
    client.post(reverse("talk_reopened", args=[asked.code]))
    assert not TalkHeld.objects.exists()


def test_a_guardian_who_was_ticked_has_it_on_the_front_page(cast: Cast, actor, client, sign_in) -> None:
    check_in(actor=actor(cast.alma), pupil=cast.alma, answer="bad")
    let_see(actor=actor(cast.alma), pupil=cast.alma, adult=cast.signe.code)
    for who, has in ((cast.signe, True), (cast.henrik, False)):
        sign_in(client, who)
        assert ("har delt noget med dig" in client.get("/").content.decode()) is has
        assert ("Ked af det" in client.get("/trivsel/").content.decode()) is has


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    cast: Cast, actor, client, sign_in, django_assert_num_queries, rows: int
) -> None:
    for pupil in (cast.oskar, cast.viggo, cast.classmate)[:rows]:
        me = actor(pupil)
        check_in(actor=me, pupil=pupil, answer="bad")
        let_see(actor=me, pupil=pupil, adult=cast.mette.code)
        wish_talk(actor=me, pupil=pupil, adult=cast.mette.code, key=pupil.code)
    sign_in(client, cast.mette)
    with django_assert_num_queries(11):
        client.get("/trivsel/")


def test_no_sentence_plan_or_portfolio_knows_how_a_pupil_is() -> None:
    """None of it is in generated sentences: the rooms that write or gather about a pupil know nothing of this one, but its figures."""
    known = re.compile(r"spor\.wellbeing(?!\.figures)")
    for room in ("plans", "portfolio", "evidence", "insight"):
        for path in (ROOT / "spor" / room).rglob("*.py"):
            assert not known.search(path.read_text()), path


def test_no_score_is_stored_on_a_child() -> None:
    """Of a pupil there is a word of a day, and nothing that can be added up or compared."""
    for model in (CheckIn, CheckInReader, TalkWish, TalkHeld):
        numbers = [each for each in model._meta.fields if isinstance(each, IntegerField | FloatField | DecimalField)]
        assert [each.name for each in numbers if not each.primary_key] == []
