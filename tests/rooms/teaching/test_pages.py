"""The pages of this room, through HTTP."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.access.models import Event
from spor.base.codes import new_code
from spor.forloeb.actions.blocks import add_block
from spor.forloeb.actions.start_forloeb import start_forloeb
from spor.forloeb.models import Block, Forloeb
from spor.forloeb.texts import BlockText
from spor.teaching.models import Lesson, Run
from spor.teaching.queries.lessons import day_of
from tests.cast import TODAY, YEAR_STARTS, Cast


@pytest.fixture
def forloeb(cast: Cast, actor) -> Forloeb:
    """«Gys og gru» with one assignment, written by Mette."""
    mette = actor(cast.mette)
    forloeb = start_forloeb(actor=mette, school=cast.kastanje, title="Gys og gru", key=new_code())
    add_block(actor=mette, forloeb=forloeb, kind=Block.Kind.ASSIGNMENT, key=new_code(), text=BlockText(title="Novelle"))
    return forloeb


def _start(client, forloeb: Forloeb, group, **more):
    data = {"group": group.code, "from_week": "2026-47", "to_week": "2026-50", "key": "k", **more}
    return client.post(reverse("start_run", args=[forloeb.code]), data)


def test_a_forloeb_is_published_and_started_in_one_go(client, cast, forloeb, sign_in):
    sign_in(client, cast.mette)
    page = client.get(reverse("start_run", args=[forloeb.code]))
    assert "5.B" in page.content.decode()
    answer = _start(client, forloeb, cast.g5b)
    run = Run.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("run", args=[run.code])
    page = client.get(answer["Location"]).content.decode()
    assert "Gys og gru" in page
    assert "Novelle" in page


def test_another_teachers_class_cannot_be_chosen_and_what_was_chosen_stays(client, cast, forloeb, sign_in):
    sign_in(client, cast.mette)
    answer = _start(client, forloeb, cast.g2a, to_week="2026-51")
    assert answer.status_code == 422
    assert "Vælg en af dine klasser" in answer.content.decode()
    assert '<option value="2026-51" selected>' in answer.content.decode()


def test_pupil_and_home_read_the_run_and_its_assignment(client, cast, forloeb, sign_in):
    sign_in(client, cast.mette)
    _start(client, forloeb, cast.g5b)
    run = Run.objects.get()
    addresses = [reverse("run", args=[run.code]), reverse("assignment", args=[run.assignments.get().code])]
    for person in (cast.viggo, cast.nina, cast.jonas):
        sign_in(client, person)
        assert [client.get(address).status_code for address in addresses] == [200, 200], person
    strangers = set()
    for person in (cast.alma, cast.otto, cast.jens, cast.stranger):
        sign_in(client, person)
        answers = [client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [404, 404], person
        strangers |= {answer.content for answer in answers}
    assert len(strangers) == 1
    sign_in(client, cast.birgitte)
    assert client.get(addresses[0]).status_code == 403


def test_a_date_is_moved_from_the_assignment(client, cast, forloeb, sign_in):
    sign_in(client, cast.mette)
    _start(client, forloeb, cast.g5b)
    task = Run.objects.get().assignments.get()
    address = reverse("due", args=[task.code])
    assert client.post(address, {"due_on": "4.12.2026"}).status_code == 302
    task.refresh_from_db()
    assert task.due_on == dt.date(2026, 12, 4)
    wrong = client.post(address, {"due_on": "31. november"})
    assert wrong.status_code == 422
    assert "Skriv datoen" in wrong.content.decode()


def test_an_assignment_that_nobody_handed_in_is_deleted_and_had_back(client, cast, forloeb, sign_in):
    sign_in(client, cast.mette)
    _start(client, forloeb, cast.g5b)
    task = Run.objects.get().assignments.get()
    page, removal = reverse("assignment", args=[task.code]), reverse("assignment_removal", args=[task.code])
    assert removal in client.get(page).content.decode()
    for _ in range(2):
        gone = client.post(removal, follow=True)
    assert (
        f'href="{page}"' not in gone.content.decode()
        and reverse("assignment_return", args=[task.code]) in gone.content.decode()
    )
    assert client.get(page).status_code == 404
    assert Event.objects.filter(deed="remove_assignment").count() == 1
    client.post(reverse("assignment_return", args=[task.code]))
    assert client.get(page).status_code == 200
    sign_in(client, cast.jonas)  # teaches the class, but did not set it
    assert removal not in client.get(page).content.decode() and client.post(removal).status_code == 403


def test_the_run_leads_its_writer_to_the_forloeb(client, cast, forloeb, sign_in):
    sign_in(client, cast.mette)
    _start(client, forloeb, cast.g5b)
    page, place = reverse("run", args=[Run.objects.get().code]), reverse("forloeb", args=[forloeb.code])
    assert f'href="{place}"' in client.get(page).content.decode()
    sign_in(client, cast.jonas)
    assert f'href="{place}"' not in client.get(page).content.decode()


def test_the_day_says_what_is_over_what_is_now_and_what_comes(cast, actor):
    for hour in (7, 8, 9):
        Lesson.objects.create(
            group=cast.g5b,
            subject=cast.dansk,
            teacher=cast.mette,
            weekday=TODAY.isoweekday(),
            starts_at=dt.time(hour),
            ends_at=dt.time(hour, 45),
            source="test",
            from_on=YEAR_STARTS,
        )
    stops = day_of(actor(cast.mette), TODAY, teaching=True)
    assert [stop.state for stop in stops] == ["done", "now", ""]
    assert stops[1].hours == "8.00–8.45 · nu"
    assert [stop.state for stop in day_of(actor(cast.viggo), TODAY, teaching=False)] == ["done", "now", ""]


@pytest.mark.parametrize("blocks", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("start_run", 9), ("run", 11), ("assignment", 9), ("due", 9), ("run_file", 5)]
)
def test_pages_cost_the_same_however_many_blocks(
    client, cast, forloeb, actor, sign_in, django_assert_num_queries, name, queries, blocks
):
    mette = actor(cast.mette)
    for number in range(blocks):
        for kind in (Block.Kind.ACTIVITY, Block.Kind.ASSIGNMENT):
            add_block(actor=mette, forloeb=forloeb, kind=kind, key=new_code(), text=BlockText(title=f"Trin {number}"))
    sign_in(client, cast.mette)
    _start(client, forloeb, cast.g5b)
    run = Run.objects.get()
    codes = {
        "start_run": [forloeb.code],
        "run": [run.code],
        "assignment": [run.assignments.first().code],
        "due": [run.assignments.first().code],
        "run_file": [run.code, "0" * 12],
    }
    address = reverse(name, args=codes[name])
    with django_assert_num_queries(queries):
        client.post(address, {"due_on": "aldrig"}) if name == "due" else client.get(address)
