"""What has come since last time: products, and how many spor."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.evidence.models import Trace
from spor.evidence.queries.cards import ProductCard, product_cards, visible_traces
from spor.plans.queries.pupil import Pupil

PRODUCTS = 6
A_YEAR = dt.timedelta(days=365)


def traces(actor: Actor, pupil: Pupil) -> QuerySet[Trace]:
    """The pupil's spor that belong in the plan as this reader may read it, newest first."""
    section = guard.rule(actor, Trace, "read", "plan_section")
    return visible_traces(actor, pupil.person.pk).filter(section if section is not None else Q(pk__in=[]))


@dataclass(frozen=True)
class Spor:
    """What has come: the newest products as cards, and how many spor in the period, by subject id."""

    products: list[ProductCard] = field(default_factory=list)
    by_subject: Counter[int | None] = field(default_factory=Counter)


def spor(actor: Actor, pupil: Pupil) -> Spor:
    """The spor of the period (and of the last year, where the period is young). Two queries."""
    begins = min(pupil.since_at, actor.now - A_YEAR)
    rows = traces(actor, pupil).filter(at__gte=begins).select_related("subject")
    found = list(rows.only("code", "kind", "at", "remark", "subject", "pupil"))
    products = [trace for trace in found if trace.kind == Trace.Kind.PRODUCT][:PRODUCTS]
    counted = Counter(trace.subject_id for trace in found if trace.at >= pupil.since_at)
    return Spor(product_cards(actor, products, with_goals=False), counted)
