"""What has come since last time: products, given feedback, and how many spor."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.evidence.models import Feedback, Trace
from spor.evidence.queries.cards import ProductCard, product_cards, visible_traces
from spor.plans.queries.pupil import Pupil

PRODUCTS = 6
FEEDBACK = 5


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


def traces(actor: Actor, pupil: Pupil) -> QuerySet[Trace]:
    """The pupil's spor that belong in the plan as this reader may read it, newest first."""
    section = guard.rule(actor, Trace, "read", "plan_section")
    return visible_traces(actor, pupil.person.pk).filter(section if section is not None else Q(pk__in=[]))


def products(actor: Actor, pupil: Pupil) -> list[ProductCard]:
    """The newest products, with a picture where there is one. One query."""
    rows = traces(actor, pupil).filter(kind=Trace.Kind.PRODUCT)
    return product_cards(actor, rows[:PRODUCTS], with_goals=False)


def spor_since(actor: Actor, pupil: Pupil) -> Counter[int | None]:
    """How many spor came in the period, by subject id. One query."""
    return Counter(traces(actor, pupil).filter(at__gte=pupil.since_at).values_list("subject", flat=True))


def feedback(actor: Actor, pupil: Pupil) -> list[FeedbackLine]:
    """The newest feedback that was given. One query."""
    section = guard.rule(actor, Feedback, "read", "plan_section")
    rows = guard.visible(actor, Feedback).filter(section if section is not None else Q(pk__in=[]), pupil=pupil.person)
    rows = rows.select_related("author", "trace__product").order_by("-written_at", "-pk")
    return [
        FeedbackLine(
            text=row.text,
            author=row.author.first_name,
            at=row.written_at,
            trace=row.trace.code,
            title=row.trace.product.title if row.trace.product else "",
            subject_id=row.trace.subject_id,
            has_sound=row.sound_id is not None,
        )
        for row in rows[:FEEDBACK]
    ]
