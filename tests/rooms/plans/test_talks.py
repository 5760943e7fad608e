"""A talk: prepared by each alone, held, acknowledged by each; and a class on one page before its talks."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.access.models import LookPupil
from spor.base.errors import Refused
from spor.people.models import Enrolment, Membership, Person
from spor.plans.actions.agreements import move_agreement, propose
from spor.plans.actions.share import share
from spor.plans.actions.talks import acknowledge_talk, call_off_talk, call_talks, hold_talk, prepare
from spor.plans.models import Agreement, AgreementState, SnapshotLine, Talk
from spor.plans.queries.overview import overview
from tests.cast import NOW, YEAR_STARTS, Cast
from tests.rooms.plans import focusing
from tests.rooms.plans.test_share import everybody, normal, paper, screen


def at(cast: Cast, talk: Talk) -> str:
    return f"/elever/{cast.oskar.code}/samtaler/{talk.code}/"


def see(client, sign_in, person: Person, address: str) -> str:
    sign_in(client, person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_prepares_alone(cast: Cast, client, sign_in, actor) -> None:
    talk = focusing.talk(actor(cast.mette), cast)
    said = {cast.oskar: "Må Alma komme med", cast.henrik: "Engelsk i timerne", cast.mette: "Matematik først"}
    for person, text in said.items():
        sign_in(client, person)
        assert client.post(f"{at(cast, talk)}forberedelse/", {"text": text}).status_code == 302
    seen = {person: see(client, sign_in, person, at(cast, talk)) for person in (*said, cast.signe, cast.jonas)}
    for person, page in seen.items():
        knows = set(said.values()) if person in (cast.mette, cast.jonas) else {said.get(person, "")} - {""}
        assert {text for text in said.values() if text in page} == knows, person
    assert "Henrik" not in seen[cast.signe], "no trace of the other home"
    assert "Signe · ikke endnu" in seen[cast.mette]
    plan = see(client, sign_in, cast.signe, f"/elever/{cast.oskar.code}/plan/")
    assert "Samtale torsdag den 3. december kl. 16.20" in plan and "Forbered dig" in plan and "Engelsk" not in plan


def test_a_talk_is_held_agreed_and_acknowledged_each_alone(cast: Cast, client, sign_in, actor) -> None:
    talk = focusing.talk(actor(cast.mette), cast)
    with pytest.raises(Refused, match="ikke holdt endnu"):
        acknowledge_talk(actor=actor(cast.henrik), talk=talk)
    sign_in(client, cast.mette)
    assert client.post(f"{at(cast, talk)}afholdelse/", {"text": "Vi talte om engelsk"}).status_code == 302
    with pytest.raises(Refused, match="slut"):
        prepare(actor=actor(cast.henrik), talk=talk, text="For sent")
    with pytest.raises(Refused, match="holdt"):
        call_off_talk(actor=actor(cast.mette), talk=talk)
    for _twice in range(2):
        sign_in(client, cast.henrik)
        client.post(f"{at(cast, talk)}laest/")
    assert "Du har læst det" in see(client, sign_in, cast.henrik, at(cast, talk))
    assert "Jeg har læst det" in see(client, sign_in, cast.signe, at(cast, talk))
    page = see(client, sign_in, cast.mette, at(cast, talk))
    assert "Henrik · i dag" in page and "Signe · ikke endnu" in page


def test_an_agreement_goes_through_its_states_and_each_is_a_row(cast: Cast, client, sign_in, actor) -> None:
    mette, oskar = actor(cast.mette), actor(cast.oskar)
    made = propose(actor=oskar, pupil=cast.oskar, point=None, text="Jeg viser en optagelse om ugen", key="k")
    assert propose(actor=oskar, pupil=cast.oskar, point=None, text="igen", key="k") == made
    with pytest.raises(Refused):
        move_agreement(actor=oskar, agreement=made, state="begun")
    for who, state in ((mette, "begun"), (oskar, "said"), (mette, "reached")):
        move_agreement(actor=who, agreement=made, state=state)
        move_agreement(actor=who, agreement=made, state=state)
    with pytest.raises(Refused):
        move_agreement(actor=oskar, agreement=made, state="stopped")
    rows = AgreementState.objects.filter(agreement=made).order_by("pk").values_list("state", "by")
    assert list(rows) == [
        ("proposed", cast.oskar.pk),
        ("begun", cast.mette.pk),
        ("said", cast.oskar.pk),
        ("reached", cast.mette.pk),
    ]
    assert "Lykkedes" in see(client, sign_in, cast.signe, f"/elever/{cast.oskar.code}/plan/")


def test_a_proposal_of_one_home_is_nothing_to_the_other_before_it_is_agreed(cast: Cast, client, sign_in, actor) -> None:
    plan = f"/elever/{cast.oskar.code}/plan/"
    sign_in(client, cast.henrik)
    assert client.post(f"/elever/{cast.oskar.code}/aftaler/", {"text": "Vi læser hver aften", "key": "k"})
    made = Agreement.objects.get()
    for person, sees in ((cast.henrik, True), (cast.mette, True), (cast.signe, False), (cast.oskar, False)):
        assert ("Vi læser hver aften" in see(client, sign_in, person, plan)) is sees
    sign_in(client, cast.signe)
    move = f"/elever/{cast.oskar.code}/aftaler/{made.code}/tilstand/"
    assert client.post(move, {"state": "begun"}).status_code == 404
    move_agreement(actor=actor(cast.mette), agreement=made, state="begun")
    page = see(client, sign_in, cast.signe, plan)
    assert "Vi læser hver aften" in page and "Foreslået af hjemmet" in page and "Henrik" not in page


def test_the_book_is_frozen_from_it_and_says_nothing_that_was_for_the_team(cast: Cast, client, sign_in, actor) -> None:
    mette = actor(cast.mette)
    point = focusing.point(mette, cast)
    focusing.point(mette, cast, "Kun teamet ved det", shown=False)
    focusing.support(actor(cast.henrik), point, "Henrik læser højt", to_book=True)
    focusing.support(actor(cast.signe), point, "Signe vil tale om noget")
    made = propose(actor=mette, pupil=cast.oskar, point=point, text="Et spørgsmål på forhånd", key="k")
    propose(actor=actor(cast.oskar), pupil=cast.oskar, point=None, text="Kun et forslag", key="m")
    move_agreement(actor=mette, agreement=made, state="begun")
    talk = focusing.talk(mette, cast)
    prepare(actor=actor(cast.signe), talk=talk, text="Signes forberedelse")
    hold_talk(actor=mette, talk=talk, text="Vi talte om scenen")
    snapshot = share(actor=mette, pupil=cast.oskar, to=everybody(cast), key="s")
    sign_in(client, cast.signe)
    shown = screen(client, cast, snapshot)
    for text in ("At blive i scenen", "Mette spørger ind", "Henrik læser højt", "Et spørgsmål på", "Vi talte om"):
        assert text in shown
    for text in ("Kun teamet", "Signe vil tale", "Kun et forslag", "forberedelse"):
        assert text not in shown
    assert normal(shown) == normal("".join(page.extract_text() for page in paper(client, cast, snapshot).pages))
    assert SnapshotLine.objects.filter(snapshot=snapshot, kind="focus").count() == 1
    hold_talk(actor=mette, talk=talk, text="Noget andet")
    assert "Noget andet" not in screen(client, cast, snapshot), "a copy stays as it was"


def test_a_class_before_its_talks(cast: Cast, client, sign_in, actor) -> None:
    mette = actor(cast.mette)
    focusing.point(mette, cast)
    talk = focusing.talk(mette, cast)
    prepare(actor=actor(cast.henrik), talk=talk, text="Engelsk")
    prepare(actor=mette, talk=talk, text="Scenen")
    rows = {row.pupil: row for row in overview(mette, cast.g5b.code).rows}
    oskar, viggo = rows[cast.oskar], rows[cast.viggo]
    assert (oskar.lacking, viggo.lacking) == (["matematik"], ["dansk", "matematik"])
    assert [(part.name, part.is_prepared) for part in oskar.parts] == [
        ("Oskar", False),
        ("Henrik", True),
        ("Signe", False),
    ]
    assert oskar.is_team_prepared and not viggo.talk_at and "Nora" in {row.pupil.first_name for row in rows.values()}
    share(actor=mette, pupil=cast.oskar, to=everybody(cast), key="s")
    row = next(row for row in overview(mette, cast.g5b.code).rows if row.pupil == cast.oskar)
    assert row.lacking == ["matematik"] and row.shared_at == NOW
    assert LookPupil.objects.filter(pupil_id=cast.viggo.pk).exists()


@pytest.mark.parametrize("who", ["jonas", "susanne", "birgitte", "oskar", "henrik", "lone", "otto"])
def test_only_the_lead_sees_who_has_prepared(cast: Cast, client, sign_in, who: str) -> None:
    sign_in(client, getattr(cast, who))
    staff = who not in ("oskar", "henrik", "otto")
    assert client.get(f"/klasser/{cast.g5b.code}/samtaler/").status_code == (403 if staff else 404)


def test_sanne_calls_the_talks_of_0a(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.sanne)
    where = f"/klasser/{cast.g0a.code}/samtaler/"
    sent = {"key": "k", "place": "0.A", f"tid-{cast.villads.code}": "2026-12-01T14:20"}
    for _twice in range(2):
        assert client.post(where, sent).status_code == 302
    talk = Talk.objects.get()
    assert (talk.pupil, talk.place) == (cast.villads, "0.A") and talk.at.utcoffset() is not None
    client.post(where, sent | {f"tid-{cast.villads.code}": "2026-12-02T14:20", "key": "m"})
    assert Talk.objects.get().at.day == 2
    for wrong in ("i morgen", "2025-01-01T10:00", "2026-13-01T10:00"):
        answer = client.post(where, sent | {f"tid-{cast.villads.code}": wrong})
        assert answer.status_code == 422 and Talk.objects.get().at.day == 2
    assert client.post(where, {"key": "k", f"tid-{cast.oskar.code}": "2026-12-01T14:20"}).status_code == 404


def _fill(cast: Cast, number: int) -> list[Person]:
    """More pupils in 5.B."""
    made = [Person.objects.create(uniid=f"more-{each}", given_name=f"Elev {each}") for each in range(number)]
    for person in made:
        Membership.objects.create(person=person, group=cast.g5b, role="pupil", from_on=YEAR_STARTS)
        Enrolment.objects.create(person=person, school=cast.kastanje, group=cast.g5b, grade=5, from_on=YEAR_STARTS)
    return made


@pytest.mark.parametrize("pupils", [1, 28])
def test_the_class_costs_eight_queries(cast: Cast, actor, django_assert_num_queries, pupils: int) -> None:
    mette = actor(cast.mette)
    if pupils == 1:
        Membership.objects.filter(group=cast.g5b, role="pupil").exclude(person=cast.oskar).delete()
        called = [cast.oskar]
    else:
        called = [*_fill(cast, pupils - 4), cast.oskar, cast.viggo, cast.classmate, cast.noor]
    when = NOW + dt.timedelta(days=3)
    for talk in call_talks(actor=mette, group=cast.g5b, at=dict.fromkeys(called, when), place="", key="k"):
        prepare(actor=mette, talk=talk, text="x")
    fresh = actor(cast.mette)
    with django_assert_num_queries(8):
        assert len(overview(fresh, cast.g5b.code).rows) == pupils


ASKED = {"talk": 16, "class_talks": 12, "talk_preparation": 22, "talk_holding": 20}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), ASKED.items())
def test_pages_cost_the_same_however_many(
    cast: Cast, client, sign_in, actor, django_assert_num_queries, rows: int, name: str, queries: int
) -> None:
    mette = actor(cast.mette)
    talk = focusing.talk(mette, cast)
    for number in range(rows):
        focusing.point(mette, cast, f"Nummer {number}")
        propose(actor=mette, pupil=cast.oskar, point=None, text=f"Aftale {number}", key=f"k{number}")
        prepare(actor=actor([cast.oskar, cast.henrik, cast.signe][number]), talk=talk, text="x")
    _fill(cast, rows)
    sign_in(client, cast.mette)
    where = reverse(name, args=[cast.g5b.code] if name == "class_talks" else [cast.oskar.code, talk.code])
    client.get(f"/klasser/{cast.g5b.code}/samtaler/")
    with django_assert_num_queries(queries):
        client.post(where, {"text": "x" * 4_001}) if name in ("talk_preparation", "talk_holding") else client.get(where)
