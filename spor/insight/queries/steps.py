"""The steps of setting a school up, each read from the facts: nobody ticks them off."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.access.figures import schools_without_lead
from spor.access.models import Superuser
from spor.people.models import School, live
from spor.teaching.figures import schools_with_runs, schools_with_timetable


@dataclass(frozen=True)
class Step:
    label: str
    is_done: bool


@dataclass(frozen=True)
class Steps:
    """In the order they are taken."""

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)


def steps_of(schools: Collection[School], today: dt.date) -> dict[int, Steps]:
    """School id → its steps. Four queries, however many schools."""
    without = schools_without_lead(today)
    helped = set(Superuser.objects.filter(live(today)).values_list("school", flat=True))
    timed, begun = schools_with_timetable(today), schools_with_runs(today)
    return {
        school.pk: Steps(
            (
                Step(_("Registeret er læst ind"), school.register_at is not None),
                Step(_("Alle klasser har en klasseleder"), school.register_at is not None and school.pk not in without),
                Step(_("Der er valgt en superbruger"), school.pk in helped),
                Step(_("Skemaet er koblet på"), school.pk in timed),
                Step(_("Det første forløb er begyndt"), school.pk in begun),
            )
        )
        for school in schools
    }
