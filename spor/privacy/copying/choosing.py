"""Which rows stand in a copy, by the declarations and the table of rights alone (decision 0067)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from spor.access import guard
from spor.access import reach as reaches
from spor.access.actor import Actor
from spor.base.privacy import Declaration
from spor.people.models import Guardianship, Person
from spor.privacy import declared


@dataclass(frozen=True)
class Asker:
    """Who gets the copy. `actor` is the person themself or a guardian; None: somebody at the municipality who judges it.

    `is_judged`: the whole of it, after a person has looked through it.
    """

    actor: Actor | None
    is_judged: bool


def chosen(person: Person, asker: Asker) -> Iterator[tuple[Declaration, QuerySet[Any]]]:
    """(declaration, rows) of all that is declared and may be told, those without a row too."""
    for each in declared.declarations():
        if declared.names_person(each):
            yield each, rows(each, person, asker).order_by("pk").distinct()


def rows(each: Declaration, person: Person, asker: Asker) -> QuerySet[Any]:
    """The rows of one declared model about the person that this asker is told."""
    model = declared.model_of(each)
    about = Q(pk=person.pk) if model is Person else Q(**{each.subject: person.pk})
    found: QuerySet[Any] = model._base_manager.filter(about)
    if asker.is_judged and (asker.actor is None or each.told != "chosen"):
        return _without_the_other_home(found, person, asker.actor)
    if each.told == "judged":
        return found.none()
    if each.told == "subject" or asker.actor is None:
        return found
    return found.filter(pk__in=_readable(model, asker.actor).values("pk"))


def _readable(model: type[Model], actor: Actor) -> QuerySet[Any]:
    """The rows that the actor may read on pages; of a model without rights of its own, those that belong to such rows; else none."""
    try:
        reaches.of(model)
    except KeyError:
        each = declared.of(model)
        if each is None or not declared.names_person(each):
            return model._base_manager.none()
        step = each.subject.split("__")[0]
        parent: Any = next(declared.steps(model, step)).related_model
        if parent is None or parent is Person:
            return model._base_manager.none()
        return model._base_manager.filter(**{f"{step}__in": _readable(parent, actor)})
    return guard.visible(actor, model)


def _without_the_other_home(found: QuerySet[Any], person: Person, actor: Actor | None) -> QuerySet[Any]:
    """For a guardian: without what another guardian wrote to the school alone (decision 0006)."""
    names = {field.name for field in found.model._meta.concrete_fields}
    if actor is None or actor.person_id == person.pk or "by" not in names:
        return found
    others = Guardianship.objects.filter(pupil=person).exclude(guardian=actor.person_id).values("guardian")
    return found.exclude(Q(by__in=others) & ~Q(pk__in=_readable(found.model, actor).values("pk")))
