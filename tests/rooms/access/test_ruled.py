"""The compiled hand of the guard hands out what the guard would: every reader, every right, whatever the rows' states."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from spor.access import guard
from spor.access.actor import nobody
from spor.access.models import Purpose, SupportCase
from spor.access.policy import POLICY
from spor.access.reach import of
from spor.access.ruled import Ruled
from spor.evidence.models import Feedback, Release, SelfAssessment, Trace
from spor.portfolio.models import Reflection, Selection
from tests.cast import NOW, TODAY, Cast
from tests.rooms.evidence import work
from tests.rooms.portfolio import trails

THINGS = [
    (Trace, "portfolio_item", "read"),
    (Trace, "product", "read"),
    (Trace, "product_file_url", "read"),
    (Trace, "portfolio_item", "write"),
    (Trace, "product", "write"),
    (Trace, "product", "give_feedback"),
    (Selection, "selection", "read"),
    (Reflection, "reflection", "read"),
    (Feedback, "feedback_given", "read"),
    (Feedback, "feedback_draft", "read"),
    (SelfAssessment, "self_assessment", "read"),
]


def ruled(model: type[Model], thing: str, action: str) -> Ruled:
    """The ids of all a pupil's rows."""
    return Ruled(
        model,
        lambda asked: model._default_manager.filter(asked.allowed, pupil=asked.pupil).values_list("pk"),
        thing=thing,
        action=action,
    )


@pytest.fixture
def everything(cast: Cast) -> Cast:
    """Oskar and Viggo with rows in every state, and readers of every kind."""
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    assignment = work.make_assignment(run, cast.goals[:1])
    for pupil in (cast.oskar, cast.viggo):
        work.handed_in_by(assignment, pupil)
        trails.remark(pupil, cast.mette)
        for subject in (None, cast.dansk, cast.matematik):
            for handed_in, placed in ((True, False), (False, True), (False, False)):
                trails.keep(pupil, subject=subject, handed_in=handed_in, placed=placed)
    work.make_product(assignment, [cast.oskar, cast.viggo])
    for n, trace in enumerate(Trace.objects.all()):
        Selection.objects.create(pupil=trace.pupil, trace=trace, at=NOW)
        Reflection.objects.create(pupil=trace.pupil, trace=trace, text="Hm", at=NOW, key=f"r{n}")
        said = Feedback.objects.create(
            pupil=trace.pupil, trace=trace, author=cast.mette, text="Ja", written_at=NOW, key=f"f{n}"
        )
        if n % 2:
            Release.objects.create(feedback=said, by=cast.mette, at=NOW)
        if trace.product:
            SelfAssessment.objects.get_or_create(product=trace.product, pupil=trace.pupil, defaults={"at": NOW})
    day = dt.timedelta(days=1)
    Purpose.objects.create(person=cast.susanne, pupil=cast.oskar, reason="x", from_at=NOW - day, to_at=NOW + day)
    SupportCase.objects.create(
        person=cast.birgitte, pupil=cast.viggo, purpose="x", from_on=TODAY, to_on=TODAY + day, set_by=cast.susanne
    )
    return cast


@pytest.mark.parametrize(("model", "thing", "action"), THINGS)
def test_what_is_handed_out_is_what_the_guard_hands_out(everything: Cast, actor, model, thing, action) -> None:
    ask, met = ruled(model, thing, action), 0
    readers = [actor(person, substantial=strong) for person in everything.people.values() for strong in (True, False)]
    for reader in [*readers, nobody(NOW)]:
        for pupil in (everything.oskar, everything.viggo, everything.alma):
            allowed = guard.visible(reader, model, action, thing=thing).filter(pupil=pupil)
            expected = set(allowed.values_list("pk", flat=True))
            assert {row[0] for row in ask(reader, pupil.pk)} == expected, (reader.person_id, pupil)
            met += len(expected)
    assert met


def test_a_right_is_compiled_once_and_asked_with_every_readers_pupil(everything: Cast, actor) -> None:
    ask = ruled(Trace, "portfolio_item", "read")
    for who in (everything.mette, everything.oskar, everything.henrik, everything.susanne):
        ask(actor(who), everything.oskar.pk)
    assert len(ask.made) == 2  # all of one's own; and what is handed in or placed
    with CaptureQueriesContext(connection) as asked:
        assert ask(actor(everything.stranger), everything.oskar.pk) == []
    assert len(asked) == 1  # the relations


def test_ids_and_moments_take_their_places(everything: Cast, actor) -> None:
    rows = list(Trace.objects.filter(pupil=everything.oskar).order_by("id"))
    Trace.objects.filter(pk=rows[0].pk).update(at=NOW - dt.timedelta(days=9))
    ask = Ruled(
        Trace,
        lambda asked: Trace.objects.filter(
            asked.allowed, pupil=asked.pupil, pk__in=asked.ids, at__lte=asked.moment
        ).values_list("pk", "at"),
        size=3,
    )
    mine = actor(everything.oskar)
    two = [rows[0].pk, rows[1].pk]
    assert {row[0] for row in ask(mine, everything.oskar.pk, ids=two, moment=NOW)} == set(two)
    (first,) = ask(mine, everything.oskar.pk, ids=two, moment=NOW - dt.timedelta(days=1))
    assert first == (rows[0].pk, NOW - dt.timedelta(days=9))
    many = [row.pk for row in rows]
    assert len(ask(mine, everything.oskar.pk, ids=many, moment=NOW)) == len(many)  # more than it was made for
    assert ask(mine, everything.oskar.pk, ids=[], moment=NOW) == []


def test_every_row_of_the_table_can_be_asked_about_one_pupil(everything: Cast, actor) -> None:
    for rule in POLICY.values():
        for who in (everything.mette, everything.oskar, everything.stranger):
            left = rule.about(actor(who), everything.oskar.pk)
            assert left in (True, False) or left.about(actor(who), everything.oskar.pk) is not None
    assert of(Trace).thing == "portfolio_item"
