"""What a guardian sees first: each child's newest, and what the class works on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spor.access import guard
from spor.access.actor import Actor
from spor.evidence.models import Feedback, Trace
from spor.evidence.queries.cards import product_cards
from spor.people.models import Enrolment, Person, live
from spor.plans.models import Acknowledgement, PlanSnapshot
from spor.plans.wording import possessive
from spor.teaching.models import Run
from spor.teaching.queries.runs import runs_on

WORDS_EACH = 2


@dataclass(frozen=True)
class Said:
    """Feedback as the home meets it; `thumb` is the code of the work's picture, "" when it has none."""

    given: Feedback
    thumb: str

    @property
    def title(self) -> str:
        product = self.given.trace.product
        return product.title if product else ""


@dataclass(frozen=True)
class ChildPart:
    """One child on the front page. `new_plan` is the code of a shared plan this guardian has not said to have read, or ""."""

    child: Person
    class_name: str
    runs: list[Run]
    new_plan: str
    words: list[Said] = field(default_factory=list)

    @property
    def possessive(self) -> str:
        """«Oskars»."""
        return possessive(self.child.first_name)


def child_parts(actor: Actor, children: list[Person]) -> list[ChildPart]:
    """A part a child, in the order given. Seven queries for any number of children, and the look."""
    if not children:
        return []
    ids = [child.pk for child in children]
    rows = Enrolment.objects.filter(live(actor.today), person__in=guard.visible(actor, Person).filter(id__in=ids))
    homes = {row.person_id: row for row in rows.select_related("group")}
    by_group: dict[int, list[Run]] = {}
    for run in runs_on(actor, actor.today, {row.group_id for row in homes.values()}):
        by_group.setdefault(run.group_id, []).append(run)
    waiting, words = unread_plans(actor, ids), newest_words(actor, ids)
    return [
        _part(child, homes.get(child.pk), by_group, waiting.get(child.pk, ""), words.get(child.pk, []))
        for child in children
    ]


def unread_plans(actor: Actor, pupils: Iterable[int]) -> dict[int, str]:
    """Pupil id → the code of the newest shared plan, where the actor has not said to have read it. One query."""
    read = Acknowledgement.objects.filter(person=actor.person_id).values("snapshot")
    rows = guard.visible(actor, PlanSnapshot).filter(pupil__in=list(pupils)).order_by("pupil", "-at", "-id")
    newest: dict[int, PlanSnapshot] = {}
    for row in rows.exclude(pk__in=read):
        newest.setdefault(row.pupil_id, row)
    return {pupil: row.code for pupil, row in newest.items()}


def newest_words(actor: Actor, pupils: list[int]) -> dict[int, list[Said]]:
    """Pupil id → the newest feedback that was given, at most two each. Four queries at most; the look is recorded."""
    rows = guard.visible(actor, Feedback).filter(pupil__in=pupils).select_related("author", "trace__product")
    found: dict[int, list[Feedback]] = {}
    for row in rows.order_by("-written_at", "-id")[: WORDS_EACH * 4 * len(pupils)]:
        if len(found.setdefault(row.pupil_id, [])) < WORDS_EACH:
            found[row.pupil_id].append(row)
    shown = [row for each in found.values() for row in each]
    guard.page(actor, shown)
    traces = guard.visible(actor, Trace, thing="product").filter(pk__in=[row.trace_id for row in shown])
    thumbs = {card.trace.pk: card.thumb for card in product_cards(actor, traces, with_goals=False)} if shown else {}
    return {pupil: [Said(row, thumbs.get(row.trace_id, "")) for row in each] for pupil, each in found.items()}


def _part(
    child: Person, home: Enrolment | None, by_group: dict[int, list[Run]], new_plan: str, words: list[Said]
) -> ChildPart:
    runs = by_group.get(home.group_id, []) if home else []
    return ChildPart(child, home.group.name if home else "", runs, new_plan, words)
