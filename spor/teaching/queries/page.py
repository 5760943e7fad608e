"""A run and an assignment as pages: the same page for teacher, pupil and home, what one may do by `can_*`."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.forloeb.models import Block, Edition, Forloeb
from spor.forloeb.queries.shown import FileAddress, ShownBlock, edition_blocks
from spor.people.models import Group
from spor.teaching.models import Assignment, Idea, Run
from spor.teaching.queries.runs import taught_groups
from spor.ui.moments import long_day, weeks

_ICONS = {
    "text": "text",
    "goals": "target",
    "activity": "hand",
    "resource": "paperclip",
    "assignment": "clipboard-list",
}


@dataclass(frozen=True)
class Step:
    """A block of a run as a class meets it."""

    line: ShownBlock
    assignment: Assignment | None

    @property
    def icon(self) -> str:
        return _ICONS.get(self.line.kind, "text")

    @property
    def kind_name(self) -> str:
        return str(Block.Kind(self.line.kind).label)


@dataclass(frozen=True)
class RunPage:
    """`assignments` has the run's assignments by the id of their block version."""

    run: Run
    blocks: list[ShownBlock]
    assignments: dict[int, Assignment]
    can_teach: bool
    can_hand_in: bool
    can_write: bool

    @property
    def about(self) -> str:
        """«5.B · Dansk · uge 46–50»."""
        run = self.run
        parts = [run.group.name, run.subject.name if run.subject else "", weeks(run.starts_on, run.ends_on)]
        return " · ".join(part for part in parts if part)

    @property
    def steps(self) -> list[Step]:
        """The blocks below the front, each with its assignment."""
        shown = [line for line in self.blocks if line.kind != Block.Kind.FRONT]
        return [Step(line, self.assignments.get(line.version.pk)) for line in shown]

    @property
    def front(self) -> ShownBlock | None:
        return next((line for line in self.blocks if line.kind == Block.Kind.FRONT), None)


@dataclass(frozen=True)
class AssignmentPage:
    assignment: Assignment
    line: ShownBlock
    can_write: bool
    can_hand_in: bool
    can_delete: bool = False

    @property
    def about(self) -> str:
        """«5.B · Dansk · afleveres torsdag den 3. december»."""
        run, due_on = self.assignment.run, self.assignment.due_on
        due = _("afleveres %(day)s") % {"day": long_day(due_on)} if due_on else ""
        return " · ".join(part for part in (run.group.name, run.subject.name if run.subject else "", due) if part)


@dataclass(frozen=True)
class StartPage:
    """`edition` is None where nothing is published yet: starting publishes.

    `idea` is where the forløb stands on the year plan of one of these classes, if it does.
    """

    forloeb: Forloeb
    edition: Edition | None
    groups: list[Group] = field(default_factory=list)
    idea: Idea | None = None


RUNS = Run.objects.select_related("edition__forloeb", "group__school", "subject")


def run_page(actor: Actor, code: str) -> RunPage:
    """A run with its blocks and assignments. Eight queries at most, whatever its length."""
    run = guard.get_or_404(actor, Run, code, also=["publish"], rows=RUNS)
    rows = guard.visible(actor, Assignment).filter(run=run, removed_at=None)
    found = guard.with_cans(actor, rows, ["hand_in"]).select_related("version")
    assignments = {row.version_id: row for row in found}
    can_hand_in = any(vars(row)["can_hand_in"] for row in assignments.values())
    blocks = edition_blocks(run.edition, _address(run))
    can_teach = vars(run)["can_publish"]
    # A published edition is never changed: whoever writes the forløb writes on, and publishes the next one (decision 0012).
    can_write = can_teach and guard.can(actor, "write", run.edition.forloeb)
    return RunPage(run, blocks, assignments, can_teach, can_hand_in, can_write)


def assignment_page(actor: Actor, code: str) -> AssignmentPage:
    """An assignment with what it asks, its goals and their signs."""
    rows = Assignment.objects.select_related("version", "run__edition", "run__group__school", "run__subject")
    also = ["write", "hand_in", "delete"]
    found = guard.get_or_404(actor, Assignment, code, also=also, rows=rows.filter(removed_at=None))
    lines = edition_blocks(found.run.edition, _address(found.run))
    line = next(line for line in lines if line.version.pk == found.version_id)
    can = vars(found)
    return AssignmentPage(found, line, can["can_write"], can["can_hand_in"], can["can_delete"])


def own_assignment(actor: Actor, code: str) -> Assignment:
    """An assignment that the actor may take away, taken away already or not."""
    return guard.get_or_404(actor, Assignment, code, "delete", rows=Assignment.objects.select_related("run"))


def start_page(actor: Actor, code: str) -> StartPage:
    """What starting a forløb for a class needs: its newest edition and the reader's classes."""
    forloeb = guard.get_or_404(actor, Forloeb, code, rows=Forloeb.objects.select_related("front__head", "subject"))
    groups = sorted(taught_groups(actor), key=lambda group: (group.kind != Group.Kind.MAIN, group.name))
    meant = Idea.objects.filter(forloeb=forloeb, group__in=groups, removed_at=None, ends_on__gt=actor.today)
    idea = meant.order_by("starts_on", "id").first()
    return StartPage(forloeb, forloeb.editions.order_by("-n").first(), groups, idea)


def run_file(actor: Actor, code: str, file: str) -> StoredFile | None:
    """A file of the run's edition, or the sound of one of its goals; None when it has no such. 404 as for the run itself."""
    run = guard.get_or_404(actor, Run, code, rows=RUNS)
    holding = Q(version__file__code=file) | Q(version__goals__wording__sound__code=file)
    return StoredFile.objects.get(code=file) if run.edition.blocks.filter(holding).exists() else None


def _address(run: Run) -> FileAddress:
    return lambda stored: reverse("run_file", args=[run.code, stored.code])
