"""Retention that runs by itself: what the declarations say, carried out in batches, each a transaction. A hold beats all of it.

Nothing remembers how far a run came: what is due follows from the dates, so a run after a crash goes on, and a second one finds nothing.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from spor.access import events, holds
from spor.base import clock
from spor.base.privacy import LEFT, Declaration
from spor.people.models import Person
from spor.privacy import declared
from spor.privacy.erasing import blank, erase_rows, lock
from spor.privacy.gathering import OnHold, in_pieces, subjects
from spor.privacy.leaving import ERASED, Leaver, leavers

PERSONS = 20  # in one transaction
ROWS = 2_000


@dataclass
class Report:
    """What went (or would go), by model, how many names were taken, and how many were left because of a hold."""

    gone: Counter[str] = field(default_factory=Counter)
    held: int = 0

    def add(self, gone: Counter[str]) -> None:
        self.gone.update({label: count for label, count in gone.items() if count})


def by_row() -> list[Declaration]:
    """The declarations whose rows end by a date of their own."""
    return [each for each in _counted() if each.term and each.term.since != LEFT]


def by_leaving() -> list[Declaration]:
    """Those whose rows end so long after the person left."""
    return [each for each in _counted() if each.term and each.term.since == LEFT]


def _counted() -> list[Declaration]:
    return [each for each in declared.declarations() if each.term is not None and each.term.is_counted]


def due(now: dt.datetime) -> Report:
    """What `retain` would erase now, as rows whose own time is up; what belongs to them goes along. Changes nothing."""
    report = Report()
    held = holds.held(now)
    for each in by_row():
        report.gone[each.model] += _rows_up(each, now, held).count()
    gone = leavers(clock.today(now))
    for each, persons in _due_by_leaving(gone, now).items():
        report.held += len(persons & held) if each.model == "people.Person" else 0
        for piece in in_pieces(persons - held):
            report.gone[each.model] += subjects(each, piece).count()
    report.gone = +report.gone
    return report


def retain(now: dt.datetime) -> Report:
    """Erase what is due. Safe beside the pages, and beside another run."""
    report = Report()
    for each in by_row():
        for ids in _batches(each, now):
            _halved(ids, partial(_erase_by_row, each, now), report)
    gone = leavers(clock.today(now))
    going = sorted(set().union(*_due_by_leaving(gone, now).values()))
    for start in range(0, len(going), PERSONS):
        _halved(going[start : start + PERSONS], partial(_erase_by_leaving, now), report)
    return report


def _halved(ids: list[int], erase: Callable[[list[int]], Counter[str]], report: Report) -> None:
    """Erase all, or each half of them, down to the one that a hold keeps."""
    try:
        report.add(erase(ids))
    except OnHold:
        if len(ids) == 1:
            report.held += 1
            return
        middle = len(ids) // 2
        _halved(ids[:middle], erase, report)
        _halved(ids[middle:], erase, report)


def _rows_up(each: Declaration, now: dt.datetime, held: Collection[int]) -> QuerySet[Any]:
    rows = declared.model_of(each)._base_manager.filter(**declared.is_up(each, clock.today(now)))
    if held and declared.names_person(each):
        rows = rows.exclude(**{f"{each.subject}__in": held})
    return rows


def _batches(each: Declaration, now: dt.datetime) -> Iterator[list[int]]:
    """The ids of what was due when the run began: what it records of itself is for another night."""
    last = 0
    up = _rows_up(each, now, ()).order_by("pk").values_list("pk", flat=True)
    newest = up.last() or 0
    while ids := list(up.filter(pk__gt=last, pk__lte=newest)[:ROWS]):
        last = ids[-1]
        yield ids


@transaction.atomic
def _erase_by_row(each: Declaration, now: dt.datetime, ids: list[int]) -> Counter[str]:
    model = declared.model_of(each)
    if declared.names_person(each):
        rows = model._base_manager.filter(pk__in=ids, **{f"{each.subject}__isnull": False})
        lock(set(rows.values_list(each.subject, flat=True)))
    held = holds.held(now)
    gone = erase_rows([_rows_up(each, now, held).filter(pk__in=ids)], held=held)
    _tell(gone)
    return gone


def _due_by_leaving(gone: dict[int, Leaver], now: dt.datetime) -> dict[Declaration, set[int]]:
    """Whose rows are due, by declaration: only those who have any, so that a run costs by what there is to do."""
    found = {}
    for each in by_leaving():
        persons = _past(each, gone.values(), now)
        model = declared.model_of(each)
        some: set[int] = set()
        for piece in in_pieces(persons):
            if model is Person:
                named = Person.objects.filter(pk__in=piece).exclude(uniid__startswith=ERASED)
                some |= set(named.values_list("pk", flat=True))
            else:
                rows = model._base_manager.filter(**{f"{each.subject}__in": piece})
                some |= set(rows.values_list(each.subject, flat=True).distinct()) & persons
        found[each] = some
    return found


def _past(each: Declaration, gone: Collection[Leaver], now: dt.datetime) -> set[int]:
    if each.term is None:
        return set()
    last = {is_pupil: declared.cutoff(each.term, clock.today(now), is_pupil=is_pupil) for is_pupil in (True, False)}
    return {one.person_id for one in gone if one.on <= last[one.is_pupil]}


@transaction.atomic
def _erase_by_leaving(now: dt.datetime, persons: list[int]) -> Counter[str]:
    """Asked again inside the transaction: somebody may have come back, or been held, since the run began."""
    lock(persons)
    held = holds.held(now)
    if held & set(persons) and len(persons) > 1:
        raise OnHold
    gone = leavers(clock.today(now), Person.objects.filter(pk__in=set(persons) - held))
    whose = _due_by_leaving(gone, now)
    named = next((some for each, some in whose.items() if each.model == "people.Person"), set())
    roots = [subjects(each, some) for each, some in whose.items() if some and each.erasure == "delete"]
    if held & set(persons):
        raise OnHold
    erased = erase_rows(roots, persons=persons, held=held)
    if named:
        erased.update(blank(named, now))
    _tell(erased)
    return erased


def _tell(gone: Counter[str]) -> None:
    if count := sum(gone.values()):
        events.record("retain", actor=None, thing="person", note=str(count))
