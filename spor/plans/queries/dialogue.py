"""Who has read what was shared: told to whoever shares it, and to nobody else (decision 0006)."""

import datetime as dt
from dataclasses import dataclass

from spor.plans.queries.people import recipients
from spor.plans.queries.pupil import Pupil


@dataclass(frozen=True)
class ReadLine:
    """Somebody a plan was shared with: `at` when they said they had read the newest, None when not yet."""

    name: str
    at: dt.datetime | None


def read_by(pupil: Pupil) -> list[ReadLine]:
    """Which of those it was shared with have said they read the newest shared plan: for whoever shares it."""
    if not pupil.around.shared:
        return []
    newest = pupil.around.shared[0].id
    return [ReadLine(each.first_name, pupil.around.read.get((newest, each.id))) for each in recipients(pupil)]
