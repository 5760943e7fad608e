"""Words on the plan's page: feedback that was given, answers, what the reader is writing in its fields; and how many spor have come."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.access.models import Draft
from spor.base.codes import new_code
from spor.base.compiled import Columns
from spor.curriculum.models import Subject
from spor.evidence.models import Feedback, Trace
from spor.plans.models import Answer
from spor.plans.queries import news

FEEDBACK, ANSWERS = 5, 20
Row = tuple[Any, ...]
SUBJECT = Columns(Subject)
FIELD = "text"  # the field of an answer, of a sentence and of an intervention's follow-up
AGREEMENT_FIELD, INTERVENTION_FIELD = "aftale", "indsats"  # the fields of new ones, under the pupil's code


@dataclass(frozen=True)
class FeedbackLine:
    """Words that were given. `trace` is the code of the spor they are about."""

    text: str
    author: str
    at: dt.datetime
    trace: str
    title: str
    subject_id: int | None
    has_sound: bool


@dataclass(frozen=True)
class AnswerLine:
    """An answer as this reader may see it, with what was said to it, oldest first.

    can_reply   the reader takes part; `typed` is what they are writing to it and have not sent, `key` of what they send next
    """

    code: str
    text: str
    name: str
    at: dt.datetime
    is_mine: bool
    can_reply: bool = False
    replies: list["AnswerLine"] = field(default_factory=list)
    typed: str = ""
    key: str = field(default_factory=new_code)


@dataclass(frozen=True)
class Words:
    """Newest first. `typed`: (code, field) → what this reader is writing and has not sent.

    spor   how many came in the period, by subject id
    """

    feedback: list[FeedbackLine] = field(default_factory=list)
    answers: list[AnswerLine] = field(default_factory=list)
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    spor: Counter[int | None] = field(default_factory=Counter)


def draft_thing(pupil_code: str) -> str:
    """The word under which what is written about a pupil's plan is kept (spor.access.drafts)."""
    return f"plan-{pupil_code}"


def words(
    actor: Actor, feedback: Iterable[Row], answers: Iterable[Row], typed: Iterable[Row], spor: Iterable[Row]
) -> Words:
    """All of it, of the rows of the queries below.

    Answers are those the reader takes part in: each at home their own, the team all (decision 0006).
    """
    being_typed = {(code, field): text for code, field, text in typed}
    lines: list[AnswerLine] = []
    replies: dict[str, list[AnswerLine]] = defaultdict(list)
    for code, text, who, by, at, after, can_write in answers:
        line = AnswerLine(code, text, who, at, by == actor.person_id, bool(can_write))
        (replies[after] if after else lines).append(line)
    found = [replace(line, replies=replies[line.code], typed=being_typed.get((line.code, FIELD), "")) for line in lines]
    said = [FeedbackLine(*row) for row in feedback]
    return Words(said, found[::-1], being_typed, Counter({row[0]: row[1] for row in spor}))


def given(actor: Actor) -> QuerySet[Feedback, Row]:
    """The newest feedback that was given."""
    rows = guard.visible(actor, Feedback) & guard.visible(actor, Feedback, thing="plan_section")
    title, has_sound = Coalesce("trace__product__title", Value("")), Case(When(sound=None, then=False), default=True)
    columns = ("text", _called("author__"), "written_at", "trace__code", title, "trace__subject", has_sound)
    return rows.order_by("-written_at", "-pk").values_list(*columns)[:FEEDBACK]


def answered(actor: Actor) -> QuerySet[Answer, Row]:
    """The newest answers and what was said to them, the oldest first."""
    rows = guard.visible(actor, Answer)
    newest = rows.filter(after=None).order_by("-at", "-pk").values("pk")[:ANSWERS]
    mine = guard.with_cans(actor, rows.filter(Q(pk__in=newest) | Q(after__in=newest)), ["write"])
    return mine.order_by("at", "pk").values_list(
        "code", "text", _called("by__"), "by", "at", "after__code", "can_write"
    )


def being_written(actor: Actor, thing: str) -> QuerySet[Draft, Row]:
    """What this reader is writing in the plan's fields."""
    return drafts.rows_of(actor, thing=thing).values_list("thing_code", "field", "text")


def spor_of(actor: Actor, since_at: dt.datetime) -> QuerySet[Trace, Row]:
    """How many spor came in the period: the subject's id, the number, the subject's columns."""
    rows = news.since(actor, since_at).order_by().values("subject")
    columns = [f"subject__{name}" for name in SUBJECT.names]
    return rows.annotate(number=Count("pk")).values_list("subject", "number", *columns)


def _called(path: str) -> Case:
    """The first name that people call somebody by, the alias where there is one."""
    alias, given_name = f"{path}alias_given_name", f"{path}given_name"
    return Case(When(**{alias: ""}, then=F(given_name)), default=F(alias))
