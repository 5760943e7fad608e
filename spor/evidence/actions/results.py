"""Results that came by file are kept as spor, and taken away again when the file is undone."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base import clock
from spor.evidence import versions
from spor.evidence.models import Result, Trace
from spor.evidence.queries.results import NewResult, known_keys, pupils_to_bring_for


@transaction.atomic
def keep_results(*, actor: Actor, results: Sequence[NewResult], batch: str) -> int:
    """Keep each result as a spor of its pupil; one that is there already stays one. Returns how many came.

    batch  the code of the file, by which `remove_results` finds them
    A pupil whose results in that subject are not the actor's to bring stops all of it.
    """
    _require_all(actor, results)
    known = known_keys([each.key for each in results])
    fresh = list({each.key: each for each in results if each.key not in known}.values())
    schools = versions.present_schools(actor, [each.pupil.pk for each in fresh])
    made = Result.objects.bulk_create(
        Result(
            kind=each.kind,
            title=each.title,
            value=each.value,
            on=each.on,
            by_id=actor.person_id,
            at=actor.now,
            batch=batch,
            key=each.key,
        )
        for each in fresh
    )
    Trace.objects.bulk_create(
        Trace(
            pupil=each.pupil,
            kind=Trace.Kind.RESULT,
            at=clock.start_of_day(each.on) + dt.timedelta(hours=12),
            author_id=actor.person_id,
            subject=each.subject,
            made_at_school_id=schools.get(each.pupil.pk),
            result=result,
        )
        for each, result in zip(fresh, made, strict=True)
    )
    events.record("keep_results", actor=actor, thing="test_result", code=batch, note=str(len(fresh)))
    return len(fresh)


def _require_all(actor: Actor, results: Sequence[NewResult]) -> None:
    """Each pupil's results in that subject must be the actor's to bring."""
    by_subject = {each.subject.pk: each.subject for each in results}
    for pk, subject in by_subject.items():
        wanted = {each.pupil.pk: each.pupil for each in results if each.subject.pk == pk}
        mine = set(pupils_to_bring_for(actor, subject).filter(pk__in=wanted).values_list("pk", flat=True))
        for pupil_id in set(wanted) - mine:
            guard.require(actor, "bring", wanted[pupil_id], name="test_result")


@transaction.atomic
def remove_results(*, actor: Actor, batch: str) -> int:
    """Take the results of a file away again. Those that somebody has built on stay. Returns how many stay."""
    traces = list(Trace.objects.filter(result__batch=batch))
    for trace in traces:
        guard.require(actor, "bring", trace, name="test_result")
    kept = _built_on([trace.pk for trace in traces])
    gone = [trace for trace in traces if trace.pk not in kept]
    Trace.objects.filter(pk__in=[trace.pk for trace in gone]).delete()
    Result.objects.filter(pk__in=[trace.result_id for trace in gone]).delete()
    left = len(kept)
    events.record("remove_results", actor=actor, thing="test_result", code=batch, note=str(left))
    return left


def _built_on(ids: list[int]) -> set[int]:
    """Those of the traces that something refers to: a pupil chose or thought of it, a sentence or a shared copy stands on it."""
    found: set[int] = set()
    for relation in Trace._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": ids})
        found |= set(rows.values_list(relation.field.name, flat=True))
    return found
