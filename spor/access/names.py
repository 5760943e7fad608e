"""A protected name without an alias is said to those around the pupil, and to nobody else (rights: protected_identity)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Person


def veil(actor: Actor, pupils: Iterable[Person]) -> None:
    """Give those whose name the actor may not read an alias, on these objects alone: «En elev». No query. They are not to be saved."""
    for each in pupils:
        if not each.alias_given_name and is_hidden(actor, each):
            each.alias_given_name, each.alias_family_name = _("En elev"), ""


def is_hidden(actor: Actor, pupil: Person) -> bool:
    """Is the pupil's own name protected, and not for this actor to read?"""
    if not pupil.is_protected or guard.may(actor, "read", "protected_identity", pupil.pk):
        return False
    known = actor.relations
    return pupil.pk not in known.pupils_of("purpose") | known.pupils_of("case")
