"""The sheet beside a product: whose it is, the goals and their signs, what is written so far. What a posted form needs, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.access import drafts
from spor.access.actor import Actor
from spor.access.guard import visible
from spor.base.codes import new_code
from spor.evidence.models import Feedback, HandIn, SelfAssessment, Trace, TraceGoal
from spor.evidence.queries import answerable, feedback
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


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is written on.

    traces    those of the hand-in that the reader may answer, one a pupil
    said      what the makers say of it
    key       of the next press
    kept      feedback taken back whose voice goes along again
    seen      code of the newest feedback that stands, which the form sends back, so that a colleague's meanwhile is noticed
    """

    hand_in: HandIn
    traces: list[Trace]
    goals: list[GoalLine]
    said: list[SelfAssessment]
    key: str
    text: str = ""
    seen: str = ""
    kept: Feedback | None = None

    @property
    def code(self) -> str:
        return self.hand_in.code

    @property
    def pupils(self) -> list[Person]:
        return [trace.pupil for trace in self.traces]

    @property
    def names(self) -> str:
        """«Viggo, Oskar og Liva»."""
        return joined([pupil.first_name for pupil in self.pupils])

    @property
    def readers(self) -> str:
        """Who reads what is sent: «Viggo, Oskar og lærerne»."""
        return joined([*(pupil.first_name for pupil in self.pupils), _("lærerne")])

    @property
    def wants_levels(self) -> bool:
        assignment = self.hand_in.assignment
        return bool(assignment and assignment.version.wants_levels)


def sheet(actor: Actor, code: str) -> Sheet:
    """The sheet of the hand-in `code`. 404, or 403 for colleagues, when the actor may not answer it. Nine queries; no look is recorded."""
    hand_in, traces = answerable.find(actor, code)
    return sheet_of(actor, hand_in, traces)


def sheet_of(actor: Actor, hand_in: HandIn, traces: list[Trace]) -> Sheet:
    """As `sheet`, of a hand-in that is loaded with its makers. Seven queries."""
    rows = visible(actor, SelfAssessment).filter(product=hand_in.version.product_id)
    said = list(rows.select_related("pupil").prefetch_related("levels").order_by("pk"))
    writing = drafts.texts_for(actor, thing="feedback", code=hand_in.code)
    newest = feedback.newest(hand_in)
    return Sheet(
        hand_in=hand_in,
        traces=traces,
        goals=_goals(actor, hand_in, traces, said, writing),
        said=said,
        key=new_code(),
        text=writing.get("text", ""),
        seen=newest.code if newest else "",
        kept=_kept(actor, hand_in) if newest is None else None,
    )


def joined(names: Sequence[str]) -> str:
    """«Viggo, Oskar og Liva»."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s og %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _kept(actor: Actor, hand_in: HandIn) -> Feedback | None:
    rows = Feedback.objects.filter(hand_in=hand_in, author=actor.person_id, sound__isnull=False)
    return rows.filter(release__retraction__isnull=False).order_by("-pk").first()


def _goals(
    actor: Actor, hand_in: HandIn, traces: list[Trace], said: list[SelfAssessment], writing: dict[str, str]
) -> list[GoalLine]:
    if hand_in.assignment is None:
        return []
    rows = BlockGoal.objects.filter(version=hand_in.assignment.version_id).select_related("goal", "wording")
    found = list(rows.prefetch_related("signs").order_by("rank", "id"))
    mine = visible(actor, TraceGoal, "set_status").filter(trace__in=traces).values_list("goal", flat=True)
    judged = list(mine) if found else []
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
