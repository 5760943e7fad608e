"""What has come since last time."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.base.presence import there_is
from spor.evidence.models import HandIn, Trace
from spor.evidence.queries.cards import visible_traces, with_contents
from spor.plans.queries.pupil import Pupil

PRODUCTS = 6
A_YEAR = dt.timedelta(days=365)


def traces(actor: Actor, pupil: Pupil) -> QuerySet[Trace]:
    """The pupil's spor that belong in the plan as this reader may read it, newest first."""
    section = guard.rule(actor, Trace, "read", "plan_section")
    return visible_traces(actor, pupil.person.pk).filter(section if section is not None else Q(pk__in=[]))


def since(actor: Actor, moment: dt.datetime) -> QuerySet[Trace]:
    """The same, of the pupil the actor asks about, from a moment on."""
    handed_in = HandIn.objects.filter(version__product=OuterRef("product"))
    made = Q(product=None) | Q(product__assignment=None) | Q(there_is(handed_in))
    rows = guard.visible(actor, Trace, thing="product") & guard.visible(actor, Trace, thing="plan_section")
    return rows.filter(made, at__gte=moment)


def products(actor: Actor, begins: dt.datetime) -> QuerySet[Trace, tuple[Any, ...]]:
    """The newest products from a moment on, as `cards.cards_from` takes them."""
    newest = since(actor, begins).filter(kind=Trace.Kind.PRODUCT).order_by("-at", "-id").values("pk")[:PRODUCTS]
    return with_contents(Trace.objects.filter(pk__in=newest)).order_by("-at", "-id")
