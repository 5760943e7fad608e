"""«Mål»: each goal with the signs to look for, the last feedback, the product it was about, and the next step."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.curriculum.models import Goal
from spor.evidence.models import OwnGoal, Trace, TraceGoal
from spor.evidence.queries.feedback import Given, feedback_on_each
from spor.evidence.queries.goals import GoalStanding, current_goals
from spor.evidence.queries.hand_ins import YOUNG_UNTIL
from spor.evidence.queries.pupil import AssignmentCard, assignments_for_pupil
from spor.forloeb.models import BlockGoal, Sign
from spor.people.models import Enrolment, Person, live
from spor.teaching.models import Assignment
from spor.ui.levels import level_name

BEFORE_SHOWN = 20
YOUNG_BEFORE, OPEN_MAX = 6, 5  # how many a child who does not read meets at once


@dataclass(frozen=True)
class SignLine:
    """A sign of learning; `is_next` is the first above where the pupil stands."""

    text: str
    level: int
    is_seen: bool
    is_next: bool


@dataclass(frozen=True)
class GoalLine:
    """The way of one goal.

    given    the newest feedback on the newest product behind it; trace, title: that product
    task     the assignment that awaits the pupil and works on it
    """

    standing: GoalStanding
    signs: list[SignLine] = field(default_factory=list)
    given: Given | None = None
    trace: str = ""
    title: str = ""
    task: AssignmentCard | None = None

    @property
    def next_sign(self) -> SignLine | None:
        return next((sign for sign in self.signs if sign.is_next), None)

    @property
    def spoken(self) -> str:
        """What a child hears of it."""
        said = self.standing.text.rstrip(".")
        return f"{said}. {self.words}." if self.words else self.standing.text

    @property
    def own_words(self) -> str:
        """The pupil's own level in words, "" when nothing was said."""
        return "" if self.standing.own is None else str(level_name(self.standing.own, "pupil"))

    @property
    def words(self) -> str:
        """The teacher's newest judgement in the pupil's words, "" without one."""
        return "" if self.standing.level is None else str(level_name(self.standing.level, "pupil"))


@dataclass(frozen=True)
class GoalPage:
    """`now` is worked on in a forløb that runs; `before` the rest, the latest touched; `older` how many more there are.

    own   the pupil's own, those to reach first
    """

    pupil: Person
    now: list[GoalLine]
    before: list[GoalLine]
    older: int
    own: list[OwnGoal]
    is_mine: bool
    is_young: bool = False

    @property
    def frame(self) -> str:
        return "evidence/young_goals.html" if self.is_young else "evidence/goals.html"

    @property
    def may_add(self) -> bool:
        """A child has room for few: then there is nothing to be refused."""
        return sum(not hasattr(each, "reached") for each in self.own) < OPEN_MAX


def goal_page(actor: Actor, code: str) -> GoalPage:
    """`/elever/<code>/maal/`. Fifteen queries at most, however many goals."""
    pupil = guard.get_or_404(actor, Person, code, thing="plan_live")
    standings = [each for each in current_goals(actor, pupil) if each.goal.kind != Goal.Kind.OWN]
    now = [each for each in standings if each.in_progress]
    before = [each for each in standings if not each.in_progress]
    lines = _lines(actor, pupil, [*now, *before[:BEFORE_SHOWN]])
    own = guard.visible(actor, OwnGoal).filter(pupil=pupil).select_related("goal", "reached").order_by("-at", "-id")
    return GoalPage(
        pupil=pupil,
        now=[line for line in lines if line.standing.in_progress],
        before=[line for line in lines if not line.standing.in_progress],
        older=max(0, len(before) - BEFORE_SHOWN),
        own=sorted(own, key=lambda each: hasattr(each, "reached")),
        is_mine=pupil.pk == actor.person_id,
        is_young=pupil.pk == actor.person_id and _is_young(actor),
    )


def _is_young(actor: Actor) -> bool:
    grades = Enrolment.objects.filter(live(actor.today), person=actor.person_id).values_list("grade", flat=True)
    return any(grade is not None and grade <= YOUNG_UNTIL for grade in grades)


