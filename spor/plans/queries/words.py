"""Words on the plan's page, in one statement: feedback that was given, answers, and what the reader is writing in its fields."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.evidence.models import Feedback
from spor.plans.models import Answer
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
    """Newest first. `typed`: (code, field) → what this reader is writing and has not sent."""

    feedback: list[FeedbackLine] = field(default_factory=list)
    answers: list[AnswerLine] = field(default_factory=list)
    typed: dict[tuple[str, str], str] = field(default_factory=dict)


def draft_thing(pupil_code: str) -> str:
    """The word under which what is written about a pupil's plan is kept (spor.access.drafts)."""
    return f"plan-{pupil_code}"


def words(actor: Actor, pupil: Pupil) -> Words:
    """All of it, in one query. Answers are those the reader takes part in: each at home their own, the team all (decision 0006)."""
    rows = _feedback(actor, pupil).union(_answers(actor, pupil), _typed(actor, pupil), all=True)
    found = Words()
    replies: dict[str, list[AnswerLine]] = defaultdict(list)
    for kind, text, who, code, title, number, flag, at in rows:
        if kind == "feedback":
            found.feedback.append(FeedbackLine(text, who, at, code, title, number, bool(flag)))
        elif kind == "answer":
            line = AnswerLine(code, text, who, at, number == actor.person_id, bool(flag))
            (found.answers if not title else replies[title]).append(line)
        else:
            found.typed[code, title] = text
    found.feedback.sort(key=lambda line: line.at, reverse=True)
    found.answers.sort(key=lambda line: line.at, reverse=True)
    for number, line in enumerate(found.answers):
        said, typed = sorted(replies[line.code], key=lambda each: each.at), found.typed.get((line.code, FIELD), "")
        found.answers[number] = replace(line, replies=said, typed=typed)
    return found


def _feedback(actor: Actor, pupil: Pupil) -> QuerySet[Any, tuple[Any, ...]]:
    section = guard.rule(actor, Feedback, "read", "plan_section")
    rows = guard.visible(actor, Feedback).filter(section if section is not None else Q(pk__in=[]), pupil=pupil.person)
    newest = Feedback.objects.filter(pk__in=rows.order_by("-written_at", "-pk").values("pk")[:FEEDBACK])
    return _leg(
        "feedback",
        newest,
        who=_called("author__"),
        code=F("trace__code"),
        title=Coalesce(F("trace__product__title"), Value("")),
        number=F("trace__subject"),
        flag=Case(When(sound=None, then=Value(0)), default=Value(1)),
        at=F("written_at"),
    )


def _answers(actor: Actor, pupil: Pupil) -> QuerySet[Any, tuple[Any, ...]]:
    rows = guard.visible(actor, Answer).filter(pupil=pupil.person)
    newest = rows.filter(after=None).order_by("-at", "-pk").values("pk")[:ANSWERS]
    mine = guard.with_cans(actor, rows.filter(Q(pk__in=newest) | Q(after__in=newest)), ["write"])
    flag = Case(When(can_write=True, then=Value(1)), default=Value(0))
    first = Coalesce(F("after__code"), Value(""))
    return _leg("answer", mine, who=_called("by__"), code=F("code"), title=first, number=F("by"), flag=flag, at=F("at"))


def _typed(actor: Actor, pupil: Pupil) -> QuerySet[Any, tuple[Any, ...]]:
    rows = drafts.rows_of(actor, thing=draft_thing(pupil.person.code))
    return _leg("typed", rows, code=F("thing_code"), title=F("field"), at=F("saved_at"))


def _called(path: str) -> Case:
    """The first name that people call somebody by, the alias where there is one."""
    alias, given = f"{path}alias_given_name", f"{path}given_name"
    return Case(When(**{alias: ""}, then=F(given)), default=F(alias))


def _leg(kind: str, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """One list of the statement, in the common columns; every model here has a `text`."""
    blank = Value("")
    named = {
        "w_kind": Value(kind, output_field=CharField()),
        "w_text": Cast(F("text"), TextField()),
        **{f"w_{name}": Cast(columns.get(name, blank), TextField()) for name in ("who", "code", "title")},
        **{f"w_{name}": Cast(columns.get(name, Value(None)), BigIntegerField()) for name in ("number", "flag")},
        "w_at": columns["at"],
    }
    found: QuerySet[Any, tuple[Any, ...]] = rows.order_by().annotate(**named).values_list(*named)
    return found
