"""The class's tablet: the opener's session is gone, a picture names a child and proves nothing, and it closes by itself."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from spor.access import guard, tablets
from spor.access.actions import close_tablets, open_tablet
from spor.access.actor import Actor
from spor.access.animals import ANIMALS, COLOURS, free_mark
from spor.access.models import ClassTablet, Event, PictureMark
from spor.access.on_tablet import ON_TABLET
from spor.access.open_pages import OPEN
from spor.access.policy import POLICY
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.evidence.models import Feedback, GoalState, HandIn, Return, SelfAssessment, Trace
from spor.people.models import Membership, Person
from spor.plans.models import PlanSnapshot
from spor.portfolio.models import Reflection, Selection
from spor.wellbeing.models import CheckIn, TalkWish
from tests.cast import NOW, TODAY, Cast
from tests.house.addresses import patterns
from tests.rooms.base import samples
from tests.rooms.evidence import work

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def tablet(cast: Cast, client: Client, sign_in) -> Client:
    """Sanne's browser, made the tablet of 0.A."""
    sign_in(client, cast.sanne)
    client.post(f"/klasser/{cast.g0a.code}/tablet/")
    return client


def choose(tablet: Client, pupil: Person) -> None:
    mark = PictureMark.objects.get(pupil=pupil)
    answer = tablet.post(reverse("tablet_pupil", args=[mark.animal, mark.colour]))
    assert answer.status_code == 302 and answer.url == "/"


def test_opening_ends_the_openers_session_on_that_browser(cast: Cast, client: Client, sign_in) -> None:
    sign_in(client, cast.sanne)
    old = client.session.session_key
    assert client.post(f"/klasser/{cast.g0a.code}/tablet/").url == "/klassetablet/"
    assert client.session.session_key != old and not Session.objects.filter(pk=old).exists()
    for address in ("/", f"/klasser/{cast.g0a.code}/", "/elevplaner/", "/trivsel/"):
        assert client.get(address).url == "/klassetablet/"  # nobody is at it, so there are animals
    thief = Client()
    thief.cookies["sessionid"] = old
    assert thief.get("/elevplaner/").status_code == 404


def test_a_child_says_who_it_is_and_that_it_is_not(cast: Cast, tablet: Client) -> None:
    page = tablet.get("/klassetablet/").content.decode()
    assert "Villads" not in page and "Ella" not in page  # no name before somebody is named
    choose(tablet, cast.villads)
    home = tablet.get("/").content.decode()
    assert "Hej Villads" in home and "Det er ikke mig" in home and "Ella" not in home
    assert tablet.post("/klassetablet/tilbage/").url == "/klassetablet/"
    assert tablet.get("/").url == "/klassetablet/"
    choose(tablet, cast.ella)
    assert "Hej Ella" in tablet.get("/").content.decode()


def test_a_child_makes_and_hands_in_at_the_tablet(cast: Cast, tablet: Client) -> None:
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    assignment = work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Tegn din bamse")
    choose(tablet, cast.villads)
    assert "Tegn din bamse" in tablet.get("/").content.decode()
    address = reverse("hand_in", args=[assignment.code])
    assert tablet.get(address).status_code == 200
    sent = {"uploads": samples.upload(samples.jpeg()), "key": new_code()}
    done = tablet.post(address, sent, follow=True)
    assert HandIn.objects.get().by == cast.villads and "Afleveret" in done.content.decode()
    assert Event.objects.get(deed="hand_in").note == "tablet"
    kept = tablet.post(reverse("capture"), {
        "uploads": samples.upload(samples.jpeg(), "hus.jpg"), "key": new_code(), "audience": "shown",
    })  # fmt: skip
    assert kept.url == "/" and Trace.objects.filter(pupil=cast.villads).count() == 2
    assert "Tegn din bamse" not in tablet.get("/").content.decode()  # nothing of what is done


