"""The live plan: facts without anything written, the same address for everybody, and nobody else's."""

import datetime as dt

import pytest
from django.test import Client

from spor.evidence.models import Assessment, AssessmentWithdrawal, GoalState
from spor.plans.models import PlanSnapshot, Sentence
from spor.plans.queries import pupil as pupils
from spor.plans.queries.live import current
from tests.cast import NOW, Cast
from tests.rooms.evidence import work
from tests.rooms.plans.trail import JUNE, Trail


def page(client: Client, cast: Cast) -> str:
    answer = client.get(f"/elever/{cast.oskar.code}/plan/")
    assert answer.status_code == 200
    return answer.content.decode()


def live(actor, cast: Cast, who: str = "mette"):
    return current(actor(getattr(cast, who)), pupils.load(actor(getattr(cast, who)), cast.oskar.code))


def test_facts_show_at_once_without_anything_being_written(cast: Cast, trail: Trail, client, sign_in) -> None:
    for who in (cast.mette, cast.oskar, cast.henrik):
        sign_in(client, who)
        text = page(client, cast)
        assert "Lad døren stå åben tre linjer mere." in text and "Skriv en gyser" in text
    assert not Sentence.objects.exists() and not PlanSnapshot.objects.exists()


def test_a_judgement_is_there_at_the_next_read(cast: Cast, trail: Trail, actor) -> None:
    made = trail.judge(cast.oskar, 1, 4)
    assert [line.now for line in live(actor, cast).progress.of(cast.dansk.pk) if line.goal_id == made.goal_id] == [4]
    AssessmentWithdrawal.objects.create(assessment=made, by=cast.mette, at=NOW)
    from spor.evidence import states

    states.touch(pupil_ids=[cast.oskar.pk], goal_ids=[made.goal_id])
    assert made.goal_id not in [line.goal_id for line in live(actor, cast).progress.of(cast.dansk.pk)]


def test_progress_is_told_from_the_level_that_stood_when_the_period_began(cast: Cast, trail: Trail, actor) -> None:
    (line,) = live(actor, cast).progress.of(cast.dansk.pk)
    assert (line.before, line.now, line.levels, line.is_moved) == (2, 3, [2, 3], True)
    (new,) = live(actor, cast).progress.of(cast.matematik.pk)
    assert (new.before, new.now, new.is_moved) == (None, 1, True)


def test_the_same_level_again_is_not_a_movement(cast: Cast, trail: Trail, actor) -> None:
    trail.judge(cast.oskar, 1, 2, at=JUNE)
    trail.judge(cast.oskar, 1, 2)
    lines = {line.goal_id: line for line in live(actor, cast).progress.of(cast.dansk.pk)}
    assert not lines[cast.goals[1].pk].is_moved


def test_what_is_handed_in_is_no_longer_due(cast: Cast, trail: Trail, actor) -> None:
    assert [each.title for each in live(actor, cast).due] == ["Brøker i køkkenet"]
    trail.hand_in(cast.oskar, trail.matematik)
    assert not live(actor, cast).due


def test_feedback_that_is_not_given_is_not_there(cast: Cast, trail: Trail, actor) -> None:
    from spor.evidence.models import Release, Retraction

    Retraction.objects.create(release=Release.objects.get(), by=cast.mette, at=NOW)
    assert not live(actor, cast, "oskar").feedback


def test_a_subject_teacher_sees_another_subject_as_a_heading(cast: Cast, trail: Trail, client, sign_in) -> None:
    from spor.access.models import TeamRole

    TeamRole.objects.filter(person=cast.jonas, subject=cast.dansk).delete()
    sign_in(client, cast.jonas)
    text = page(client, cast)
    assert "Ses af fagets lærer og klassens lærer" in text
    assert "Lad døren stå åben" not in text and "Finde svar i en tekst" not in text and "Regne med brøker" in text


