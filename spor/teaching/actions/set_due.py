"""An assignment gets another date. Typed once here, seen everywhere."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.schoolyear import week_of
from spor.teaching.models import Assignment, WeekWords


@transaction.atomic
def set_due(*, actor: Actor, assignment: Assignment, due_on: dt.date | None) -> Assignment:
    """Move the hand-in date, or take it away with None. Refused outside the run and its following month."""
    guard.require(actor, "write", assignment)
    run = assignment.run
    if due_on is not None and not run.starts_on <= due_on <= run.ends_on + dt.timedelta(days=31):
        raise Refused(_("Datoen ligger uden for forløbet. Vælg en dag i forløbets uger."), field="due_on")
    assignment.due_on = due_on
    assignment.save(update_fields=["due_on"])
    if due_on is not None:  # what is said of it in the week plan goes along
        WeekWords.objects.filter(assignment=assignment).update(day=due_on, monday_on=week_of(due_on).monday)
    events.record("set_due", actor=actor, thing="assignment", code=assignment.code)
    return assignment
