"""An assignment that nobody has handed in is taken away, and put back."""

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.teaching.models import Assignment


@transaction.atomic
def remove_assignment(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Take an assignment of the actor's own run away from everybody. What pupils have begun stays theirs. Doubled it is once.

    Its lock is the one that hand-ins wait for, so that a hand-in comes either before, and then stops it, or is refused after it.
    """
    locked = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    guard.require(actor, "delete", locked)
    if locked.removed_at is None:
        locked.removed_at = actor.now
        locked.save(update_fields=["removed_at"])
        events.record("remove_assignment", actor=actor, thing="assignment", code=locked.code)
    return locked


@transaction.atomic
def put_back(*, actor: Actor, assignment: Assignment) -> Assignment:
    """The assignment is there again. Doubled it is once."""
    guard.require(actor, "delete", assignment)
    if assignment.removed_at is not None:
        assignment.removed_at = None
        assignment.save(update_fields=["removed_at"])
        events.record("put_back_assignment", actor=actor, thing="assignment", code=assignment.code)
    return assignment
