"""Imports as they are shown: what waits school by school, one run line by line, and what was decided before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import danish
from spor.integrations.importing import planned
from spor.integrations.imports import kept
from spor.integrations.imports.lines import KINDS, Line, lines_of
from spor.integrations.models import KEPT, ImportApproval, ImportRun, Job, SelfApproval
from spor.integrations.preview import SHOWN
from spor.integrations.refusals import RefusedFile
from spor.integrations.stage import stage
from spor.people.models import Person

LISTED, LINES = 30, 50
ALSO = ("read", "name", "run", "undo", "roll")


@dataclass(frozen=True)
class Counts:
    """How many come, change and end; `rows` the same by kind, with its name."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    rows: list[tuple[str, int, int, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.added + self.changed + self.ended


@dataclass(frozen=True)
class RunState:
    """A run with where it is: working, waiting, rollover, overtaken, refused, dismissed, merged or undone.

    closed   how many rows were closed as the file was read; undo_until the last moment to go back, None when it has passed
    """

    run: ImportRun
    state: str
    counts: Counts
    closed: int = 0
    undo_until: dt.datetime | None = None

    @property
    def is_waiting(self) -> bool:
        return self.state in ("waiting", "rollover")


@dataclass(frozen=True)
class ImportsPage:
    """can_run: the administrator, with a second factor. `done` of `total` institutions are ready, where work goes on."""

    can_run: bool
    waiting: list[RunState]
    refused: list[RunState]
    earlier: list[RunState]
    done: int
    total: int
    nights: SelfApproval | None
    trouble: str = ""

    @property
    def is_working(self) -> bool:
        return self.total > self.done

    @property
    def ready(self) -> list[RunState]:
        """Those that can be approved together: nothing but the click is missing."""
        return [each for each in self.waiting if each.state == "waiting" and not each.run.is_mass]

    @property
    def changes(self) -> int:
        return sum(each.counts.total for each in self.waiting)

    @property
    def ready_changes(self) -> int:
        return sum(each.counts.total for each in self.ready)


@dataclass(frozen=True)
class RunPage:
    """One run. `lines` are shown only to whoever may see names; `more` how many are left out; `about` the kind chosen, "" for all."""

    each: RunState
    lines: list[Line]
    more: int
    about: str
    kinds: list[tuple[str, str, int]]
    warnings: list[str]
    approval: ImportApproval | None
    trouble: str = ""

    @property
    def run(self) -> ImportRun:
        return self.each.run


def imports_page(actor: Actor) -> ImportsPage:
    """For whoever may at least count; nobody else has such a page. Six queries."""
    known = actor.relations
    runs_school = bool(known.schools_of("leader") or known.schools_of("secretary")) and actor.substantial
    works_here = known.municipal & {"municipal_admin", "municipal_analyst"} or known.schools_of("support")
    if not (works_here or runs_school):
        raise Http404
    rows = _rows(guard.visible(actor, ImportRun, "count"))
    open_runs = [_state(run) for run in rows.filter(merge=None, dismissal=None).order_by(danish("name"), "-pk")[:500]]
    past = rows.exclude(merge=None, dismissal=None).order_by("-pk")[:LISTED]
    jobs = list(Job.objects.filter(ended_at=None)) if known.municipal else []
    return ImportsPage(
        can_run="municipal_admin" in known.municipal and actor.mfa,
        waiting=[each for each in open_runs if each.is_waiting],
        refused=[each for each in open_runs if each.state == "refused"][:LISTED],
        earlier=[_state(run) for run in past],
        done=sum(job.done for job in jobs),
        total=sum(job.total for job in jobs),
        nights=SelfApproval.objects.filter(to_at=None).select_related("by").first(),
    )


