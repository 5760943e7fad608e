"""What has to go together: from the rows that end, down to every row that belongs to them, as the foreign keys and the declarations say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.db.models import SET_NULL, ForeignKey, ForeignObjectRel, Model, QuerySet

from spor.base.models import StoredFile
from spor.base.privacy import Declaration
from spor.people.models import Person
from spor.privacy import declared

PIECE = 5_000  # ids in one statement


class Entangled(Exception):
    """Rows about somebody else would go along. Nothing is erased, and whoever runs the command is told which."""


Gathered = dict[type[Model], set[int]]


class OnHold(Exception):
    """Rows about somebody held would go along."""


def gather(roots: Iterable[QuerySet[Any]], *, persons: Collection[int] = (), held: Collection[int] = ()) -> Gathered:
    """The ids of all rows that go when `roots` go, by model.

    persons     whose they are: raises Entangled when a row about another pupil is among them
    held        raises OnHold when a row about one of these is among them
    """
    found: Gathered = defaultdict(set)
    waiting: Gathered = defaultdict(set)
    for rows in roots:
        waiting[rows.model] |= set(rows.values_list("pk", flat=True))
    while waiting:
        model, ids = waiting.popitem()
        new = ids - found[model]
        found[model] |= new
        for child, field in _children(model):
            for piece in in_pieces(new):
                below = set(child._base_manager.filter(**{f"{field}__in": piece}).values_list("pk", flat=True))
                if below - found[child]:
                    waiting[child] |= below
        for parent, owned in _owned(model, new):
            waiting[parent] |= owned
    gathered = {model: ids for model, ids in found.items() if ids}
    if persons:
        _stand_alone(gathered, set(persons))
    if held:
        _touches_nobody(gathered, held)
    return gathered


def in_pieces(ids: Collection[int], size: int = PIECE) -> Iterator[list[int]]:
    """The ids in lists that fit into a statement."""
    ordered = sorted(ids)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


def _owned(model: type[Model], ids: Collection[int]) -> Iterator[tuple[type[Model], set[int]]]:
    """The rows that these alone point to, as their declaration says."""
    said = declared.of(model)
    for name in said.owns if said else ():
        parent: Any = model._meta.get_field(name).related_model
        for piece in in_pieces(ids):
            yield parent, set(model._base_manager.filter(pk__in=piece).values_list(name, flat=True)) - {None}


@cache
def _children(model: type[Model]) -> tuple[tuple[type[Model], str], ...]:
    """(model, field): the foreign keys to `model` whose rows belong to its rows."""
    return tuple((child, field) for child, field, is_emptied in _pointing(model) if not is_emptied)


def loosened(gathered: Gathered) -> Iterator[tuple[type[Model], str, set[int]]]:
    """(model, field, ids): the foreign keys that are emptied, since their rows stay."""
    for model, ids in gathered.items():
        yield from ((child, field, ids) for child, field, is_emptied in _pointing(model) if is_emptied)


def _pointing(model: type[Model]) -> Iterator[tuple[type[Model], str, bool]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and isinstance(relation.remote_field, ForeignKey):
            child: Any = relation.related_model
            emptied: Any = relation
            yield child, relation.remote_field.name, emptied.on_delete is SET_NULL


def files(gathered: Gathered) -> set[int]:
    """The stored files that the rows refer to."""
    found: set[int] = set()
    for model, ids in gathered.items():
        names = [field.name for field in model._meta.concrete_fields if field.related_model is StoredFile]
        for name in names:
            for piece in in_pieces(ids):
                rows = model._base_manager.filter(**{"pk__in": piece, f"{name}__isnull": False})
                found |= set(rows.values_list(name, flat=True))
    return found


def subjects(declaration: Declaration, persons: Collection[int]) -> QuerySet[Any]:
    """The rows of a declared model that are about these persons; of those about several at once, the ones that are about nobody else."""
    model = declared.model_of(declaration)
    if model is Person:
        return model._base_manager.filter(pk__in=persons)
    about = model._base_manager.filter(**{f"{declaration.subject}__in": persons})
    if declared.is_shared(declaration):
        others = model._base_manager.exclude(**{f"{declaration.subject}__isnull": True})
        kept = [
            one
            for one, whose in others.filter(pk__in=about).values_list("pk", declaration.subject)
            if whose not in persons
        ]
        return model._base_manager.filter(pk__in=about.values("pk")).exclude(pk__in=kept)
    return about


def _stand_alone(gathered: Gathered, persons: set[int]) -> None:
    """Nothing about a pupil who is not among `persons` may be in it."""
    for model, ids in gathered.items():
        said = declared.of(model)
        if said is None or not said.subject.endswith("pupil") or declared.is_shared(said):
            continue
        for piece in in_pieces(ids):
            rows = model._base_manager.filter(pk__in=piece)
            if set(rows.values_list(said.subject, flat=True).distinct()) - persons:
                raise Entangled(f"{said.model}: rows about another pupil would go along")


def _touches_nobody(gathered: Gathered, held: Collection[int]) -> None:
    for model, ids in gathered.items():
        said = declared.of(model)
        if said is None or not declared.names_person(said) or declared.is_shared(said):
            continue
        whose = "pk" if model is Person else said.subject
        for piece in in_pieces(ids):
            if model._base_manager.filter(**{"pk__in": piece, f"{whose}__in": held}).exists():
                raise OnHold(said.model)
