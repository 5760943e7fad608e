"""The stored sentences of the period, as staff see them, and the spor behind each."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from spor.access import guard
from spor.access.actor import Actor
from spor.base.presence import how_many
from spor.evidence.queries.cards import ProductCard, product_cards
from spor.plans.models import Confirmation, Sentence, SentenceTrace
from spor.plans.queries import news
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.words import FIELD, SUBJECT, Words

if TYPE_CHECKING:
    from spor.plans.queries.sections import Section

TRACES_MAX = 300


@dataclass(frozen=True)
class SentenceLine:
    """A sentence of the plan, stored or only proposed (`n` 0).

    typed   what this reader is writing in its field and has not sent; "" when nothing
    fresh   what Spor would propose today, where that is another than what it proposed then; "" otherwise
    """

    code: str
    text: str
    key: str = ""
    n: int = 0
    proposed: str = ""
    written_by: str = ""
    confirmed_by: str = ""
    confirmed_at: dt.datetime | None = None
    spor: int = 0
    can_write: bool = False
    typed: str = ""
    fresh: str = ""

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def in_field(self) -> str:
        return self.typed or self.text

    @property
    def rows(self) -> str:
        """How high its field stands: so that the whole text shows. (A word to the template: it would look for thousands in a number.)"""
        return str(max(3, min(12, len(self.in_field) // 62 + self.in_field.count("\n") + 1)))


class Stored(NamedTuple):
    """A row of the period. `confirmed_by` and `confirmed_at` None: not as it stands now."""

    code: str
    key: str
    subject_id: int | None
    text: str
    proposed: str
    n: int
    dropped_at: dt.datetime | None
    written_by: str | None
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    spor: int
    can_write: bool


STORED = len(Stored._fields)


def stored(actor: Actor, after: int | None, since_at: dt.datetime) -> QuerySet[Sentence, tuple[Any, ...]]:
    """The rows of this period that the reader may see, the dropped ones too, oldest first: the fields of Stored, then the subject's."""
    section = guard.rule(actor, Sentence, "read", "plan_section")
    shown = Q(subject=None) if section is None else Q(subject=None) | section
    rows = guard.visible(actor, Sentence).filter(shown, after=after, written_at__gte=since_at)
    standing = Confirmation.objects.filter(sentence=OuterRef("pk"), n=OuterRef("n"))
    behind = SentenceTrace.objects.filter(sentence=OuterRef("pk")).annotate(number=how_many())
    return (
        guard.with_cans(actor, rows, ["write"])
        .order_by("pk")
        .values_list(
            *("code", "key", "subject_id", "text", "proposed", "n", "dropped_at"),
            _called("written_by__"),
            Subquery(standing.values(who=_called("by__"))[:1]),
            Subquery(standing.values("at")[:1]),
            Subquery(behind.values("number")),
            "can_write",
            *(f"subject__{name}" for name in SUBJECT.names),
        )
    )


def _called(path: str) -> Case:
    """The first name that people call somebody by, the alias where there is one."""
    alias, given = f"{path}alias_given_name", f"{path}given_name"
    return Case(When(**{alias: ""}, then=F(given)), default=F(alias))


def line(row: Stored, *, fresh: str = "") -> SentenceLine:
    """A row of `stored` as a line. `fresh`: what would be proposed today, for a row that began as a proposal."""
    return SentenceLine(
        code=row.code,
        text=row.text,
        key=row.key,
        n=row.n,
        proposed=row.proposed,
        written_by=row.written_by or "",
        confirmed_by=row.confirmed_by or "",
        confirmed_at=row.confirmed_at,
        spor=row.spor,
        can_write=row.can_write,
        fresh=fresh if fresh not in (row.proposed, row.text) else "",
    )


def with_typed(words: Words, pupil: Pupil, sections: "list[Section]") -> "list[Section]":
    """The sections with what the reader is writing in each field."""
    if not words.typed:
        return sections
    return [
        replace(
            section,
            typed=words.typed.get((pupil.person.code, section.key), ""),
            lines=[replace(each, typed=words.typed.get((each.code, FIELD), "")) for each in section.lines],
        )
        for section in sections
    ]


def trace_ids(actor: Actor, pupil: Pupil, subject_id: int | None) -> list[int]:
    """The spor that a section is proposed from: the period's, of its subject, or of all for the common one. Newest first. One query."""
    rows = news.traces(actor, pupil).filter(at__gte=pupil.since_at)
    if subject_id is not None:
        rows = rows.filter(subject=subject_id)
    return list(rows.values_list("pk", flat=True)[:TRACES_MAX])


def cards_behind(actor: Actor, pupil: Pupil, line_found: SentenceLine, subject_id: int | None) -> list[ProductCard]:
    """The spor behind a sentence: those it was stored with, else those it is proposed from, as far as the reader may see. Three queries."""
    rows = news.traces(actor, pupil)
    if line_found.n:
        rows = rows.filter(pk__in=Sentence.objects.filter(code=line_found.code).values(spor_id=F("traces__trace")))
    else:
        rows = rows.filter(at__gte=pupil.since_at)
        rows = rows if subject_id is None else rows.filter(subject=subject_id)
    return product_cards(actor, rows[:TRACES_MAX], with_goals=True)