def _rows(rows: QuerySet[ImportRun]) -> QuerySet[ImportRun]:
    newer = ImportRun.objects.filter(
        number=OuterRef("number"), exported_at__gte=OuterRef("exported_at"), trouble="", dismissal=None, undo=None
    ).exclude(pk=OuterRef("pk"))
    newer = newer.exclude(exported_at=OuterRef("exported_at"), pk__lt=OuterRef("pk"))
    return (
        rows.select_related("delivery__by", "school", "merge", "undo__by", "dismissal__by")
        .prefetch_related("closings")
        .annotate(
            is_overtaken=Exists(newer),
            is_agreed=Exists(ImportApproval.objects.filter(run=OuterRef("pk"), seen=OuterRef("seen"))),
        )
    )


def _state(run: ImportRun) -> RunState:
    closings = list(run.closings.all())
    done_at = run.merge.at if hasattr(run, "merge") else closings[0].at if closings else None
    until = done_at + KEPT if done_at and not hasattr(run, "undo") else None
    return RunState(run, _word(run), _counts(run), sum(each.count for each in closings), until)


def _word(run: ImportRun) -> str:
    if hasattr(run, "undo"):
        return "undone"
    if hasattr(run, "merge"):
        return "merged"
    if hasattr(run, "dismissal"):
        return "dismissed"
    if run.trouble:
        return "refused"
    if run.is_overtaken:  # type: ignore[attr-defined] # annotated by _rows
        return "overtaken"
    if not run.seen or run.is_agreed:  # type: ignore[attr-defined] # annotated by _rows
        return "working"
    return "rollover" if run.is_rollover else "waiting"


def _counts(run: ImportRun) -> Counts:
    rows = []
    for line in run.counts.splitlines():
        name, _, numbers = line.partition("=")
        added, changed, ended = map(int, numbers.split(","))
        rows.append((str(SHOWN[name]), added, changed, ended))
    added, changed, ended = (sum(int(row[place]) for row in rows) for place in (1, 2, 3))
    return Counts(added, changed, ended, rows)


def load(actor: Actor, code: str) -> ImportRun:
    """A run for whoever may count it, with what else they may as `can_<action>`."""
    return guard.get_or_404(actor, ImportRun, code, "count", rows=_rows(ImportRun.objects.all()), also=ALSO)


def runs_of(actor: Actor, chosen: Sequence[str]) -> list[tuple[ImportRun, str]]:
    """«code:fingerprint» as the form sends it, as runs the actor may carry out. What is no code is nobody's."""
    pairs = dict(each.partition(":")[::2] for each in chosen)
    rows = guard.visible(actor, ImportRun, "run").filter(code__in=[code for code in pairs if "\0" not in code])
    found = [(run, pairs[run.code]) for run in rows.order_by("pk")]
    if not found:
        raise Http404
    return found


def run_page(actor: Actor, code: str, *, about: str = "", everything: bool = False) -> RunPage:
    """The run as it would change the school now. Names are shown to whoever may see them, and that is written down."""
    run = load(actor, code)
    each = _state(run)
    lines: list[Line] = []
    if run.can_name and each.is_waiting and run.rows:  # type: ignore[attr-defined] # annotated by load
        lines = _lines(run)
    about = about if about in KINDS else ""
    chosen = [line for line in lines if not about or line.about == about]
    shown = chosen if everything else chosen[:LINES]
    _look(actor, shown)
    return RunPage(
        each=each,
        lines=shown,
        more=len(chosen) - len(shown),
        about=about,
        kinds=[(kind, str(name), sum(line.about == kind for line in lines)) for kind, name in KINDS.items()],
        warnings=run.warnings.splitlines() if run.can_read and not actor.relations.schools_of("support") else [],  # type: ignore[attr-defined] # annotated by load
        approval=run.approvals.filter(seen=run.seen).select_related("by").first(),
    )


def _lines(run: ImportRun) -> list[Line]:
    try:
        return lines_of(planned(stage(kept.unpack(run.rows))))
    except RefusedFile:
        return []


def _look(actor: Actor, lines: Sequence[Line]) -> None:
    """Whose names were seen: the pupils on the page."""
    ids = {line.person for line in lines if line.about == "pupils" and line.person}
    guard.page(actor, Person.objects.filter(pk__in=ids) if ids else [], thing="import_run")
