"""How a school comes to use Spor: parts taken one at a time, steps read from facts, helpers, visits, wishes."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spor.access.actor import Actor
from spor.access.models import Draft, Event, PartOff, Superuser, TeamRole
from spor.access.parts import put_aside, take_into_use
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.insight.actions.rollout import agree_visit, hold_visit, plan_start
from spor.insight.actions.wishes import send_wish
from spor.insight.models import Visit, Wish
from spor.insight.queries.rollout import rollout_list
from spor.insight.queries.wishes import without_codes
from spor.people.models import Enrolment, School
from tests.cast import NOW, TODAY, Cast


def steps(cast: Cast, jan: Actor) -> dict[str, bool]:
    line = next(line for line in rollout_list(jan) if line.school == cast.kastanje)
    return {step.label: step.is_done for step in line.steps.steps}


def test_the_steps_are_read_from_what_is_there(cast: Cast, actor) -> None:
    jan = actor(cast.jan)
    assert not any(steps(cast, jan).values())
    School.objects.update(register_at=NOW)
    Superuser.objects.create(school=cast.kastanje, person=cast.mette, set_by=cast.susanne, from_on=TODAY)
    done = steps(cast, jan)
    assert (
        done["Registeret er læst ind"]
        and done["Alle klasser har en klasseleder"]
        and done["Der er valgt en superbruger"]
    )
    TeamRole.objects.filter(group=cast.g2a).update(to_on=TODAY)
    assert not steps(cast, jan)["Alle klasser har en klasseleder"]


def test_a_part_put_aside_is_in_no_menu_and_its_pages_say_so(client: Client, cast: Cast, sign_in, actor) -> None:
    address = reverse("pupil_portfolio", args=[cast.viggo.code])
    for part in ("portfolio", "feedback"):
        put_aside(actor=actor(cast.susanne), school=cast.kastanje, part=part)
    for who in ("mette", "viggo", "nina"):
        sign_in(client, cast.people[who])
        answer = client.get(address)
        assert answer.status_code == 404 and "Portfolio er ikke taget i brug endnu" in answer.content.decode(), who
        labels = {item.label for item in client.get("/").context["shell"].items}
        assert not labels & {"Portfolio", "Feedback", "Mit spor"}, who
    take_into_use(actor=actor(cast.susanne), school=cast.kastanje, part="portfolio")
    assert client.get(address).status_code == 200


def test_a_part_off_at_one_school_is_on_at_the_other(client: Client, cast: Cast, sign_in, actor) -> None:
    """Mette teaches at one school and has a son at the other."""
    for part in PartOff.Part.values:
        PartOff.objects.create(school=cast.aasen, part=part, from_on=TODAY)
    sign_in(client, cast.mette)
    assert client.get(reverse("pupil_plan", args=[cast.viggo.code])).status_code == 200
    assert client.get(reverse("queue")).status_code == 200
    closed = client.get(reverse("pupil_plan", args=[cast.magnus.code]))
    assert closed.status_code == 404 and "ikke taget i brug endnu" in closed.content.decode()
    Enrolment.objects.filter(person=cast.magnus).update(school=cast.kastanje)
    assert client.get(reverse("pupil_plan", args=[cast.magnus.code])).status_code == 200


def test_a_part_off_tells_a_stranger_nothing_more(client: Client, cast: Cast, sign_in) -> None:
    PartOff.objects.create(school=cast.kastanje, part="plan", from_on=TODAY)
    sign_in(client, cast.otto)
    there = client.get(reverse("pupil_plan", args=[cast.viggo.code]))
    nowhere = client.get(reverse("pupil_plan", args=[new_code()]))
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_a_school_planned_to_begin_later_begins_with_nothing(cast: Cast, actor) -> None:
    jan = actor(cast.jan)
    plan_start(actor=jan, school=cast.aasen, on=dt.date(2027, 2, 1))
    assert PartOff.objects.filter(school=cast.aasen, to_on=None).count() == len(PartOff.Part.values)
    with pytest.raises(Refused):
        plan_start(actor=jan, school=cast.aasen, on=dt.date(2037, 2, 1))
    assert Event.objects.filter(deed="plan_start").count() == 1


def test_a_visit_is_agreed_once_and_held_from_its_day_on(cast: Cast, actor) -> None:
    jan, key = actor(cast.jan), new_code()
    for _ in range(2):
        visit = agree_visit(actor=jan, school=cast.kastanje, on=TODAY + dt.timedelta(days=1), about="Feedback", key=key)
    assert Visit.objects.count() == 1
    with pytest.raises(Refused):
        hold_visit(actor=jan, visit=visit)
    later = Actor(jan.person_id, NOW + dt.timedelta(days=1), mfa=True, substantial=True)
    hold_visit(actor=later, visit=visit)
    hold_visit(actor=later, visit=visit)
    assert Event.objects.filter(deed="hold_visit").count() == 1


@pytest.mark.parametrize("sent", [{"on": "31.11.2026", "about": "Feedback"}, {"on": "2026-12-01", "about": ""}, {}])
def test_a_visit_that_says_nothing_comes_back_with_what_is_missing(client: Client, cast: Cast, sign_in, sent) -> None:
    sign_in(client, cast.jan)
    answer = client.post(reverse("visits", args=[cast.kastanje.code]), sent | {"key": new_code()})
    assert answer.status_code == 422 and not Visit.objects.exists()


# -- wishes


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("/elever/0123456789ab/plan/", "/elever/…/plan/"),
        ("/ugen/2026-48/?elev=0123456789ab", "/ugen/2026-48/"),
        ("https://example.org/x", ""),
        ("//example.org/x", ""),
    ],
)
def test_the_address_of_a_page_carries_nobody(page: str, kept: str) -> None:
    assert without_codes(page) == kept


def test_a_wish_goes_from_any_page_to_consultant_and_superuser_and_to_nobody_else(
    client: Client, cast: Cast, sign_in
) -> None:
    Superuser.objects.create(school=cast.kastanje, person=cast.birgitte, set_by=cast.susanne, from_on=TODAY)
    sign_in(client, cast.mette)
    came_from = f"http://testserver/elever/{cast.viggo.code}/plan/"
    form = client.get("/sig-det/", headers={"Referer": came_from}).context["form"]
    assert form["page"].value() == "/elever/…/plan/"
    client.post(reverse("draft", args=["wish", cast.kastanje.code, "text"]), {"text": "Knappen er"})
    assert Draft.objects.count() == 1
    sent = {"kind": "fault", "text": "Knappen er væk", "page": came_from, "key": form["key"].value()}
    for _ in range(2):
        assert client.post("/sig-det/", sent).status_code == 302
    wish = Wish.objects.get()
    assert (wish.page, wish.school) == ("", cast.kastanje) and not Draft.objects.exists()
    for who, sees in {
        "mette": True,
        "birgitte": True,
        "jan": True,
        "jonas": False,
        "susanne": False,
        "otto": False,
    }.items():
        sign_in(client, cast.people[who])
        assert ("Knappen er væk" in client.get("/sig-det/").content.decode()) is sees, who
    sign_in(client, cast.jan)
    client.post(reverse("wish_answer", args=[wish.code]), {"text": "Den er rettet i dag"})
    sign_in(client, cast.mette)
    assert "Den er rettet i dag" in client.get("/sig-det/").content.decode()


def test_an_empty_wish_comes_back_with_what_was_chosen(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.mette)
    answer = client.post("/sig-det/", {"kind": "fault", "text": " ", "key": new_code()})
    assert answer.status_code == 422 and "Skriv, hvad du ønsker" in answer.content.decode()


def test_who_works_at_no_school_has_nowhere_to_wish(cast: Cast, actor) -> None:
    from django.http import Http404

    with pytest.raises(Http404):
        send_wish(actor=actor(cast.nina), school=cast.kastanje, kind="wish", text="Mere", page="", key=new_code())


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("rollouts", 13), ("school_rollout", 13), ("wishes", 4), ("rollout_start", 14), ("visits", 14)],
)
def test_lists_cost_the_same_however_long(
    client: Client, cast: Cast, sign_in, more: int, name: str, queries: int, django_assert_num_queries
) -> None:
    for number in range(more):
        added = School.objects.create(number=f"20000{number}", name=f"Skole {number}")
        Visit.objects.create(
            school=cast.kastanje, on=TODAY, about="Feedback", agreed_by=cast.jan, agreed_at=NOW, key=new_code()
        )
        Wish.objects.create(school=added, kind="wish", text="Ønske", by=cast.mette, at=NOW, key=new_code())
    sign_in(client, cast.jan)
    asks = client.post if name in ("rollout_start", "visits") else client.get
    with django_assert_num_queries(queries):
        asks(reverse(name, args=[] if name in ("rollouts", "wishes") else [cast.kastanje.code]), {"on": "x"})
