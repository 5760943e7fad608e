"""What the timeline asks of the database, each a question about one pupil that is compiled once a right."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from spor.access.ruled import Asked, Ruled
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


def _traces(asked: Asked) -> QuerySet[Trace]:
    return Trace.objects.filter(asked.allowed, is_made(), pupil=asked.pupil)


def _from_on(asked: Asked) -> Rows:
    """A page and one more, from a moment on; at the moment itself from an id on. The bound on `at` alone is where the index begins."""
    at, (pk,) = asked.moment, asked.ids
    rows = _traces(asked).filter(Q(at__lt=at) | Q(pk__lte=pk), at__lte=at)
    return rows.order_by("-at", "-id").values_list(*COLUMNS)[: PAGE + 1]


def _these(asked: Asked) -> Rows:
    return _traces(asked).filter(pk__in=asked.ids).order_by("at", "id").values_list(*COLUMNS)


def _subjects(asked: Asked) -> Rows:
    """A look into the index a subject, however many traces there are."""
    there = _traces(asked).filter(subject=OuterRef("pk"))
    return Subject.objects.filter(there_is(there)).values_list(*SUBJECT)


def _chosen(asked: Asked) -> Rows:
    rows = Selection.objects.filter(asked.allowed, pupil=asked.pupil, until=None)
    return rows.order_by("-at", "-id").values_list("trace")[:CHOSEN_MAX]


def _thoughts(asked: Asked) -> Rows:
    rows = Reflection.objects.filter(asked.allowed, pupil=asked.pupil, trace__in=asked.ids)
    return rows.order_by("at", "id").values_list(*THOUGHT)


def _answered(asked: Asked) -> Rows:
    rows = Feedback.objects.filter(asked.allowed, pupil=asked.pupil, trace__in=asked.ids)
    return rows.values_list("trace").distinct()


TRACES = Ruled(Trace, _from_on, size=1)
THESE = Ruled(Trace, _these, size=CHOSEN_MAX)
SUBJECTS = Ruled(Trace, _subjects)
CHOSEN = Ruled(Selection, _chosen)
THOUGHTS = Ruled(Reflection, _thoughts, size=PAGE + 2)
ANSWERED = Ruled(Feedback, _answered, size=PAGE)