def test_nothing_else_is_reached_whatever_is_asked_for(cast: Cast, tablet: Client) -> None:
    """Every address of the installation, as a child at a tablet: what is not on the list does not exist there."""
    choose(tablet, cast.villads)
    asked = 0
    for name, pattern in patterns():
        if name in tablets.PAGES | OPEN:  # open to everybody, whoever asks
            continue
        kinds = pattern.pattern.converters
        args = [cast.villads.code if type(each).__name__ == "CodeConverter" else "1" for each in kinds.values()]
        for ask in (tablet.get, tablet.post):
            asked += 1
            assert ask(reverse(name, args=args)).status_code == 404, name
    assert asked > 100


def test_the_table_of_a_tablet_is_short_and_no_wider_than_the_childs_own(cast: Cast) -> None:
    child = Actor(cast.villads.pk, NOW, on_tablet=True)
    assert set(ON_TABLET) <= set(POLICY)
    for model in (Feedback, GoalState, SelfAssessment, PlanSnapshot, Selection, Reflection, CheckIn, TalkWish):
        assert guard.rule(child, model, "read") is None
    for action in ("write", "assess_self"):
        assert guard.rule(child, Trace, action, "product") is None
    assert not (child.mfa or child.substantial)


def test_what_was_said_when_it_was_given_back_is_not_shown(cast: Cast, tablet: Client) -> None:
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    assignment = work.make_assignment(run, cast.goals[:1], title="Tegn din bamse")
    handed = work.handed_in_by(assignment, cast.villads)
    Return.objects.create(hand_in=handed, by=cast.sanne, at=NOW, text="Ordene til Villads")
    choose(tablet, cast.villads)
    page = tablet.get(reverse("hand_in", args=[assignment.code])).content.decode()
    assert "Ordene til Villads" not in page and "rotate-cw" in page


