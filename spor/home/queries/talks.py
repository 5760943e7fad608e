"""Talks that are near: the reminder on the front page of a home, and of whoever leads the class."""

import datetime as dt
from collections.abc import Collection

from spor.access import guard
from spor.access.actor import Actor
from spor.base.clock import COPENHAGEN
from spor.plans.models import Talk
from spor.teaching.holidays import DAY


def talks_until(actor: Actor, pupils: Collection[int], last: dt.date) -> list[Talk]:
    """Talks of these pupils from now to the end of the day `last`, the first first. One query; none where there are no pupils."""
    if not pupils:
        return []
    end = dt.datetime.combine(last + DAY, dt.time(), COPENHAGEN)
    rows = guard.visible(actor, Talk).filter(pupil__in=pupils, end=None, at__gt=actor.now, at__lt=end)
    return list(rows.select_related("pupil").order_by("at", "id"))
