"""One shared plan, and what changed from the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Person
from spor.plans.models import Acknowledgement, PlanSnapshot, SnapshotLine
from spor.plans.paper import Paper, Row, paper


@dataclass(frozen=True)
class Difference:
    """What a part says now that it did not say in the plan before, and what it no longer says."""

    title: str
    key: str
    come: list[Row]
    gone: list[Row]


@dataclass(frozen=True)
class SnapshotPage:
    """One shared plan. `differences` None when there is none before it."""

    snapshot: PlanSnapshot
    paper: Paper
    before: PlanSnapshot | None
    differences: list[Difference] | None
    can_acknowledge: bool
    is_read: bool
    can_take_away: bool

    @property
    def pupil(self) -> Person:
        return self.snapshot.pupil


def load(actor: Actor, pupil_code: str, code: str, action: str = "read") -> PlanSnapshot:
    """One shared plan of this pupil; 404 for any other. Records the look, and answers `can_acknowledge`, `can_export`, `can_publish`."""
    rows = PlanSnapshot.objects.select_related("by", "pdf", "pupil")
    snapshot = guard.get_or_404(actor, PlanSnapshot, code, action, also=["acknowledge", "export", "publish"], rows=rows)
    if snapshot.pupil.code != pupil_code:
        raise Http404
    return snapshot


def page(actor: Actor, pupil_code: str, code: str) -> SnapshotPage:
    """A shared plan as its page shows it, with what changed since the one before. Seven queries at most."""
    snapshot = load(actor, pupil_code, code)
    earlier = guard.visible(actor, PlanSnapshot).filter(pupil=snapshot.pupil, at__lt=snapshot.at).select_related("by")
    before = earlier.order_by("-at", "-pk").first()
    shown = paper(snapshot, lines_of(snapshot))
    differences = _differences(paper(before, lines_of(before)), shown) if before else None
    mine = Acknowledgement.objects.filter(snapshot=snapshot, person=actor.person_id)
    can_acknowledge = bool(vars(snapshot)["can_acknowledge"])
    return SnapshotPage(
        snapshot,
        shown,
        before,
        differences,
        can_acknowledge,
        can_acknowledge and mine.exists(),
        # whoever leads the class says why on the way
        vars(snapshot)["can_export"] or vars(snapshot)["can_publish"],
    )


def lines_of(snapshot: PlanSnapshot) -> QuerySet[SnapshotLine]:
    """The lines of a snapshot the guard has handed out, in order. One query."""
    return SnapshotLine.objects.filter(snapshot=snapshot).select_related("subject", "trace").order_by("rank")


def _differences(before: Paper, now: Paper) -> list[Difference]:
    """Part by part, in the order of now; parts without a difference are left out."""
    old = {part.title: part for part in before.parts}
    found = []
    for part in now.parts:
        earlier = old.pop(part.title).rows if part.title in old else []
        found.append(Difference(part.title, part.key, _new(part.rows, earlier), _new(earlier, part.rows)))
    found += [Difference(part.title, part.key, [], list(part.rows)) for part in old.values()]
    return [each for each in found if each.come or each.gone]


def _new(rows: Iterable[Row], known: Iterable[Row]) -> list[Row]:
    seen = {(row.kind, row.text, row.now) for row in known}
    return [row for row in rows if (row.kind, row.text, row.now) not in seen]
