"""Words on the plan's page: feedback that was given, answers, what the reader is writing in its fields.

With how many spor have come they are one statement.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    F,
    Max,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.codes import new_code
from spor.evidence.models import Feedback
from spor.plans.models import Answer
from spor.plans.queries import news
from spor.plans.queries.pupil import Pupil

FEEDBACK, ANSWERS = 5, 20
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


def words(actor: Actor, pupil: Pupil) -> Words:
    """All of it, in one query. Answers are those the reader takes part in: each at home their own, the team all (decision 0006)."""
    thing = draft_thing(pupil.person.code)
    found = Words()
    replies: dict[str, list[AnswerLine]] = defaultdict(list)
    for kind, text, who, code, title, number, flag, at in WORDS(actor, pupil.since_at, thing, about=pupil.person.pk):
        if kind == "feedback":
            found.feedback.append(FeedbackLine(text, who, at, code, title, number, bool(flag)))
        elif kind == "answer":
            line = AnswerLine(code, text, who, at, number == actor.person_id, bool(flag))
            (found.answers if not title else replies[title]).append(line)
        elif kind == "spor":
            found.spor[number] = flag
        else:
            found.typed[code, title] = text
    found.feedback.sort(key=lambda line: line.at, reverse=True)
    found.answers.sort(key=lambda line: line.at, reverse=True)
    for number, line in enumerate(found.answers):
        said, typed = sorted(replies[line.code], key=lambda each: each.at), found.typed.get((line.code, FIELD), "")
        found.answers[number] = replace(line, replies=said, typed=typed)
    return found


def _legs(actor: Actor, since_at: dt.datetime, thing: str) -> QuerySet[Any, tuple[Any, ...]]:
    return _feedback(actor).union(_answers(actor), _typed(actor, thing), _spor(actor, since_at), all=True)


def _feedback(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    rows = guard.visible(actor, Feedback) & guard.visible(actor, Feedback, thing="plan_section")
    rows = rows.order_by("-written_at", "-pk")
    return _leg(
        "feedback",
        Feedback.objects.filter(pk__in=rows.values("pk")[:FEEDBACK]),
        text=F("text"),
        who=_called("author__"),
        code=F("trace__code"),
        title=Coalesce(F("trace__product__title"), Value("")),
        number=F("trace__subject"),
        flag=Case(When(sound=None, then=Value(0)), default=Value(1)),
        at=F("written_at"),
    )


def _answers(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    rows = guard.visible(actor, Answer)
    newest = rows.filter(after=None).order_by("-at", "-pk").values("pk")[:ANSWERS]
    mine = guard.with_cans(actor, rows.filter(Q(pk__in=newest) | Q(after__in=newest)), ["write"])
    flag = Case(When(can_write=True, then=Value(1)), default=Value(0))
    columns = {"who": _called("by__"), "code": F("code"), "title": Coalesce(F("after__code"), Value(""))}
    return _leg("answer", mine, text=F("text"), number=F("by"), flag=flag, at=F("at"), **columns)


def _typed(actor: Actor, thing: str) -> QuerySet[Any, tuple[Any, ...]]:
    rows = drafts.rows_of(actor, thing=thing)
    return _leg("typed", rows, text=F("text"), code=F("thing_code"), title=F("field"), at=F("saved_at"))


def _spor(actor: Actor, since_at: dt.datetime) -> QuerySet[Any, tuple[Any, ...]]:
    rows = news.since(actor, since_at).order_by().values("subject")
    return _leg("spor", rows, number=F("subject"), flag=Count("pk"), at=Max("at"))


WORDS = ForAnyone(_legs)


def _called(path: str) -> Case:
    """The first name that people call somebody by, the alias where there is one."""
    alias, given = f"{path}alias_given_name", f"{path}given_name"
    return Case(When(**{alias: ""}, then=F(given)), default=F(alias))


def _leg(kind: str, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """One list of the statement, in the common columns."""
    blank = Value("")
    named = {
        "w_kind": Value(kind, output_field=CharField()),
        **{f"w_{name}": Cast(columns.get(name, blank), TextField()) for name in ("text", "who", "code", "title")},
        **{f"w_{name}": Cast(columns.get(name, Value(None)), BigIntegerField()) for name in ("number", "flag")},
        "w_at": columns["at"],
    }
    found: QuerySet[Any, tuple[Any, ...]] = rows.order_by().annotate(**named).values_list(*named)
    return found
