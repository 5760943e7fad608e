"""What the plan's page shows of focus points, agreements, interventions and the talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.compiled import Columns
from spor.evidence.queries.results import ResultLine, results_of
from spor.people.models import Membership, live
from spor.plans import law
from spor.plans.models import ClassFocus, Intervention
from spor.plans.queries.agreements import AgreementLine, agreements_of
from spor.plans.queries.focus import Point, interventions_of, points_of, told_by
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.sides import side_of
from spor.plans.queries.talks import TalkLine, talk_of
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


def focus_whole(actor: Actor, pupil: Pupil, typed: Mapping[tuple[str, str], str]) -> FocusWhole:
    """For a pupil the guard has handed out; `typed` is what the reader has begun to write. Seven queries at most."""
    pk, code = pupil.person.pk, pupil.person.code
    side = side_of(actor, pk)
    return FocusWhole(
        points=points_of(actor, pk),
        agreements=agreements_of(actor, pk, side),
        interventions=[
            InterventionLine(row, typed.get((row.code, FIELD), ""))
            for row in (interventions_of(actor, pk) if pupil.can.draft else [])
        ],
        talk=talk_of(actor, pk),
        of_class=_of_class(actor, pk),
        side=side,
        results=results_of(actor, pk),
        typed=typed.get((code, AGREEMENT_FIELD), ""),
        typed_intervention=typed.get((code, INTERVENTION_FIELD), ""),
    )


def _of_class(actor: Actor, pupil_id: int) -> list[ClassFocus]:
    return [_FOCUS.of(row) for row in _OF_CLASS(actor, pupil_id)]


def _open_in_class(actor: Actor, pupil_id: int) -> QuerySet[ClassFocus, tuple[Any, ...]]:
    mine = Membership.objects.filter(live(actor.today), person=pupil_id, role="pupil", group=OuterRef("group"))
    rows = guard.visible(actor, ClassFocus).filter(Exists(mine), end=None)
    return rows.order_by("at").values_list(*_FOCUS.names)[:10]


_FOCUS, _OF_CLASS = Columns(ClassFocus), ForAnyone(_open_in_class)


def lacking(grade: int | None, confirmed: set[str], whole: FocusWhole, pupil: Pupil) -> list[str]:
    """What the law asks of this plan and nothing says yet."""
    told = confirmed | whole.told
    return law.missing(grade, told, pupil.today, is_challenged=whole.is_challenged)
