"""What is compiled for anyone hands out what the guard would: every reader, every right, whatever the rows' states."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from spor.access import guard
from spor.access.actor import Actor, nobody
from spor.access.anyone import AllForAnyone, Fixed, ForAnyone
from spor.access.models import Purpose, SupportCase
from spor.access.policy import POLICY
from spor.access.reach import of
from spor.access.relations import Relations
from spor.access.rules import About
from spor.evidence.models import Feedback, Release, SelfAssessment, Trace
from spor.portfolio.models import Reflection, Selection
from spor.teaching.models import Lesson
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


def question(model: type[Model], thing: str, action: str) -> ForAnyone:
    """The ids of the rows."""
    return ForAnyone(lambda actor: guard.visible(actor, model, action, thing=thing).values_list("pk"))


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
    ask, met = question(model, thing, action), 0
    readers = [actor(person, substantial=strong) for person in everything.people.values() for strong in (True, False)]
    for reader in [*readers, nobody(NOW)]:
        allowed = guard.visible(reader, model, action, thing=thing)
        assert {row[0] for row in ask(reader)} == set(allowed.values_list("pk", flat=True)), reader.person_id
        for pupil in (everything.oskar, everything.viggo, everything.alma):
            expected = set(allowed.filter(pupil=pupil).values_list("pk", flat=True))
            assert {row[0] for row in ask(reader, about=pupil.pk)} == expected, (reader.person_id, pupil)
            met += len(expected)
    assert met


def test_several_at_once_hand_out_what_each_would(everything: Cast, actor) -> None:
    """The same rights in one statement, for readers of every kind, about a pupil and about all."""
    alone = [question(model, thing, action) for model, thing, action in THINGS]
    together = AllForAnyone(lambda actor: [each.build(actor) for each in alone])
    for person in everything.people.values():
        reader = actor(person)
        for about in (0, everything.oskar.pk):
            expected = [sorted(each(reader, about=about)) for each in alone]
            assert [sorted(rows) for rows in together(reader, about=about)] == expected, (person, about)


def test_who_stand_alike_share_the_sql_and_nothing_else(everything: Cast, actor) -> None:
    ask = question(Trace, "portfolio_item", "read")
    for pupil in (everything.oskar, everything.viggo):
        mine = {row[0] for row in ask(actor(pupil), about=pupil.pk)}
        assert mine == set(Trace.objects.filter(pupil=pupil).values_list("pk", flat=True))
    assert len(ask.made) == 1
    with CaptureQueriesContext(connection) as asked:
        assert ask(actor(everything.stranger), about=everything.oskar.pk) == []
    assert len(asked) == 1  # the relations


def test_values_take_their_places(everything: Cast, actor) -> None:
    rows = list(Trace.objects.filter(pupil=everything.oskar).order_by("id"))
    Trace.objects.filter(pk=rows[0].pk).update(at=NOW - dt.timedelta(days=9))
    ask = ForAnyone(
        lambda actor, ids, until, kind, day: (
            guard.visible(actor, Trace)
            .filter(pk__in=ids, at__lte=until, kind=kind)
            .exclude(subject__isnull=True, pupil__born_on=day)
            .values_list("pk", "at")
        )
    )
    mine, day = actor(everything.oskar), dt.date(1999, 1, 1)
    two = [row.pk for row in rows if row.kind == "product"][:2]
    assert two[0] == rows[0].pk
    assert {row[0] for row in ask(mine, two, NOW, "product", day)} == set(two)
    assert ask(mine, two, NOW - dt.timedelta(days=1), "product", day) == [(two[0], NOW - dt.timedelta(days=9))]
    assert ask(mine, two, NOW, "remark", day) == ask(mine, [], NOW, "product", day) == []
    nothing = ForAnyone(lambda actor, at: guard.visible(actor, Trace).filter(at=at).values_list("pk"))
    assert nothing(mine, None) == []


def test_a_query_that_reckons_with_a_value_is_refused(everything: Cast, actor) -> None:
    month = dt.timedelta(days=30)
    for build in (
        lambda actor, at: Trace.objects.filter(at__gte=at - month).values_list("pk"),
        lambda actor, at: Trace.objects.filter(at__gte=actor.now - month).values_list("pk"),
        lambda actor, at: Trace.objects.filter(at=at, pk=actor.person_id + 1).values_list("pk"),
    ):
        with pytest.raises(ValueError, match="stands in"):
            ForAnyone(build)(actor(everything.mette), NOW)


def test_every_row_of_the_table_can_be_asked_about_one_pupil(everything: Cast, actor) -> None:
    for rule in POLICY.values():
        for who in (everything.mette, everything.oskar, everything.stranger):
            left = rule.about(actor(who), About(everything.oskar.pk))
            assert left in (True, False) or left.about(actor(who), About(everything.oskar.pk)) is not None
    assert of(Trace).thing == "portfolio_item"


def test_all_that_decides_a_query_is_part_of_how_one_stands() -> None:
    """Whoever gives actors or relations a further field says here whether queries hang on it: then it belongs in `standing.Standing`."""
    rounded = {"pupils", "groups", "schools", "subjects", "subject_groups", "municipal"}
    # asked by the navigation alone, and when a look is written
    unasked = {"parts_off", "reasons", "throttled"}
    assert {field.name for field in dataclasses.fields(Relations)} == rounded | unasked
    facts = {"person_id", "now", "account_id", "mfa", "substantial", "on_tablet", "about"}
    assert {field.name for field in dataclasses.fields(Actor)} == facts | {"memo"}


def test_a_value_that_is_no_id_goes_in_as_it_is(cast: Cast, actor) -> None:
    """On PostgreSQL a weekday is a small integer, and a condition with an id's stand-in would be dropped as one no row can meet."""
    day = dict.fromkeys(("starts_at", "ends_at"), dt.time(8))
    Lesson.objects.create(group=cast.g5b, teacher=cast.mette, weekday=3, source="x", from_on=TODAY, **day)
    ask = ForAnyone(lambda actor, weekday: guard.visible(actor, Lesson).filter(weekday=weekday).values_list("weekday"))
    assert ask(actor(cast.mette), Fixed(3)) == [(3,)]
    assert ask(actor(cast.mette), Fixed(4)) == []
