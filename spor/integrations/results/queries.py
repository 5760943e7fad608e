"""Files of results: those one may see, and what reading one in would do."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.evidence.models import Result
from spor.evidence.queries.results import NewResult, known_keys, pupils_to_bring_for
from spor.integrations.models import ResultFile, ResultLine, ResultMapping
from spor.integrations.results import columns
from spor.integrations.results.columns import Columns
from spor.integrations.results.matching import Fault, Matched, match
from spor.people.models import Enrolment, School, live

LISTED, EXAMPLES = 30, 3


@dataclass(frozen=True)
class FilesPage:
    """The schools one may bring results to, and the files brought."""

    schools: list[School]
    files: list[ResultFile]
    key: str = field(default_factory=new_code)
    trouble: str = ""


@dataclass(frozen=True)
class Role:
    """A role on the form: its column, and what is the same for every line."""

    key: str
    name: str
    at: int | None
    fixed: str
    may_be_fixed: bool
    is_needed: bool


@dataclass(frozen=True)
class FilePage:
    """One file: its columns as they are understood, and what reading it in would do. Nothing is written by looking."""

    file: ResultFile
    head: list[str]
    columns: Columns
    roles: list[Role]
    subjects: list[Subject]
    matched: list[Matched]
    faults: list[Fault]
    lines: int
    is_undone: bool
    is_open_to_undo: bool
    trouble: str = ""

    @property
    def examples(self) -> list[Matched]:
        return self.matched[:EXAMPLES]

    @property
    def fresh(self) -> int:
        return sum(not each.is_known for each in self.matched)

    @property
    def is_read(self) -> bool:
        return hasattr(self.file, "reading")

    @property
    def can_read_in(self) -> bool:
        return not self.is_read and bool(self.fresh)


def may_bring(actor: Actor) -> bool:
    """Whoever leads a school, or teaches a subject."""
    known = actor.relations
    return actor.substantial and bool(known.schools_of("leader") and actor.mfa or known.subjects)


def files_page(actor: Actor) -> FilesPage:
    """For whoever may bring results; nobody else has such a page. Two queries."""
    if not may_bring(actor):
        raise Http404
    rows = guard.visible(actor, ResultFile).select_related("school", "by", "reading__undo").order_by("-at")
    return FilesPage(schools(actor), list(rows[:LISTED]))


def schools(actor: Actor) -> list[School]:
    """The schools one works at. One query."""
    return list(guard.visible(actor, School, thing="timetable").filter(pk__in=actor.relations.schools_of("staff")))


def load(actor: Actor, code: str) -> ResultFile:
    """A file for whoever brought it, or leads the school."""
    return guard.get_or_404(
        actor, ResultFile, code, rows=ResultFile.objects.select_related("school", "by", "reading__undo")
    )


def file_page(actor: Actor, code: str) -> FilePage:
    """The file with its columns and its preview."""
    file = load(actor, code)
    head = file.head.splitlines()
    chosen = columns_of(file, head)
    lines = list(ResultLine.objects.filter(file=file).order_by("number"))
    matched, faults = matches(actor, file, chosen, lines)
    reading = getattr(file, "reading", None)
    is_undone = hasattr(reading, "undo") if reading else False
    return FilePage(
        file=file,
        head=head,
        columns=chosen,
        roles=_roles(chosen),
        subjects=sorted(Subject.objects.all(), key=lambda each: danish_key(each.name)),
        matched=matched,
        faults=faults,
        lines=len(lines),
        is_undone=is_undone,
        is_open_to_undo=bool(reading and not is_undone and (actor.now - reading.at).days < 14),
    )


def columns_of(file: ResultFile, head: Sequence[str]) -> Columns:
    """As chosen for this file, else as remembered for the school, else as guessed."""
    if file.columns:
        return columns.read(file.columns)
    known = ResultMapping.objects.filter(school=file.school_id, fingerprint=columns.fingerprint(head)).first()
    return columns.read(known.columns) if known else columns.guess(head)


def matches(
    actor: Actor, file: ResultFile, chosen: Columns, lines: Sequence[ResultLine]
) -> tuple[list[Matched], list[Fault]]:
    """Each line as a result of a pupil whose results the actor may bring, or as what is wrong with it, in the file's order."""
    if chosen.lacks:
        return [], []
    subjects = {word: each for each in Subject.objects.all() for word in (each.key.lower(), each.name.lower())}
    cells = [(line.number, line.cells.split("\x1f")) for line in lines]
    wanted = {subjects.get(chosen.cell("subject", each).lower()) for _number, each in cells} - {None}
    here = Enrolment.objects.filter(live(actor.today), person=OuterRef("pk"), school=file.school_id)
    pupils = {}
    for subject in wanted:
        if subject is not None:
            rows = pupils_to_bring_for(actor, subject).filter(Exists(here))
            pupils[subject.pk] = list(rows.prefetch_related(None))
    groups = dict(
        Enrolment.objects.filter(live(actor.today), school=file.school_id).values_list("person", "group__name")
    )
    kind = Result.Kind.MARK if chosen.fixed.get("kind") == Result.Kind.MARK else Result.Kind.TEST
    found = match(cells, chosen, subjects, pupils, groups, kind, actor.today)
    known = known_keys([each.result.key for each in found.matched])
    return [replace(each, is_known=each.result.key in known) for each in found.matched], found.faults


def new_results(actor: Actor, file: ResultFile) -> list[NewResult]:
    """What reading the file in keeps."""
    lines = list(ResultLine.objects.filter(file=file).order_by("number"))
    matched, _faults = matches(actor, file, columns_of(file, file.head.splitlines()), lines)
    return [each.result for each in matched if not each.is_known]


def _roles(chosen: Columns) -> list[Role]:
    return [
        Role(
            key,
            str(name),
            chosen.at.get(key),
            chosen.fixed.get(key, ""),
            may_be_fixed=key in columns.FIXED,
            is_needed=key != "group",
        )
        for key, (name, _words) in columns.ROLES.items()
    ]
