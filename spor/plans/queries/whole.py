"""What the plan's page shows of focus points, agreements, interventions and the talk."""

from dataclasses import dataclass

from spor.access.actor import Actor
from spor.evidence.queries.results import ResultLine, results_from
from spor.plans import law
from spor.plans.models import ClassFocus, Intervention
from spor.plans.queries.agreements import AgreementLine, agreements_from
from spor.plans.queries.facts import FOCUS
from spor.plans.queries.focus import Point, interventions_from, points_from, told_by
from spor.plans.queries.live import LivePlan
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.sides import side_of
from spor.plans.queries.talks import TalkLine
from spor.plans.queries.words import AGREEMENT_FIELD, FIELD, INTERVENTION_FIELD


@dataclass(frozen=True)
class InterventionLine:
    """An intervention with what the reader is writing of it."""

    row: Intervention
    typed: str

    @property
    def can_write(self) -> bool:
        return bool(vars(self.row)["can_write"])

    @property
    def in_field(self) -> str:
        return self.typed or self.row.follow_up


@dataclass(frozen=True)
class FocusWhole:
    """All of it, as this reader may see it. `interventions` are the team's."""

    points: list[Point]
    agreements: list[AgreementLine]
    interventions: list[InterventionLine]
    talk: TalkLine | None
    of_class: list[ClassFocus]
    side: str
    results: list[ResultLine]
    typed: str = ""
    typed_intervention: str = ""

    @property
    def told(self) -> set[str]:
        """What the shown points and the interventions are about, in the law's keys."""
        return told_by(self.points, [line.row for line in self.interventions])

    @property
    def shown(self) -> list[Point]:
        return [point for point in self.points if point.is_shown]

    @property
    def is_challenged(self) -> bool:
        return bool(self.interventions)

    @property
    def open_agreements(self) -> list[AgreementLine]:
        return [line for line in self.agreements if not line.is_over]


def focus_whole(actor: Actor, live: LivePlan) -> FocusWhole:
    """Of a live plan's facts, with what the reader has begun to write. No query."""
    pupil, facts, typed = live.pupil, live.facts, live.words.typed
    code, side = pupil.person.code, side_of(actor, pupil.person.pk)
    return FocusWhole(
        points=points_from(facts.points, facts.texts),
        agreements=agreements_from(actor, facts.agreements, side),
        interventions=[
            InterventionLine(row, typed.get((row.code, FIELD), ""))
            for row in (interventions_from(facts.interventions) if pupil.can.draft else [])
        ],
        talk=next((TalkLine(*row) for row in facts.talk), None),
        of_class=[FOCUS.of(row) for row in facts.of_class],
        side=side,
        results=results_from(facts.results),
        typed=typed.get((code, AGREEMENT_FIELD), ""),
        typed_intervention=typed.get((code, INTERVENTION_FIELD), ""),
    )


def lacking(grade: int | None, confirmed: set[str], whole: FocusWhole, pupil: Pupil) -> list[str]:
    """What the law asks of this plan and nothing says yet."""
    told = confirmed | whole.told
    return law.missing(grade, told, pupil.today, is_challenged=whole.is_challenged)
