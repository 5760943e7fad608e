"""What a deed needs before it asks its own right: the pupil by code, and the subject a text is about."""

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Subject
from spor.people.models import Person


def pupil_for_deed(actor: Actor, code: str) -> Person:
    """The pupil whose plan the actor may read; 404 and 403 as the page itself. Nothing is recorded: the deed records its event."""
    found = guard.visible(actor, Person, thing="plan_live").filter(code=code).first()
    return found or guard.get_or_404(actor, Person, code, thing="plan_live")


def subject_by_code(code: str) -> Subject | None:
    """The subject, or None for the common section (a blank code). Http404 for an unknown one."""
    if not code:
        return None
    found = Subject.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found
