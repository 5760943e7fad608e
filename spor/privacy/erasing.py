"""Erasing: the rows, what others wrote about them and had not sent, what the imports remember, the files and the sessions.

Each function that erases is one transaction; the bytes of the files go once it is committed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from spor.access import events
from spor.access.models import Change, Draft
from spor.base import files
from spor.base.codes import new_code
from spor.base.privacy import PERSON
from spor.people.models import Person
from spor.privacy import declared, tombstones
from spor.privacy.gathering import Gathered, gather, in_pieces, loosened, subjects
from spor.privacy.gathering import files as files_of
from spor.privacy.leaving import ERASED

BLANK_NAME = ("Slettet", "person")


def lock(persons: Collection[int]) -> None:
    """Nobody sets a hold on these persons until the transaction ends, and holds already set are seen after this."""
    list(Person.objects.select_for_update().filter(pk__in=persons).order_by("pk").values_list("pk"))


def erase_rows(
    roots: Iterable[QuerySet[Any]], *, persons: Collection[int] = (), held: Collection[int] = ()
) -> Counter[str]:
    """Erase the rows of `roots` and all that belongs to them. Returns how many of each model. Inside a transaction.

    Raises what `gather` raises, before anything is changed.
    """
    gathered = gather(roots, persons=persons, held=held)
    stored = files_of(gathered)
    _forget(gathered)
    for model, field, ids in loosened(gathered):
        for piece in in_pieces(ids):
            model._base_manager.filter(**{f"{field}__in": piece}).update(**{field: None})
    # The databases check foreign keys when the transaction ends, so the order is free, and what would dangle stops it all.
    for model, ids in gathered.items():
        for piece in in_pieces(ids):
            rows = model._base_manager.filter(pk__in=piece)
            rows._raw_delete(rows.db)
    files.erase(stored)
    return Counter({model._meta.label: len(ids) for model, ids in gathered.items()})


def _forget(gathered: Gathered) -> None:
    """What imports remember of the rows, and unsent texts about them, whoever was writing."""
    for model, ids in gathered.items():
        coded = any(field.name == "code" for field in model._meta.concrete_fields)
        for piece in in_pieces(ids):
            Change.objects.filter(table__in=_names(model), row_id__in=piece).delete()
            if coded:
                codes = model._base_manager.filter(pk__in=piece).values("code")
                Draft.objects.filter(thing_code__in=codes).delete()


def _names(model: type[Model]) -> tuple[str, ...]:
    return model._meta.label_lower, model._meta.label, model._meta.db_table


def blank(persons: Collection[int], now: dt.datetime) -> Counter[str]:
    """Take the names: what goes with the name is erased, and the row stays as «Slettet person», for others' rows point to it.

    Inside a transaction. The code is new too, so that nothing kept elsewhere leads here.
    """
    whole = [each for each in declared.declarations() if each.term is not None and each.term.since == PERSON]
    gone = erase_rows((subjects(each, persons) for each in whole), persons=persons)
    rows = list(Person.objects.filter(pk__in=persons))
    tombstones.note((row.code for row in rows), now)
    _forget({Person: set(persons)})
    for row in rows:
        row.code = new_code()
        row.uniid = f"{ERASED}{row.code}"
        row.given_name, row.family_name = BLANK_NAME
        row.alias_given_name = row.alias_family_name = ""
        row.is_protected, row.born_on = False, None
    fields = ["code", "uniid", "given_name", "family_name", "alias_given_name", "alias_family_name"]
    Person.objects.bulk_update(rows, [*fields, "is_protected", "born_on"])
    gone["people.Person"] += len(rows)
    return gone


@transaction.atomic
def erase_persons(persons: Collection[int], *, held: Collection[int], now: dt.datetime) -> Counter[str]:
    """Erase all that is declared of these persons, now: a request that was granted, or the list after a restore. Those `held` are left."""
    going = set(persons) - set(held)
    lock(going)
    whole = [each for each in declared.declarations() if each.erasure == "delete" and declared.names_person(each)]
    gone = erase_rows((subjects(each, going) for each in whole), persons=going)
    gone.update(blank(going, now))
    if going:
        events.record("erase", actor=None, thing="person", note=f"{len(going)}")
    return gone