def test_idle_it_is_nobodys_and_what_was_made_still_arrives(
    cast: Cast, tablet: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(tablet, cast.villads)
    real = tablets.time.time()
    monkeypatch.setattr(tablets.time, "time", lambda: real + 140)
    assert tablet.get("/").status_code == 200
    monkeypatch.setattr(tablets.time, "time", lambda: real + 140 + 151)
    assert tablet.get("/").url == "/klassetablet/"
    choose(tablet, cast.villads)
    monkeypatch.setattr(tablets.time, "time", lambda: real + 140 + 151 + 500)
    sent = {"uploads": samples.upload(samples.jpeg()), "key": new_code(), "audience": "shown"}
    assert tablet.post(reverse("capture"), sent).url == "/"
    monkeypatch.setattr(tablets.time, "time", lambda: real + 3000)
    assert tablet.post(reverse("capture"), sent).url == "/klassetablet/"


def test_it_closes_by_itself_and_is_closed_from_elsewhere(cast: Cast, tablet: Client, set_clock, actor) -> None:
    choose(tablet, cast.villads)
    set_clock(NOW + 46 * MINUTE)
    assert tablet.get("/").url == "/klassetablet/"
    assert "Tabletten er lukket" in tablet.get("/klassetablet/").content.decode()
    set_clock(NOW)
    choose(tablet, cast.villads)
    assert close_tablets(actor=actor(cast.sanne), group=cast.g0a) == 1
    assert "Tabletten er lukket" in tablet.get("/klassetablet/").content.decode()
    mark = PictureMark.objects.get(pupil=cast.villads)
    tablet.post(reverse("tablet_pupil", args=[mark.animal, mark.colour]))
    assert tablet.get("/").url == "/klassetablet/"


def test_a_child_who_left_the_class_is_nobody_there(cast: Cast, tablet: Client) -> None:
    choose(tablet, cast.villads)
    Membership.objects.filter(person=cast.villads).update(to_on=TODAY)
    assert tablet.get("/").url == "/klassetablet/"


def test_signing_in_takes_nothing_over_from_the_tablet(cast: Cast, tablet: Client, sign_in, rf) -> None:
    from spor.access.sign_in import sign_in as really

    choose(tablet, cast.villads)
    request = rf.get("/")
    request.session = tablet.session
    really(request, person=cast.sanne, now=NOW, mfa=True, substantial=True)
    assert not tablets.is_tablet(request) and request.session["substantial"] is True


def test_only_who_is_with_the_class_opens_one_and_only_for_the_youngest(cast: Cast, actor) -> None:
    later = NOW + 45 * MINUTE
    for who in (cast.mette, cast.susanne, cast.lone):
        with pytest.raises(PermissionDenied):
            open_tablet(actor=actor(who), group=cast.g0a, until=later)
    for who in (cast.otto, cast.villads, cast.stranger):
        with pytest.raises(Http404):
            open_tablet(actor=actor(who), group=cast.g0a, until=later)
    with pytest.raises((Http404, PermissionDenied)):
        open_tablet(actor=actor(cast.sanne, substantial=False), group=cast.g0a, until=later)
    with pytest.raises(Refused):
        open_tablet(actor=actor(cast.mette), group=cast.g5b, until=later)
    for wrong in (NOW, NOW + dt.timedelta(hours=4)):
        with pytest.raises(Refused):
            open_tablet(actor=actor(cast.sanne), group=cast.g0a, until=wrong)
    assert not ClassTablet.objects.exists()


def test_twenty_eight_children_have_a_mark_each_and_keep_it(cast: Cast, actor) -> None:
    for number in range(26):
        person = Person.objects.create(uniid=f"b{number}", given_name=f"Barn {number}")
        Membership.objects.create(person=person, group=cast.g0a, role="pupil", from_on=TODAY)
    open_tablet(actor=actor(cast.sanne), group=cast.g0a, until=NOW + MINUTE)
    first = dict(PictureMark.objects.values_list("pupil", "id"))
    marks = set(PictureMark.objects.values_list("animal", "colour"))
    assert len(first) == len(marks) == 28
    assert all(animal in ANIMALS and colour in COLOURS for animal, colour in marks)
    Membership.objects.filter(person=cast.ella).update(to_on=TODAY)
    open_tablet(actor=actor(cast.sanne), group=cast.g0a, until=NOW + MINUTE)
    again = dict(PictureMark.objects.values_list("pupil", "id"))
    assert again == {pupil: mark for pupil, mark in first.items() if pupil != cast.ella.pk}


def test_sixty_marks_and_then_none() -> None:
    taken: set[tuple[str, str]] = set()
    for number in range(len(ANIMALS) * len(COLOURS)):
        mark = free_mark(str(number), taken)
        assert mark is not None and mark not in taken
        taken.add(mark)
    assert free_mark("x", taken) is None


def _more(cast: Cast, rows: int) -> None:
    for number in range(rows):
        person = Person.objects.create(uniid=f"b{number}", given_name=f"Barn {number}")
        Membership.objects.create(person=person, group=cast.g0a, role="pupil", from_on=TODAY)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_the_class_costs_the_same(
    cast: Cast, client: Client, sign_in, django_assert_num_queries, rows: int
) -> None:
    _more(cast, rows)
    sign_in(client, cast.sanne)
    with django_assert_num_queries(9):
        client.get(f"/klasser/{cast.g0a.code}/tablet/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_animals_cost_the_same(cast: Cast, tablet: Client, actor, django_assert_num_queries, rows: int) -> None:
    _more(cast, rows)
    open_tablet(actor=actor(cast.sanne), group=cast.g0a, until=NOW + MINUTE)
    with django_assert_num_queries(4):
        tablet.get("/klassetablet/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_colours_cost_the_same(cast: Cast, tablet: Client, actor, django_assert_num_queries, rows: int) -> None:
    _more(cast, rows)
    open_tablet(actor=actor(cast.sanne), group=cast.g0a, until=NOW + MINUTE)
    with django_assert_num_queries(5):
        tablet.get(f"/klassetablet/{PictureMark.objects.get(pupil=cast.villads).animal}/")
