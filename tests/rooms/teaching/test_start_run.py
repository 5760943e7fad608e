"""An edition put to work for a class."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.base.schoolyear import Week
from spor.forloeb.models import Author, Block, BlockVersion, Edition, EditionBlock, Forloeb
from spor.teaching.actions.set_due import set_due
from spor.teaching.actions.start_run import start_run
from spor.teaching.models import Assignment, Run
from spor.teaching.queries.runs import open_assignments, runs_on
from tests.cast import NOW, TODAY, Cast

W47, W50 = Week(2026, 47), Week(2026, 50)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """A forløb of Mette's with a text and an assignment due in week 49."""
    forloeb = Forloeb.objects.create(
        school=cast.kastanje, subject=cast.dansk, made_by=cast.mette, made_at=NOW, key=new_code()
    )
    Author.objects.create(forloeb=forloeb, person=cast.mette, is_owner=True, from_at=NOW)
    edition = Edition.objects.create(
        forloeb=forloeb, n=1, published_by=cast.mette, published_at=NOW, title="Gys og gru", key=new_code()
    )
    for rank, (kind, week) in enumerate([("text", None), ("assignment", 49)]):
        block = Block.objects.create(forloeb=forloeb, kind=kind, rank=str(rank), key=new_code())
        version = BlockVersion.objects.create(
            block=block, n=1, by=cast.mette, at=NOW, title=f"Blok {rank}", due_week=week, key=new_code()
        )
        EditionBlock.objects.create(edition=edition, rank=rank, version=version)
    return edition


def test_each_assignment_block_becomes_an_assignment_due_on_its_weeks_friday(cast, edition, actor):
    run = start_run(actor=actor(cast.mette), edition=edition, group=cast.g5b, first=W47, last=W50, key="k")
    assert (run.starts_on, run.ends_on) == (dt.date(2026, 11, 16), dt.date(2026, 12, 14))
    assert [row.due_on for row in run.assignments.all()] == [dt.date(2026, 12, 4)]


def test_the_same_click_twice_is_one_run(cast, edition, actor):
    for _ in range(2):
        start_run(actor=actor(cast.mette), edition=edition, group=cast.g5b, first=W47, last=W50, key="k")
    assert Run.objects.count() == 1


def test_weeks_the_wrong_way_round_are_refused_and_nothing_is_made(cast, edition, actor):
    with pytest.raises(Refused, match="slutter før"):
        start_run(actor=actor(cast.mette), edition=edition, group=cast.g5b, first=W50, last=W47, key="k")
    assert not Run.objects.exists()


def test_only_those_who_teach_the_class_start_something_in_it(cast, edition, actor):
    with pytest.raises(PermissionDenied):
        start_run(actor=actor(cast.mette), edition=edition, group=cast.g2a, first=W47, last=W50, key="k")
    with pytest.raises(Http404):
        start_run(actor=actor(cast.otto), edition=edition, group=cast.g5b, first=W47, last=W50, key="k")


def test_the_class_and_their_homes_see_it_and_others_do_not(cast, edition, actor):
    run = start_run(actor=actor(cast.mette), edition=edition, group=cast.g5b, first=W47, last=W50, key="k")
    for person in (cast.viggo, cast.nina, cast.jonas, cast.ida, cast.susanne):
        assert list(runs_on(actor(person), TODAY)) == [run], person
    for person in (cast.alma, cast.otto, cast.jens, cast.stranger, cast.stepfather, cast.jan):
        assert not runs_on(actor(person), TODAY), person


def test_a_moved_date_is_kept_and_one_outside_the_forloeb_is_refused(cast, edition, actor):
    run = start_run(actor=actor(cast.mette), edition=edition, group=cast.g5b, first=W47, last=W50, key="k")
    task = run.assignments.get()
    set_due(actor=actor(cast.jonas), assignment=task, due_on=dt.date(2026, 12, 8))
    task.refresh_from_db()
    assert task.due_on == dt.date(2026, 12, 8)
    with pytest.raises(Refused):
        set_due(actor=actor(cast.mette), assignment=task, due_on=dt.date(2027, 6, 1))
    with pytest.raises(Http404):
        set_due(actor=actor(cast.viggo), assignment=task, due_on=dt.date(2026, 12, 9))


@pytest.mark.parametrize("runs", [1, 3])
def test_a_pupils_assignments_cost_the_same_however_many(cast, edition, actor, django_assert_num_queries, runs):
    for number in range(runs):
        start_run(actor=actor(cast.mette), edition=edition, group=cast.g5b, first=W47, last=W50, key=f"k{number}")
    viggo = actor(cast.viggo)
    with django_assert_num_queries(2):
        found = list(open_assignments(viggo, viggo.relations.groups_of("member")))
        assert [row.run.edition.title for row in found] == ["Gys og gru"] * runs
    assert Assignment.objects.count() == runs