def test_a_leader_without_a_purpose_gets_the_form_and_then_the_plan(cast: Cast, trail: Trail, client, sign_in) -> None:
    sign_in(client, cast.susanne)
    address = f"/elever/{cast.oskar.code}/plan/"
    asked = client.get(address)
    assert asked.status_code == 403 and "Hvorfor har du brug for" in asked.content.decode()
    client.post(f"/elever/{cast.oskar.code}/formaal/", {"reason": "Samtale om skolestart", "next": address})
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("who", ["jens", "classmate", "otto", "stranger", "ida", "nina", "stepfather", "rikke"])
def test_strangers_get_the_404_of_an_address_that_never_was(
    cast: Cast, trail: Trail, client, sign_in, who: str
) -> None:
    snapshot = PlanSnapshot.objects.create(
        pupil=cast.oskar, at=NOW, by=cast.mette, class_name="5.B", school_name="K", pupil_name="Oskar", key="k"
    )
    sign_in(client, getattr(cast, who))
    nothing = client.get("/elever/000000000000/plan/")
    base = f"/elever/{cast.oskar.code}/plan/"
    for address in (base, f"{base}udgaver/{snapshot.code}/", f"{base}udgaver/{snapshot.code}/pdf/"):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, nothing.content)
    for noun in ("udgaver/", f"udgaver/{snapshot.code}/svar/", f"udgaver/{snapshot.code}/laest/", "saetninger/"):
        assert client.post(base + noun, {"text": "x", "key": "k2", "to": "x"}).status_code == 404


def test_a_restriction_closes_the_plan_at_once(cast: Cast, trail: Trail, client, sign_in) -> None:
    from spor.access.models import Restriction

    sign_in(client, cast.henrik)
    assert "Oskars elevplan" in page(client, cast)
    Restriction.objects.create(
        guardian=cast.henrik, pupil=cast.oskar, set_by=cast.susanne, reason="x", from_on=NOW.date()
    )
    assert client.get(f"/elever/{cast.oskar.code}/plan/").status_code == 404


def test_the_look_is_written_down_once_and_not_for_oneself(cast: Cast, trail: Trail, client, sign_in) -> None:
    from spor.access.models import Look, LookPupil

    sign_in(client, cast.oskar)
    page(client, cast)
    assert not Look.objects.exists()
    sign_in(client, cast.henrik)
    page(client, cast)
    assert Look.objects.get().thing == "plan_live" and LookPupil.objects.get().pupil_id == cast.oskar.pk


def _years(cast: Cast, trail: Trail, years: int) -> None:
    """So many years of judgements and hand-ins, and shared plans, before this one."""
    for year in range(years):
        at = NOW - dt.timedelta(days=365 * year + 2)
        for number in range(6):
            trail.judge(cast.oskar, number, (year + number) % 5, at=at)
        trail.give(trail.hand_in(cast.oskar, trail.dansk, at=at), f"Ord {year}", at=at)
        PlanSnapshot.objects.create(
            pupil=cast.oskar,
            at=at - dt.timedelta(days=30),
            since_on=(at - dt.timedelta(days=200)).date(),
            by=cast.mette,
            class_name="5.B",
            school_name="K",
            pupil_name="Oskar",
            key=work.key(),
        )


@pytest.mark.parametrize("years", [1, 9])
@pytest.mark.parametrize(("who", "queries"), [("mette", 10), ("henrik", 9), ("oskar", 7)])
def test_nine_years_cost_what_one_does(
    cast: Cast, trail: Trail, client, sign_in, django_assert_num_queries, who: str, queries: int, years: int
) -> None:
    _years(cast, trail, years)
    assert GoalState.objects.filter(pupil=cast.oskar).count() == 6
    assert Assessment.objects.count() == 3 + 6 * years
    sign_in(client, getattr(cast, who))
    page(client, cast)
    with django_assert_num_queries(queries):
        page(client, cast)


def test_whoever_reads_the_plan_reads_what_was_shared_of_it() -> None:
    from spor.access.policy import POLICY

    assert POLICY["plan_live", "read"] == POLICY["plan_published", "read"]


def test_next_goes_through_the_class_and_then_back_to_the_list(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.mette)
    address = f"/elever/{cast.classmate.code}/plan/"
    visited = [address]
    for _ in range(4):
        address = client.get(f"{address}naeste/").url
        visited.append(address)
    assert visited[-1] == "/elevplaner/"
    assert visited[1:-1] == [f"/elever/{each.code}/plan/" for each in (cast.noor, cast.oskar, cast.viggo)]
    sign_in(client, cast.jens)
    assert client.get(f"/elever/{cast.oskar.code}/plan/naeste/").status_code == 404
