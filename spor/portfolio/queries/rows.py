"""What the timeline asks of the database, each a question about one pupil that is compiled once for all who stand alike."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.presence import there_is
from spor.curriculum.models import Subject
from spor.evidence.models import Feedback, HandIn, Trace
from spor.evidence.queries.cards import COLUMNS
from spor.portfolio.models import Reflection, Selection

PAGE = 24
CHOSEN_MAX = 50
THOUGHT = [field.attname for field in Reflection._meta.concrete_fields]
SUBJECT = [field.attname for field in Subject._meta.concrete_fields]

Rows = QuerySet[Any, tuple[Any, ...]]


def is_made() -> Q:
    """Without work begun for an assignment and not handed in. (Others than its maker do not see that anyway.)"""
    handed_in = HandIn.objects.filter(version__product=OuterRef("product"))
    return Q(product=None) | Q(product__assignment=None) | Q(there_is(handed_in))


def _traces(actor: Actor) -> QuerySet[Trace]:
    return guard.visible(actor, Trace).filter(is_made())


def _from_on(actor: Actor, at: dt.datetime, pk: int) -> Rows:
    """A page and one more, from a moment on; at the moment itself from an id on. The bound on `at` alone is where the index begins."""
    rows = _traces(actor).filter(Q(at__lt=at) | Q(pk__lte=pk), at__lte=at)
    return rows.order_by("-at", "-id").values_list(*COLUMNS)[: PAGE + 1]


def _these(actor: Actor, ids: Sequence[int]) -> Rows:
    return _traces(actor).filter(pk__in=ids).order_by("at", "id").values_list(*COLUMNS)


def _subjects(actor: Actor) -> Rows:
    """A look into the index a subject, however many traces there are."""
    there = _traces(actor).filter(subject=OuterRef("pk"))
    return Subject.objects.filter(there_is(there)).values_list(*SUBJECT)


def _chosen(actor: Actor) -> Rows:
    rows = guard.visible(actor, Selection).filter(until=None)
    return rows.order_by("-at", "-id").values_list("trace")[:CHOSEN_MAX]


def _thoughts(actor: Actor, ids: Sequence[int]) -> Rows:
    rows = guard.visible(actor, Reflection).filter(trace__in=ids)
    return rows.order_by("at", "id").values_list(*THOUGHT)


def _answered(actor: Actor, ids: Sequence[int]) -> Rows:
    return guard.visible(actor, Feedback).filter(trace__in=ids).values_list("trace").distinct()


TRACES = ForAnyone(_from_on)
THESE = ForAnyone(_these)
SUBJECTS = ForAnyone(_subjects)
CHOSEN = ForAnyone(_chosen)
THOUGHTS = ForAnyone(_thoughts)
ANSWERED = ForAnyone(_answered)
