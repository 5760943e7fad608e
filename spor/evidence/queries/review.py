"""The page where a teacher answers a product: the product, the goals beside it, and the class it is one of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from spor.access import drafts
from spor.access.actor import Actor
from spor.access.guard import visible
from spor.base.codes import new_code
from spor.base.models import StoredFile
from spor.evidence.models import (
    Feedback,
    HandIn,
    Phrase,
    ProductFile,
    ProductVersion,
    Return,
    SelfAssessment,
    Trace,
    TraceGoal,
)
from spor.evidence.queries import answerable, feedback, lines, queue
from spor.evidence.queries.classlist import Row, class_list
from spor.evidence.queries.feedback import Given
from spor.evidence.queries.lines import VersionLine
from spor.evidence.queries.phrases import phrases
from spor.forloeb.models import BlockGoal
from spor.people.models import Person


@dataclass(frozen=True)
class GoalLine:
    """A goal of the assignment. `own` is what the pupil said, of a group nothing (it stands with the words); `level` the draft."""

    block_goal: BlockGoal
    text: str
    signs: list[tuple[int, str]]
    own: int | None = None
    level: str = ""
    can_judge: bool = True

    @property
    def field(self) -> str:
        return feedback.level_field(self.block_goal.goal.code)


@dataclass(frozen=True)
class SaidLine:
    """What one of the makers says of the product."""

    name: str
    text: str
    levels: list[tuple[str, int]]


@dataclass(frozen=True)
class Review:
    """All of the page.

    holder    the first name of a colleague who is at it now: then the page is for reading
    kept      feedback taken back whose voice goes along again
    preload   (trace, file) codes of the pictures that come next, for the browser to have them ready
    seen      code of the newest feedback that stands, which the form sends back, so that a colleague's meanwhile is noticed
    """

    hand_in: HandIn
    traces: list[Trace]
    pupils: list[Person]
    versions: list[VersionLine]
    shown: VersionLine
    goals: list[GoalLine]
    said: list[SaidLine]
    given: list[Given]
    rows: list[Row]
    phrases: list[Phrase]
    key: str
    seen: str = ""
    text: str = ""
    kept: Feedback | None = None
    holder: str = ""
    newer: str = ""
    names: str = ""
    parents_see: bool = True
    preload: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is this product's turn to be answered."""
        return not self.newer and not self.returned

    @property
    def returned(self) -> Return | None:
        return getattr(self.hand_in, "returned", None)

    @property
    def trace(self) -> str:
        """The code under which the product's files have their addresses."""
        return self.traces[0].code

    @property
    def readers(self) -> str:
        """Who reads what is sent: «Viggo, Oskar og lærerne»."""
        return joined([*(pupil.first_name for pupil in self.pupils), _("lærerne")])

    @property
    def title(self) -> str:
        return str(self.hand_in.assignment or self.hand_in.version.product)

    @property
    def forloeb(self) -> str:
        assignment = self.hand_in.assignment
        return assignment.run.edition.title if assignment else ""

    @property
    def group(self) -> str:
        assignment = self.hand_in.assignment
        return assignment.run.group.name if assignment else ""

    @property
    def words(self) -> int:
        return len(self.shown.text.split())

    @property
    def code(self) -> str:
        return self.hand_in.code

    @property
    def wants_levels(self) -> bool:
        assignment = self.hand_in.assignment
        return bool(assignment and assignment.version.wants_levels)

    @property
    def sent(self) -> int:
        return sum(row.state == "given" for row in self.rows)

    @property
    def minutes(self) -> int:
        return queue.minutes(len({row.code for row in self.rows if row.state == "waiting"}))

    @property
    def place(self) -> int:
        return next((at for at, row in enumerate(self.rows) if row.code == self.code), 0)

    @property
    def previous(self) -> str:
        return _other(self.rows[: self.place][::-1], self.code)

    @property
    def following(self) -> str:
        return _other(self.rows[self.place + 1 :], self.code)


