"""Spor as cards, for lists of any length in two queries: portfolio, plan, front pages."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.curriculum.models import Subject
from spor.evidence.models import HandIn, Placement, ProductFile, ProductVersion, Trace, TraceGoal
from spor.evidence.queries.products import kind_name, title_of

EXCERPT = 300
_ICONS = {"picture": "image", "sound": "mic", "film": "play", "pdf": "paperclip", "document": "paperclip", "": "text"}


@dataclass(frozen=True)
class ProductCard:
    """A spor in a list.

    code        of the trace: {% url "product" card.code %}
    kind        product or remark; medium: picture, sound, film, pdf, document or "" for words only
    thumb       code of its picture, "" when it has none: {% url "product_file" card.code card.thumb %}?str=480
    state       handed_in, returned, kept (never handed in: the pupil's own unless placed) or remark
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
        return "message-square-text" if self.kind == Trace.Kind.REMARK else _ICONS[self.medium]


def product_cards(actor: Actor, rows: QuerySet[Trace], *, with_goals: bool = True) -> list[ProductCard]:
    """The cards of traces, in their order. Start `rows` from `guard.visible`; order and cut them before.

    Of a product the newest handed-in version is shown, of what was never handed in the one in hand. Two queries, one without goals.
    """
    traces: list[Trace] = list(_with_contents(rows))
    goals = _goals(traces) if with_goals else {}
    return [_card(trace, goals.get(trace.pk, [])) for trace in traces]


def visible_traces(actor: Actor, pupil_id: int) -> QuerySet[Trace]:
    """A pupil's spor that the actor reads, newest first; without work begun for an assignment and not handed in."""
    begun = Q(product__assignment__isnull=False) & ~Exists(_hand_ins("product"))
    rows = guard.visible(actor, Trace, thing="product").filter(pupil=pupil_id).exclude(begun)
    return rows.order_by("-at", "-id")


def _hand_ins(path: str) -> QuerySet[HandIn]:
    return HandIn.objects.filter(version__product=OuterRef(path))


def _with_contents(rows: QuerySet[Trace]) -> QuerySet[Trace]:
    is_shown = Q(version__hand_in__isnull=False) | ~Exists(_hand_ins("version__product"))
    files = ProductFile.objects.filter(is_shown, version__product=OuterRef("product"))
    files = files.order_by("-version__n", "rank", "id")
    pictures = files.filter(file__kind=StoredFile.Kind.PICTURE)
    texts = ProductVersion.objects.filter(
        Q(hand_in__isnull=False) | ~Exists(_hand_ins("product")), product=OuterRef("product")
    ).order_by("-n")
    last = _hand_ins("product").order_by("-at", "-id")
    return rows.select_related("subject", "run__edition", "product__assignment__version", "remark__file").annotate(
        shown_text=Subquery(texts.values(cut=Substr("text", 1, EXCERPT))[:1]),
        thumb_code=Subquery(pictures.values("code")[:1]),
        thumb_alt=Subquery(pictures.values("alt")[:1]),
        medium=Subquery(files.values("file__kind")[:1]),
        handed_in_at=Subquery(last.values("at")[:1]),
        returned_at=Subquery(last.values("returned__at")[:1]),
        is_placed=Exists(Placement.objects.filter(trace=OuterRef("pk"))),
    )


def _goals(traces: Iterable[Trace]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = defaultdict(list)
    for each in TraceGoal.objects.filter(trace__in=traces).select_related("goal", "wording").order_by("id"):
        words[each.trace_id].append(str(each))
    return words


def _card(trace: Trace, goals: list[str]) -> ProductCard:
    row = vars(trace)
    remark = trace.remark
    stored = remark.file if remark else None
    medium = (stored.kind if stored else "") if remark else row["medium"] or ""
    text = remark.text[:EXCERPT] if remark else row["shown_text"] or ""
    picture = remark.code if remark and medium == StoredFile.Kind.PICTURE else row["thumb_code"] or ""
    return ProductCard(
        code=trace.code,
        kind=trace.kind,
        medium=medium,
        title=title_of(trace, text, medium),
        excerpt=text,
        thumb=picture,
        thumb_alt=row["thumb_alt"] or _("%(kind)s uden beskrivelse") % {"kind": kind_name(medium)},
        when=row["handed_in_at"] or trace.at,
        subject=trace.subject,
        goals=goals,
        state=_state(trace),
        is_placed=row["is_placed"],
        trace=trace,
    )


def _state(trace: Trace) -> str:
    row = vars(trace)
    if trace.remark_id is not None:
        return "remark"
    if row["handed_in_at"] is None:
        return "kept"
    return "returned" if row["returned_at"] else "handed_in"