def voice_of(actor: Actor, code: str, own: str) -> StoredFile:
    """What a child said when it set the goal. Http404 where nothing was said, or not for this reader."""
    pupil = guard.get_or_404(actor, Person, code, thing="plan_live")
    found = guard.visible(actor, OwnGoal).filter(pupil=pupil, code=own).select_related("sound").first()
    if found is None or found.sound is None:
        raise Http404
    return found.sound


def own_goal_of(actor: Actor, code: str, own: str) -> OwnGoal:
    """One of the pupil's own goals, for its owner to change."""
    pupil = guard.get_or_404(actor, Person, code, "write", thing="own_goal")
    return guard.get_or_404(actor, OwnGoal, own, "write", rows=OwnGoal.objects.filter(pupil=pupil))


def _lines(actor: Actor, pupil: Person, standings: list[GoalStanding]) -> list[GoalLine]:
    goals = {each.goal.pk for each in standings}
    if not goals:
        return []
    waiting = [card for card in assignments_for_pupil(actor, pupil) if card.awaits_pupil]
    signs, tasks = _signs(actor, standings), _tasks(waiting, goals)
    newest = _newest(actor, pupil, goals)
    given: dict[str, Given] = {}
    for each in feedback_on_each(actor, newest.values()):
        given.setdefault(each.trace, each)
    return [
        _line(each, signs.get(each.goal.pk, []), newest.get(each.goal.pk), given, tasks.get(each.goal.pk))
        for each in standings
    ]


def _line(
    standing: GoalStanding,
    signs: Iterable[Sign],
    trace: Trace | None,
    given: dict[str, Given],
    task: AssignmentCard | None,
) -> GoalLine:
    here = standing.level or 0
    ordered = sorted(signs, key=lambda sign: sign.level)
    ahead = next((sign for sign in ordered if sign.level > here), None)
    return GoalLine(
        standing=standing,
        signs=[SignLine(sign.text, sign.level, sign.level <= here, sign is ahead) for sign in ordered],
        given=given.get(trace.code) if trace else None,
        trace=trace.code if trace else "",
        title=trace.product.title if trace and trace.product else "",
        task=task,
    )


def _signs(actor: Actor, standings: list[GoalStanding]) -> dict[int, list[Sign]]:
    """Goal id → the signs of the newest assignment of its forløb that works on it. Three queries."""
    runs = {each.run.pk for each in standings if each.run}
    versions = dict(guard.visible(actor, Assignment).filter(run__in=runs).order_by("id").values_list("version", "run"))
    rows = BlockGoal.objects.filter(version__in=versions, goal__in=[each.goal.pk for each in standings])
    run_of = {each.goal.pk: each.run.pk for each in standings if each.run}
    found: dict[int, list[Sign]] = {}
    for row in rows.prefetch_related("signs").order_by("version_id"):
        signs = list(row.signs.all())
        if signs and run_of.get(row.goal_id) == versions[row.version_id]:
            found[row.goal_id] = signs
    return found


def _newest(actor: Actor, pupil: Person, goals: set[int]) -> dict[int, Trace]:
    """Goal id → the newest product behind it that the reader may see. Two queries; the look is recorded."""
    traces = guard.visible(actor, Trace, thing="product").filter(pupil=pupil, kind=Trace.Kind.PRODUCT)
    rows = TraceGoal.objects.filter(goal__in=goals, trace__in=traces).select_related("trace__product__assignment")
    newest: dict[int, Trace] = {}
    for row in rows.order_by("-trace__at", "-trace_id"):
        newest.setdefault(row.goal_id, row.trace)
    guard.page(actor, newest.values(), thing="product")
    return newest


def _tasks(waiting: list[AssignmentCard], goals: set[int]) -> dict[int, AssignmentCard]:
    """Goal id → the first assignment that awaits the pupil and works on it. One query."""
    by_version: dict[int, list[int]] = defaultdict(list)
    versions = [card.assignment.version_id for card in waiting]
    for version, goal in BlockGoal.objects.filter(version__in=versions, goal__in=goals).values_list("version", "goal"):
        by_version[version].append(goal)
    found: dict[int, AssignmentCard] = {}
    for card in waiting:
        for goal in by_version[card.assignment.version_id]:
            found.setdefault(goal, card)
    return found
