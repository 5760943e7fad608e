"""Whose copy the actor may take: their own, their children's."""

from dataclasses import dataclass

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Person, School


@dataclass(frozen=True)
class Mine:
    """One person a copy may be about. `can_take`: now, in this session."""

    person: Person
    is_self: bool
    can_take: bool


def mine(actor: Actor) -> list[Mine]:
    """The actor first, then their children by name. A child under the age has the home to ask for it, and is not told of a button."""
    children = actor.relations.pupils_of("guardian") - actor.relations.pupils_of("restricted")
    ids = {actor.person_id, *children}
    may = set(
        guard.visible(actor, Person, "export_all", thing="pupil_record").filter(pk__in=ids).values_list("pk", flat=True)
    )
    people = guard.visible(actor, Person).filter(pk__in=ids)
    found = [Mine(each, each.pk == actor.person_id, each.pk in may) for each in people]
    return sorted(found, key=lambda one: (not one.is_self, one.person.name))


def require_record(actor: Actor) -> None:
    """Http404 for whoever may not read the record of processing."""
    if guard.rule(actor, School, "read", "processing_record") is None:
        raise Http404