def review(actor: Actor, code: str, *, version: int = 0) -> Review:
    """The page of the hand-in `code`, showing `version` (its own by default). The look is recorded.

    404, or 403 for colleagues, when the actor may not answer it. About fifteen queries, however large the class.
    """
    hand_in, traces = answerable.load(actor, code)
    pupils = [trace.pupil for trace in traces]
    versions = lines.lines(ProductVersion.objects.filter(product=hand_in.version.product_id, hand_in__isnull=False))
    own = next(line for line in versions if line.version.pk == hand_in.version_id)
    given = feedback.feedback_on_each(actor, traces)
    said = _said(actor, hand_in)
    writing = drafts.texts_for(actor, thing="feedback", code=code)
    newest = feedback.newest(hand_in)
    goals = _goals(actor, hand_in, traces, said, writing)
    rows = class_list(actor, hand_in)
    return Review(
        hand_in=hand_in,
        traces=traces,
        pupils=pupils,
        versions=versions,
        shown=next((line for line in versions if line.version.n == version), own),
        goals=goals,
        said=_said_lines(said, goals),
        given=given,
        rows=rows,
        phrases=phrases(actor),
        key=new_code(),
        seen=newest.code if newest else "",
        text=writing.get("text", ""),
        kept=_kept(actor, hand_in) if newest is None else None,
        holder=queue.holder(actor, hand_in),
        newer=_newer(versions, hand_in),
        names=joined([pupil.first_name for pupil in pupils]),
        parents_see=settings.PARENTS_SEE_FEEDBACK,
        preload=_pictures_of(next_waiting(rows, code)),
    )


def next_waiting(rows: Sequence[Row], code: str) -> Row | None:
    """The row of the class list that comes after this hand-in: on to the end, then from the beginning."""
    place = next((at for at, row in enumerate(rows) if row.code == code), 0)
    turned = [*rows[place + 1 :], *rows[:place]]
    return next((row for row in turned if row.state == "waiting" and not row.holder and row.code != code), None)


def _pictures_of(row: Row | None) -> tuple[tuple[str, str], ...]:
    if row is None:
        return ()
    files = ProductFile.objects.filter(version__hand_in__code=row.code, file__kind=StoredFile.Kind.PICTURE)
    return tuple((row.trace, code) for code in files.order_by("rank", "pk").values_list("code", flat=True)[:4])


def joined(names: Sequence[str]) -> str:
    """«Viggo, Oskar og Liva»."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s og %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _other(rows: Sequence[Row], code: str) -> str:
    return next((row.code for row in rows if row.code and row.code != code), "")


def _newer(versions: list[VersionLine], hand_in: HandIn) -> str:
    newest = versions[0].hand_in
    return newest.code if newest is not None and newest.pk != hand_in.pk else ""


def _kept(actor: Actor, hand_in: HandIn) -> Feedback | None:
    rows = Feedback.objects.filter(hand_in=hand_in, author=actor.person_id, sound__isnull=False)
    return rows.filter(release__retraction__isnull=False).order_by("-pk").first()


def _said(actor: Actor, hand_in: HandIn) -> list[SelfAssessment]:
    rows = visible(actor, SelfAssessment).filter(product=hand_in.version.product_id)
    return list(rows.select_related("pupil").prefetch_related("levels").order_by("pk"))


def _said_lines(said: list[SelfAssessment], goals: list[GoalLine]) -> list[SaidLine]:
    """Levels are shown here for a group; those of one pupil stand beside the teacher's."""
    words = {line.block_goal.goal_id: line.text for line in goals} if len(said) > 1 else {}
    return [
        SaidLine(
            each.pupil.first_name,
            each.text,
            [(words[one.goal_id], one.level) for one in each.levels.all() if one.goal_id in words],
        )
        for each in said
    ]


def _goals(
    actor: Actor, hand_in: HandIn, traces: list[Trace], said: list[SelfAssessment], writing: dict[str, str]
) -> list[GoalLine]:
    if hand_in.assignment is None:
        return []
    rows = BlockGoal.objects.filter(version=hand_in.assignment.version_id).select_related("goal", "wording")
    found = list(rows.prefetch_related("signs").order_by("rank", "id"))
    mine = visible(actor, TraceGoal, "set_status").filter(trace__in=traces).values_list("goal", flat=True)
    judged = list(mine)
    own = {each.goal_id: each.level for each in said[0].levels.all()} if len(said) == len(traces) == 1 else {}
    return [
        GoalLine(
            block_goal=row,
            text=str(row),
            signs=[(sign.level, sign.text) for sign in sorted(row.signs.all(), key=lambda sign: sign.level)],
            own=own.get(row.goal_id),
            level=writing.get(feedback.level_field(row.goal.code), ""),
            can_judge=judged.count(row.goal_id) == len(traces),
        )
        for row in found
    ]
