"""What is new to a home: feedback that was given, what the children handed in or laid out, and answers. Newest first, and not for long."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.evidence.models import Feedback, Trace
from spor.evidence.queries.cards import ProductCard, product_cards
from spor.people.models import Person
from spor.plans.models import Answer

NEW_FOR = dt.timedelta(days=14)
SHOWN = 8
READ = 12


@dataclass(frozen=True)
class News:
    """A line. `by` is whoever wrote it (None: the child's own work); `thumb` the address of its picture, or ""."""

    child: Person
    at: dt.datetime
    title: str
    text: str
    address: str
    by: Person | None = None
    thumb: str = ""


def news(actor: Actor, children: Iterable[Person]) -> list[News]:
    """The newest of a fortnight, of all children together. Five queries at most, and the look."""
    by_id = {child.pk: child for child in children}
    since = actor.now - NEW_FOR
    said = _feedback(actor, by_id, since)
    made = guard.visible(actor, Trace, thing="product").filter(pupil__in=by_id, at__gte=since).order_by("-at", "-id")
    own = list(made.values_list("pk", flat=True)[:READ])
    traces = guard.visible(actor, Trace, thing="product").filter(pk__in={*own, *(row.trace_id for row in said)})
    cards = {
        card.trace.pk: card
        for card in product_cards(actor, list(traces.select_related("subject", "author")), with_goals=False)
    }
    answered = {row.trace_id for row in said}
    found = [_said(row, by_id[row.pupil_id], cards.get(row.trace_id)) for row in said]
    found += [_made(cards[pk], by_id[cards[pk].trace.pupil_id]) for pk in own if pk in cards and pk not in answered]
    found += _answers(actor, by_id, since)
    shown = sorted(found, key=lambda line: line.at, reverse=True)[:SHOWN]
    guard.page(actor, [*said, *(card.trace for card in cards.values())] if shown else [])
    return shown


def _feedback(actor: Actor, children: dict[int, Person], since: dt.datetime) -> list[Feedback]:
    rows = guard.visible(actor, Feedback).filter(pupil__in=children, written_at__gte=since)
    return list(rows.select_related("author", "trace__product").order_by("-written_at", "-id")[:READ])


def _said(row: Feedback, child: Person, card: ProductCard | None) -> News:
    title = row.trace.product.title if row.trace.product else ""
    names = {"who": row.author.first_name, "what": title}
    return News(
        child=child,
        at=row.written_at,
        title=_("%(who)s om «%(what)s»") % names if title else _("Fra %(who)s") % names,
        text=row.text or _("Hør, hvad %(who)s siger") % names,
        address=reverse("product", args=[row.trace.code]),
        by=row.author,
        thumb=_thumb(card),
    )


def _made(card: ProductCard, child: Person) -> News:
    """The child's own work, or a note that an adult made of it."""
    address, thumb = reverse("product", args=[card.code]), _thumb(card)
    if card.kind == Trace.Kind.REMARK:
        by = card.trace.author
        return News(child, card.when, _("Fra %(who)s") % {"who": by.first_name}, card.excerpt, address, by, thumb)
    text = "" if card.title and card.excerpt.startswith(card.title.rstrip("… ")) else card.excerpt
    return News(child, card.when, card.title, text, address, thumb=thumb)


def _thumb(card: ProductCard | None) -> str:
    return f"{reverse('product_file', args=[card.code, card.thumb])}?str=480" if card and card.thumb else ""


def _answers(actor: Actor, children: dict[int, Person], since: dt.datetime) -> list[News]:
    """Answers to the plan that others wrote and let the actor read."""
    rows = guard.visible(actor, Answer).filter(pupil__in=children, at__gte=since).exclude(by=actor.person_id)
    return [
        News(
            child=children[row.pupil_id],
            at=row.at,
            title=_("%(who)s har svaret på planen") % {"who": row.by.first_name},
            text=row.text,
            address=reverse("plan_snapshot", args=[children[row.pupil_id].code, row.snapshot.code]),
            by=row.by,
        )
        for row in rows.select_related("by", "snapshot").order_by("-at", "-id")[:READ]
    ]
