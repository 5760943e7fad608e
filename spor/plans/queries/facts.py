"""All that a plan is made of, in one statement: rows of each kind that this reader may see of one pupil."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import AllForAnyone
from spor.access.models import TeamRole
from spor.base.compiled import Columns
from spor.curriculum.models import Subject
from spor.evidence.queries.results import newest_results
from spor.people.models import Membership, live
from spor.plans.models import ClassFocus
from spor.plans.queries import agreements, focus, news, progress, runs, sentences, talks, words
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.words import SUBJECT, draft_thing

Rows = list[tuple[Any, ...]]
FOCUS = Columns(ClassFocus)


class Facts(NamedTuple):
    """Rows by their kind, each as the module says that asks for them and reads them."""

    runs: Rows
    states: Rows
    feedback: Rows
    answers: Rows
    typed: Rows
    spor: Rows
    products: Rows
    points: Rows
    texts: Rows
    agreements: Rows
    interventions: Rows
    talk: Rows
    of_class: Rows
    results: Rows
    sentences: Rows
    taught: Rows


def facts_of(actor: Actor, pupil: Pupil) -> Facts:
    """For a pupil the guard has handed out. One query, however many years there are behind."""
    pk, since_at = pupil.person.pk, pupil.since_at
    begins, thing = min(since_at, actor.now - news.A_YEAR), draft_thing(pupil.person.code)
    return Facts(*_FACTS(actor, pk, pupil.class_id, pupil.after_id, since_at, begins, thing, about=pk))


def _facts(
    actor: Actor,
    pupil: int,
    group: int | None,
    after: int | None,
    since_at: dt.datetime,
    begins: dt.datetime,
    thing: str,
) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """In the order of the fields. `begins` is where products are shown from, `thing` what drafts about this plan are kept under."""
    return [
        runs.with_assignments(actor, pupil),
        progress.touched(actor, pupil, since_at),
        words.given(actor),
        words.answered(actor),
        words.being_written(actor, thing),
        words.spor_of(actor, since_at),
        news.products(actor, begins),
        focus.open_points(actor),
        focus.open_texts(actor),
        agreements.newest(actor),
        focus.open_interventions(actor),
        talks.newest_talk(actor),
        _of_class(actor, pupil),
        newest_results(actor),
        sentences.stored(actor, after, since_at),
        _taught(actor, group),
    ]


_FACTS = AllForAnyone(_facts)


def _of_class(actor: Actor, pupil: int) -> QuerySet[ClassFocus, tuple[Any, ...]]:
    """What the pupil's classes work on above all."""
    mine = Membership.objects.filter(live(actor.today), person=pupil, role="pupil", group=OuterRef("group"))
    rows = guard.visible(actor, ClassFocus).filter(Exists(mine), end=None)
    return rows.order_by("at").values_list(*FOCUS.names)[:10]


def _taught(actor: Actor, group: int | None) -> QuerySet[Subject, tuple[Any, ...]]:
    """The subjects that the class is taught."""
    roles = TeamRole.objects.filter(live(actor.today), group=group)
    return Subject.objects.filter(pk__in=roles.values("subject")).values_list(*SUBJECT.names)
