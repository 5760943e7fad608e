"""The queue: what is handed in and not answered, in one's own subjects, at the same price whatever its length."""

import datetime as dt

import pytest

from spor.evidence.actions.claim import claim
from spor.evidence.queries import queue
from tests.cast import NOW, Cast
from tests.rooms.evidence import work


@pytest.fixture
def dansk(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], title="Novelle")


def codes(actor) -> list[str]:
    return [item.code for item in queue.page(actor).items]


def test_each_sees_the_own_subjects_and_nobody_elses(cast, actor, dansk) -> None:
    run = work.make_run(cast, cast.g5b, cast.matematik, by=cast.jonas, title="Brøker")
    matematik = work.make_assignment(run, cast.goals[4:5], title="Pizza")
    young = work.make_assignment(work.make_run(cast, cast.g0a, cast.dansk, by=cast.lone), cast.goals[:1])
    novelle, pizza = work.handed_in_by(dansk, cast.viggo), work.handed_in_by(matematik, cast.viggo)
    drawing = work.handed_in_by(young, cast.villads)
    assert codes(actor(cast.mette)) == [novelle.code]
    assert codes(actor(cast.jonas)) == [novelle.code, pizza.code]
    assert codes(actor(cast.sanne)) == [drawing.code]  # leads 0.A; nobody has dansk there
    for who in ("birgitte", "ali", "otto", "ida", "susanne", "lone", "viggo", "nina", "stranger"):
        assert codes(actor(cast.people[who])) == [], who
    assert codes(actor(cast.mette, substantial=False)) == []


def test_only_the_latest_version_awaits(cast, actor, dansk) -> None:
    product = work.make_product(dansk, [cast.viggo])
    assert codes(actor(cast.mette)) == []
    work.make_hand_in(product)
    second = work.make_hand_in(product, text="Anden udgave", at=NOW + dt.timedelta(hours=1))
    assert codes(actor(cast.mette)) == [second.code]


def test_what_waits_is_summed_by_assignment(cast, actor, dansk, django_assert_num_queries) -> None:
    work.handed_in_by(dansk, cast.viggo, cast.oskar)
    mette = actor(cast.mette)
    assert mette.relations
    with django_assert_num_queries(1):
        line = queue.waiting(mette)[0]
    assert (line.title, line.forloeb, line.group, line.subject_key, line.count, line.minutes) == (
        "Novelle",
        "Gys og gru",
        "5.B",
        "dan",
        1,
        1,
    )
    assert queue.waiting_count(mette) == 1
    for pupil in (cast.classmate, cast.noor):
        work.handed_in_by(dansk, pupil)
    with django_assert_num_queries(1):
        assert [(line.count, line.minutes) for line in queue.waiting(mette)] == [(3, 2)]


def test_the_page_names_makers_versions_and_who_is_at_it(cast, actor, dansk, django_assert_num_queries) -> None:
    hand_in = work.handed_in_by(dansk, cast.viggo, cast.noor)
    claim(actor=actor(cast.jonas), hand_in=hand_in)
    mette = actor(cast.mette)
    assert mette.relations
    with django_assert_num_queries(4):
        item = queue.page(mette).items[0]
    assert (item.names, item.version, item.holder) == (["Viggo Brandt", "Nora Nygaard"], 1, "Jonas")
    for pupil in (cast.classmate, cast.oskar):
        work.handed_in_by(dansk, pupil)
    with django_assert_num_queries(4):
        assert len(queue.page(mette).items) == 3


def test_pages_follow_each_other_without_loss(cast, actor, dansk, monkeypatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    other = work.make_assignment(dansk.run, cast.goals[:1], title="Anden opgave")
    expected = [
        work.handed_in_by(which, pupil).code
        for which in (dansk, other)
        for pupil in (cast.viggo, cast.oskar, cast.noor)
    ]
    found, page = [], queue.page(actor(cast.mette))
    assert page.is_first and page.count == 6
    while True:
        found += [item.code for item in page.items]
        if not page.after:
            break
        page = queue.page(actor(cast.mette), after=page.after)
    assert found == expected
    assert len(queue.page(actor(cast.mette), assignment=other.code, after=expected[3]).items) == 2
    assert queue.page(actor(cast.mette), after="000000000000").is_first


def test_a_pupil_who_left_the_school_is_no_more_in_it(cast, actor, dansk) -> None:
    work.handed_in_by(dansk, cast.viggo)
    cast.viggo.memberships.update(to_on=NOW.date())
    assert codes(actor(cast.mette)) == []
