"""What focus points, agreements, interventions and the talk leave in the shared copy: the meddelelsesbog is frozen from them.

It is read by everybody who may read the plan. So nothing goes in that one guardian wrote for the team only.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from spor.plans.models import FocusText, SnapshotLine
from spor.plans.models.agreement import AgreementState, Side
from spor.plans.queries.agreements import AgreementLine
from spor.plans.queries.focus import Point
from spor.plans.queries.whole import FocusWhole
from spor.ui.moments import local

Kind = SnapshotLine.Kind
Part = FocusText.Part
State = AgreementState.State
# Agreed, whatever became of it but stopped: a proposal is not yet an agreement.
AGREED = {State.IN_PROGRESS, State.PUPIL_DONE, State.CONFIRMED}


def lines(whole: FocusWhole, pupil_name: str, since_on: dt.date | None) -> Iterator[SnapshotLine]:
    """In reading order: each shown focus point with its parts, agreements, interventions, results since, and the talk that was held."""
    for point in whole.shown:
        yield from _point(point, pupil_name)
    for agreement in whole.agreements:
        if agreement.state in AGREED:
            yield SnapshotLine(
                kind=Kind.AGREEMENT, text=agreement.text, who=_who(agreement), on=local(agreement.since).date()
            )
    for each in whole.interventions:
        yield SnapshotLine(kind=Kind.MEASURE, text=each.row.text, subject=each.row.subject)
        if each.row.follow_up:
            yield SnapshotLine(
                kind=Kind.MEASURE, text=each.row.follow_up, who=_("Opfølgning"), on=each.row.follow_up_on
            )
    for result in whole.results:
        if since_on is None or result.on >= since_on:
            yield SnapshotLine(
                kind=Kind.RESULT, text=f"{result.title}: {result.value}", subject=result.subject, on=result.on
            )
    if whole.talk and whole.talk.is_held and whole.talk.said:
        yield SnapshotLine(kind=Kind.TALK, text=whole.talk.said, on=local(whole.talk.at).date())


def _point(point: Point, pupil_name: str) -> Iterator[SnapshotLine]:
    yield SnapshotLine(kind=Kind.FOCUS, text=point.what, who=point.about, subject=point.subject, area=point.row.area)
    parts = [(point.school, _("Skolen"))]
    parts += [(each.text, _("Hjemmet, %(name)s") % {"name": each.who}) for each in point.home if each.to_book]
    if point.pupil:
        parts.append((point.pupil.text, _("%(name)s siger") % {"name": pupil_name}))
    parts.append((point.next, _("Opfølgning")))
    for text, who in parts:
        if text:
            yield SnapshotLine(kind=Kind.FOCUS_PART, text=text, who=who, subject=point.subject, area=point.row.area)


def _who(agreement: AgreementLine) -> str:
    by = _("hjemmet") if agreement.row.side == Side.HOME else agreement.row.by.first_name
    return _("%(state)s · foreslået af %(name)s") % {"state": agreement.label, "name": by}
