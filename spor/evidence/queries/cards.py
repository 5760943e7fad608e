"""Spor as cards, for lists of any length in three queries: portfolio, plan, front pages."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.compiled import Compiled
from spor.base.models import StoredFile
from spor.base.presence import there_is
from spor.curriculum.models import Subject
from spor.evidence.models import HandIn, Placement, ProductFile, ProductVersion, Trace, TraceGoal
from spor.evidence.queries.products import first_line, kind_name

EXCERPT = 300
_ICONS = {"picture": "image", "sound": "mic", "film": "play", "pdf": "paperclip", "document": "paperclip", "": "text"}


@dataclass(frozen=True)
class ProductCard:
    """A spor in a list.

    code        of the trace: {% url "product" card.code %}
    kind        product, remark or result; medium: picture, sound, film, pdf, document or "" for words only
    thumb       code of its picture, "" when it has none: {% url "product_file" card.code card.thumb %}?str=480
    state       handed_in, returned, kept (never handed in: the pupil's own unless placed), remark or result
    """

    code: str
    kind: str
    medium: str
    title: str
    excerpt: str
    thumb: str
    thumb_alt: str
    when: dt.datetime
    subject: Subject | None
    goals: list[str]
    state: str
    is_placed: bool
    trace: Trace

    @property
    def icon(self) -> str:
        if self.kind == Trace.Kind.RESULT:
            return "clipboard-check"
        return "message-square-text" if self.kind == Trace.Kind.REMARK else _ICONS[self.medium]


def product_cards(actor: Actor, rows: QuerySet[Trace] | list[Trace], *, with_goals: bool = True) -> list[ProductCard]:
    """The cards of traces, in their order. Start `rows` from `guard.visible`; order and cut them before.

    A list is of traces loaded so, which spares a query. Of a product the newest handed-in version is shown,
    of what was never handed in the one in hand. Three queries, two without goals.
    """
    traces: list[Trace] = list(rows)
    ids = [trace.pk for trace in traces]
    contents = {row[0]: row[1:] for row in _CONTENTS(ids)}
    goals = _goals(ids) if with_goals else {}
    return [_card(trace, contents[trace.pk], goals.get(trace.pk, [])) for trace in traces]


# The columns of a `values_list` that `trace_from` makes a trace of.
COLUMNS = [field.attname for field in Trace._meta.concrete_fields]
_SUBJECT = [field.attname for field in Subject._meta.concrete_fields]


def trace_from(row: Sequence[Any]) -> Trace:
    """A trace of a row of COLUMNS."""
    trace: Trace = Trace.from_db("default", COLUMNS, row)
    return trace


def visible_traces(actor: Actor, pupil_id: int) -> QuerySet[Trace]:
    """A pupil's spor that the actor reads, newest first; without work begun for an assignment and not handed in."""
    begun = Q(product__assignment__isnull=False) & ~Q(there_is(_hand_ins("product")))
    rows = guard.visible(actor, Trace, thing="product").filter(pupil=pupil_id, result=None).exclude(begun)
    return rows.order_by("-at", "-id")


class _Content(NamedTuple):
    """What a card shows of a trace, as the columns of `_contents` give it."""

    title: str | None
    assignment: str | None
    remark: str | None
    remark_text: str | None
    remark_kind: str | None
    text: str | None
    picture: str | None
    alt: str | None
    kind: str | None
    handed_in_at: dt.datetime | None
    returned_at: dt.datetime | None
    is_placed: bool
    result: str | None
    result_value: str | None

    @property
    def medium(self) -> str:
        return (self.remark_kind if self.remark else self.kind) or ""

    @property
    def excerpt(self) -> str:
        return (self.result_value or "") if self.result else (self.remark_text if self.remark else self.text) or ""

    @property
    def thumb(self) -> str:
        """The code of its picture, "" without one."""
        if self.remark:
            return self.remark if self.medium == StoredFile.Kind.PICTURE else ""
        return self.picture or ""

    @property
    def called(self) -> str:
        """What it is called, as `products.title_of` says."""
        if self.result:
            return self.result
        if self.remark:
            return first_line(self.excerpt) or _("Note")
        return self.assignment or self.title or first_line(self.excerpt) or kind_name(self.medium)


_WIDTH = len(_Content._fields)


def _hand_ins(path: str) -> QuerySet[HandIn]:
    return HandIn.objects.filter(version__product=OuterRef(path))


def with_contents(rows: QuerySet[Trace]) -> QuerySet[Trace, tuple[Any, ...]]:
    """Traces as `cards_from` takes them: their columns, then what their cards show."""
    return rows.values_list(*COLUMNS, *_shown())


def cards_from(rows: Iterable[tuple[Any, ...]]) -> list[ProductCard]:
    """The cards of rows of `with_contents`, without their goals."""
    width = len(COLUMNS)
    return [_card(trace_from(row[:width]), row[width:], []) for row in rows]


def _contents(ids: Sequence[int]) -> QuerySet[Trace, tuple[Any, ...]]:
    return Trace.objects.filter(pk__in=ids).values_list("pk", *_shown())


def _shown() -> list[Any]:
    """The fields of `_Content`, then those of the subject."""
    is_shown = Q(version__hand_in__isnull=False) | ~Q(there_is(_hand_ins("version__product")))
    files = ProductFile.objects.filter(is_shown, version__product=OuterRef("product"))
    files = files.order_by("-version__n", "rank", "id")
    pictures = files.filter(file__kind=StoredFile.Kind.PICTURE)
    texts = ProductVersion.objects.filter(
        Q(hand_in__isnull=False) | ~Q(there_is(_hand_ins("product"))), product=OuterRef("product")
    ).order_by("-n")
    last = _hand_ins("product").order_by("-at", "-id")
    return [
        "product__title",
        "product__assignment__version__title",
        "remark__code",
        Substr("remark__text", 1, EXCERPT),
        "remark__file__kind",
        Subquery(texts.values(cut=Substr("text", 1, EXCERPT))[:1]),
        Subquery(pictures.values("code")[:1]),
        Subquery(pictures.values("alt")[:1]),
        Subquery(files.values("file__kind")[:1]),
        Subquery(last.values("at")[:1]),
        Subquery(last.values("returned__at")[:1]),
        Exists(Placement.objects.filter(trace=OuterRef("pk"))),
        "result__title",
        "result__value",
        *(f"subject__{name}" for name in _SUBJECT),
    ]


def _tied(ids: Sequence[int]) -> QuerySet[TraceGoal, tuple[Any, ...]]:
    rows = TraceGoal.objects.filter(trace__in=ids).order_by("id")
    return rows.values_list("trace", "wording__text", "goal__text")


_CONTENTS = Compiled(_contents, 25)
_TIED = Compiled(_tied, 25)


def _goals(ids: Sequence[int]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = defaultdict(list)
    for trace, wording, goal in _TIED(ids):
        words[trace].append(wording or goal)
    return words


def _card(trace: Trace, row: tuple[Any, ...], goals: list[str]) -> ProductCard:
    content = _Content(*row[:_WIDTH])
    trace.subject = None if trace.subject_id is None else Subject.from_db("default", _SUBJECT, row[_WIDTH:])
    return ProductCard(
        code=trace.code,
        kind=trace.kind,
        medium=content.medium,
        title=content.called,
        excerpt=content.excerpt,
        thumb=content.thumb,
        thumb_alt=_alt(content) if content.thumb else "",
        when=content.handed_in_at or trace.at,
        subject=trace.subject,
        goals=goals,
        state=_state(trace, content),
        is_placed=content.is_placed,
        trace=trace,
    )


def _alt(content: _Content) -> str:
    return content.alt or _("%(kind)s uden beskrivelse") % {"kind": kind_name(content.medium)}


def _state(trace: Trace, content: _Content) -> str:
    if trace.remark_id is not None or trace.result_id is not None:
        return trace.kind
    if content.handed_in_at is None:
        return "kept"
    return "returned" if content.returned_at else "handed_in"
