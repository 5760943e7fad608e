"""What is handed in and awaits feedback in a teacher's classes. Nothing of it is stored: it follows from hand-ins, releases, returns."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.access.models import TeamRole
from spor.base.collate import key
from spor.base.presence import how_many
from spor.evidence.models import HandIn, Release, Trace
from spor.people.models import live

SECONDS_A_PRODUCT = 30  # what reading one product and answering it takes; shown rounded up to whole minutes
PAGE = 40


@dataclass(frozen=True)
class Waiting:
    """An assignment with products that await feedback. `code` is the assignment's, `run` that of the forløb in the class."""

    code: str
    run: str
    title: str
    forloeb: str
    group: str
    subject_key: str
    subject_name: str
    count: int
    oldest_at: dt.datetime

    @property
    def minutes(self) -> int:
        return minutes(self.count)


@dataclass(frozen=True)
class Here:
    """What awaits feedback in one run. `code` is the assignment whose oldest product has waited longest, "" when nothing waits."""

    code: str = ""
    count: int = 0


@dataclass(frozen=True)
class Item:
    """A product in the queue. `code` is the hand-in's; `holder` the first name of a colleague who is at it now."""

    code: str
    assignment: str
    title: str
    names: list[str]
    at: dt.datetime
    version: int
    holder: str = ""
    is_begun: bool = False


@dataclass(frozen=True)
class Queue:
    """A page of the queue. `after` is the hand-in the next page begins after, "" on the last one.

    The sums (`waiting`, `count`) stand on the first page only, so that a later one costs what it shows.
    """

    waiting: list[Waiting]
    items: list[Item]
    after: str
    count: int
    is_first: bool = True

    @property
    def minutes(self) -> int:
        return minutes(self.count)


