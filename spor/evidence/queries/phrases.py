"""A teacher's own standing sentences."""

from spor.access.actor import Actor
from spor.evidence.models import Phrase


def phrases(actor: Actor) -> list[Phrase]:
    """The actor's own, in the order they were made. One query."""
    return list(Phrase.objects.filter(owner=actor.person_id).order_by("at", "pk"))
