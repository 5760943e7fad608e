"""«Mål»: goal, signs, feedback, product, next step; the pupil's own level beside; and the goals one sets for oneself."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from spor.base.errors import Refused
from spor.curriculum.models import Framework, Goal
from spor.curriculum.queries import search_goals
from spor.evidence.actions.feedback import Words, give_feedback
from spor.evidence.actions.own_goals import drop_own_goal, go_on_with_own_goal, reach_own_goal, set_own_goal
from spor.evidence.actions.self_assess import self_assess
from spor.evidence.models import OwnGoal, Trace, TraceGoal
from spor.evidence.queries import answerable
from spor.evidence.queries.goal_page import goal_page
from spor.evidence.queries.pupil import assignments_for_pupil
from spor.forloeb.models import BlockGoal, Sign
from tests.cast import NOW, TODAY, Cast
from tests.rooms.evidence import work


@pytest.fixture
def walked(cast: Cast, actor) -> Cast:
    """Viggo handed in, said his level and was answered; another assignment on the same goal waits."""
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    first = work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Novelle")
    work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Novelle nummer to")
    for asked in BlockGoal.objects.filter(goal=cast.goals[0]):
        asked.signs.all().delete()
        for level, text in ((1, "Jeg finder et svar"), (2, "Jeg finder to"), (3, "Jeg siger hvorfor")):
            Sign.objects.create(block_goal=asked, level=level, text=text)
    handed = work.handed_in_by(first, cast.viggo)
    trace = Trace.objects.get(product=handed.version.product)
    TraceGoal.objects.get_or_create(trace=trace, goal=cast.goals[0], defaults={"wording": cast.wordings[0]})
    self_assess(actor=actor(cast.viggo), trace=trace, text="", levels={cast.goals[0]: 3})
    give_feedback(
        actor=actor(cast.mette),
        hand_in=answerable.hand_ins().get(pk=handed.pk),
        words=Words(text="Lad døren stå åben.", levels={cast.goals[0]: 2}),
        key=work.key(),
    )
    return cast


def test_a_goals_way_is_walked_from_signs_to_the_next_step(walked: Cast, actor) -> None:
    page = goal_page(actor(walked.viggo), walked.viggo.code)
    (line,) = page.now
    assert line.standing.text == "Jeg kan finde svar i en tekst"
    assert (line.standing.level, line.standing.own) == (2, 3)
    assert [(sign.text, sign.is_seen) for sign in line.signs] == [
        ("Jeg finder et svar", True), ("Jeg finder to", True), ("Jeg siger hvorfor", False),
    ]  # fmt: skip
    assert line.next_sign and line.next_sign.text == "Jeg siger hvorfor"
    assert line.given and line.given.text == "Lad døren stå åben." and line.trace == line.given.trace
    assert line.task and line.task.title == "Novelle nummer to"


def test_the_page_shows_it_to_pupil_home_and_staff_and_to_nobody_else(walked: Cast, client, sign_in) -> None:
    address = reverse("pupil_goals", args=[walked.viggo.code])
    for who, says in (("viggo", "Du siger: Jeg kan"), ("nina", "Viggo siger: Jeg kan"), ("mette", "Viggo siger")):
        sign_in(client, walked.people[who])
        page = client.get(address).content.decode()
        assert says in page and "Jeg siger hvorfor" in page and "Lad døren stå åben." in page
        assert ("Sæt målet" in page) is (who == "viggo")
    for who, status in (("classmate", 404), ("stepfather", 404), ("ida", 404), ("birgitte", 403), ("otto", 404)):
        sign_in(client, walked.people[who])
        assert client.get(address).status_code == status, who


def test_a_pupil_sets_a_goal_reaches_it_and_regrets(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.oskar)
    own = reverse("own_goals", args=[cast.oskar.code])
    for _twice in range(2):
        client.post(own, {"text": "Jeg vil læse en bog om ugen", "key": "k1"})
    goal = OwnGoal.objects.get()
    assert (goal.goal.kind, goal.goal.version.framework.kind) == (Goal.Kind.OWN, Framework.Kind.PERSONAL)
    page = client.post(reverse("own_goal_reached", args=[cast.oskar.code, goal.code]), follow=True).content.decode()
    assert "Ikke nået endnu" in page and reverse("own_goal_again", args=[cast.oskar.code, goal.code]) in page
    client.post(reverse("own_goal_again", args=[cast.oskar.code, goal.code]))
    assert not hasattr(OwnGoal.objects.get(), "reached")
    client.post(reverse("own_goal_removal", args=[cast.oskar.code, goal.code]))
    assert not OwnGoal.objects.exists() and not Goal.objects.filter(kind=Goal.Kind.OWN).exists()


def test_what_is_typed_comes_back_with_the_reason(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.oskar)
    answer = client.post(reverse("own_goals", args=[cast.oskar.code]), {"text": "x" * 201, "key": "k"})
    assert (
        answer.status_code == 422
        and "x" * 201 in answer.content.decode()
        and "højst 200 tegn" in answer.content.decode()
    )


def test_an_own_goal_is_the_pupils_own_and_few(cast: Cast, actor) -> None:
    mine = set_own_goal(actor=actor(cast.oskar), pupil=cast.oskar, text="Jeg vil svømme", key="a")
    for who in (cast.mette, cast.signe, cast.viggo):
        for deed in (reach_own_goal, go_on_with_own_goal, drop_own_goal):
            with pytest.raises((Http404, PermissionDenied)):
                deed(actor=actor(who), own=mine)
        with pytest.raises((Http404, PermissionDenied)):
            set_own_goal(actor=actor(who), pupil=cast.oskar, text="Han skal", key="b")
    with pytest.raises(Refused):
        set_own_goal(actor=actor(cast.viggo), pupil=cast.viggo, text="Jeg vil", key="a")  # another's key
    for number in range(4):
        set_own_goal(actor=actor(cast.oskar), pupil=cast.oskar, text=f"Jeg vil {number}", key=f"c{number}")
    with pytest.raises(Refused):
        set_own_goal(actor=actor(cast.oskar), pupil=cast.oskar, text="Jeg vil også", key="d")
    reach_own_goal(actor=actor(cast.oskar), own=mine)
    set_own_goal(actor=actor(cast.oskar), pupil=cast.oskar, text="Jeg vil også", key="d")
    assert not search_goals("svømme", today=TODAY).exists()  # no picker shows what a pupil set for itself


def test_who_is_in_the_group_stands_on_the_assignment(cast: Cast, actor) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:1], title="Avis")
    type(assignment.version).objects.filter(pk=assignment.version_id).update(by_group=True)
    (card,) = assignments_for_pupil(actor(cast.viggo), cast.viggo)
    assert card.by_group and card.together == ()
    work.handed_in_by(assignment, cast.oskar, cast.viggo, cast.classmate)
    (card,) = assignments_for_pupil(actor(cast.viggo), cast.viggo)
    assert sorted(card.together) == ["Liva", "Oskar"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_goals(
    walked: Cast, client, sign_in, actor, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        set_own_goal(actor=actor(walked.viggo), pupil=walked.viggo, text=f"Jeg vil {number}", key=f"q{number}")
    run = work.make_run(walked, walked.g5b, walked.historie, by=walked.mette, title="Vikinger")
    for number in range(rows):
        asked = work.make_assignment(run, walked.goals[number + 1 : number + 2], title=f"Opgave {number}")
        handed = work.handed_in_by(asked, walked.viggo, at=NOW)
        give_feedback(
            actor=actor(walked.mette),
            hand_in=answerable.hand_ins().get(pk=handed.pk),
            words=Words(text="Fint", levels={walked.goals[number + 1]: 2}),
            key=work.key(),
        )
    sign_in(client, walked.viggo)
    with django_assert_num_queries(20):
        client.get(f"/elever/{walked.viggo.code}/maal/")


@pytest.mark.parametrize("rows", [1, 3])
def test_so_does_the_page_that_gives_the_words_back(
    walked: Cast, client, sign_in, actor, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        set_own_goal(actor=actor(walked.viggo), pupil=walked.viggo, text=f"Jeg vil {number}", key=f"q{number}")
    sign_in(client, walked.viggo)
    with django_assert_num_queries(25):
        client.post(f"/elever/{walked.viggo.code}/maal/egne/", {"text": "", "key": "z"})