def minutes(products: int) -> int:
    """About how many minutes so many products take."""
    return -(-products * SECONDS_A_PRODUCT // 60)


def is_answered(hand_in: str = "pk") -> Exists:
    """Whether feedback that stands was given on the hand-in at this path."""
    return Exists(Release.objects.filter(feedback__hand_in=OuterRef(hand_in), retraction=None))


def awaiting(actor: Actor) -> QuerySet[HandIn]:
    """Hand-ins in the actor's own classes and subjects that nobody has answered or given back, of products the actor may answer.

    A class's lead also gets what no subject teacher of it has (børnehaveklassen, klassens tid).
    """
    later = HandIn.objects.filter(version__product=OuterRef("version__product"), version__n__gt=OuterRef("version__n"))
    traces = guard.visible(actor, Trace, "give_feedback", thing="product").filter(product=OuterRef("version__product"))
    rows = HandIn.objects.filter(_mine(actor), Exists(traces), ~is_answered(), ~Exists(later), returned=None)
    return rows.order_by("assignment_id", "at", "pk")


def _mine(actor: Actor) -> Q:
    known = actor.relations
    led = known.groups_of("lead") | known.groups_of("team")
    taught = led | known.groups_of("subject")
    mine = Q(assignment__run__started_by=actor.person_id, assignment__run__group__in=taught)
    for subject, groups in known.subject_groups.items():
        mine |= Q(assignment__run__subject=subject, assignment__run__group__in=groups)
    if led:
        others = TeamRole.objects.filter(
            live(actor.today),
            kind=TeamRole.Kind.SUBJECT,
            group=OuterRef("assignment__run__group"),
            subject=OuterRef("assignment__run__subject"),
        )
        mine |= Q(~Exists(others), assignment__run__group__in=led)
    return mine


def held_by_others(actor: Actor) -> Q:
    """Hand-ins that a colleague is at now."""
    return Q(claim__until__gt=actor.now) & ~Q(claim__by=actor.person_id)


def waiting(actor: Actor) -> list[Waiting]:
    """What awaits feedback, an assignment a line, the oldest first. One query."""
    found = [Waiting(*row) for row in _WAITING(actor)]
    return sorted(found, key=lambda each: each.oldest_at)


def _waiting(actor: Actor) -> QuerySet[HandIn, tuple[Any, ...]]:
    run = "assignment__run__"
    names = ["assignment__code", f"{run}code", "assignment__version__title", f"{run}edition__title"]
    names.append(f"{run}group__name")
    subject = {f"subject_{name}": Coalesce(f"{run}subject__{name}", Value("")) for name in ("key", "name")}
    rows = awaiting(actor).order_by().values(*names, **subject).annotate(number=Count("pk"), oldest_at=Min("at"))
    found: QuerySet[HandIn, tuple[Any, ...]] = rows.values_list(*names, *subject, "number", "oldest_at")
    return found


_WAITING = ForAnyone(_waiting)


def here(lines: Sequence[Waiting], run: str) -> Here:
    """Of what waits (oldest first), the part of the run with this code. No query."""
    mine = [line for line in lines if run and line.run == run]
    return Here(mine[0].code, sum(line.count for line in mine)) if mine else Here()


def number_waiting(actor: Actor) -> Subquery:
    """How many products await the actor's feedback, as a column of another query."""
    return Subquery(_counted(actor))


def waiting_count(actor: Actor) -> int:
    """The same as a number. One query."""
    ((number,),) = _COUNT(actor)
    return int(number)


def _counted(actor: Actor) -> QuerySet[HandIn, tuple[Any, ...]]:
    return awaiting(actor).order_by().annotate(number=how_many()).values_list("number")


_COUNT = ForAnyone(_counted)


def page(actor: Actor, *, after: str = "", assignment: str = "") -> Queue:
    """A page of the queue, beginning after the hand-in with code `after`; of one assignment (code) where given. Five queries at most."""
    rows = awaiting(actor)
    if assignment:
        rows = rows.filter(assignment__code=assignment)
    last = HandIn.objects.filter(code=after).first() if after else None
    if last is not None:
        here = Q(assignment=last.assignment_id)
        rows = rows.filter(
            Q(assignment__gt=last.assignment_id) | here & Q(at__gt=last.at) | here & Q(at=last.at, pk__gt=last.pk)
        )
    lines = waiting(actor) if last is None else []
    found = list(rows.select_related("version__product", "assignment__version", "claim__by")[: PAGE + 1])
    shown = found[:PAGE]
    return Queue(
        waiting=lines,
        items=_items(actor, shown),
        after=shown[-1].code if len(found) > PAGE else "",
        count=sum(line.count for line in lines),
        is_first=last is None,
    )


def _items(actor: Actor, rows: list[HandIn]) -> list[Item]:
    """Two queries: the makers, and what the actor has begun to write."""
    if not rows:
        return []
    makers: dict[int | None, list[str]] = {}
    traces = guard.visible(actor, Trace, "give_feedback", thing="product").filter(
        product__in=[row.version.product_id for row in rows]
    )
    for trace in traces.select_related("pupil").order_by("pk"):
        makers.setdefault(trace.product_id, []).append(trace.pupil.name)
    begun = drafts.waiting(actor, thing="feedback")
    return [
        Item(
            code=row.code,
            assignment=row.assignment.code if row.assignment else "",
            title=row.version.product.title,
            names=makers.get(row.version.product_id, []),
            at=row.at,
            version=row.version.n,
            holder=holder(actor, row),
            is_begun=row.code in begun,
        )
        for row in rows
    ]


def holder(actor: Actor, hand_in: HandIn) -> str:
    """The first name of the colleague who is at this hand-in now, or "". Load hand-ins with claim__by."""
    claim = getattr(hand_in, "claim", None)
    if claim is None or claim.by_id == actor.person_id or claim.until <= actor.now:
        return ""
    return str(claim.by.first_name)


def first_free(actor: Actor, assignment: str) -> str:
    """Code of the assignment's first waiting hand-in that no colleague is at, or "". One query."""
    free = awaiting(actor).filter(assignment__code=assignment).exclude(held_by_others(actor))
    return free.values_list("code", flat=True).first() or ""


def following(actor: Actor, after: HandIn) -> Iterator[str]:
    """Codes of the hand-ins to go on with after this one: on through its class in the order of names, round to the first, then others.

    What a colleague is at is left out. Lazy: two queries for the class, a third when it is done.
    """
    free = awaiting(actor).exclude(pk=after.pk).exclude(held_by_others(actor))
    codes = dict(free.filter(assignment=after.assignment_id).values_list("version__product", "code"))
    traces = Trace.objects.filter(product__in=[*codes, after.version.product_id]).select_related("pupil")
    first: dict[int | None, str] = {}
    for trace in traces:
        name = key(trace.pupil.name)
        first[trace.product_id] = min(name, first.get(trace.product_id, name))
    here = first.pop(after.version.product_id, "")
    for product in sorted(codes, key=lambda each: (first.get(each, "") <= here, first.get(each, ""), each)):
        yield codes[product]
    yield from free.exclude(assignment=after.assignment_id).values_list("code", flat=True)[:PAGE]
