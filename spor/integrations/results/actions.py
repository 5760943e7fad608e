"""A file of results is brought, its columns are chosen, it is read in, and undone again within 14 days."""

import datetime as dt
from collections.abc import Mapping
from typing import IO

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import events
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.evidence.actions.results import keep_results, remove_results
from spor.integrations.models import ResultFile, ResultLine, ResultMapping, ResultReading, ResultUndo
from spor.integrations.results import columns, table
from spor.integrations.results.queries import may_bring, new_results, schools

UNDO = dt.timedelta(days=14)


@transaction.atomic
def bring_file(*, actor: Actor, school: str, upload: IO[bytes], name: str, key: str) -> ResultFile:
    """Keep the file's lines until they are read in. The same key twice is one. Lines that waited for 14 days are erased.

    Raises Refused for a file that is no table, too large or built to harm; Http404 where the actor brings nothing.
    """
    at = next((each for each in schools(actor) if each.code == school), None)
    if at is None or not may_bring(actor):
        raise Http404
    ResultLine.objects.filter(file__at__lt=actor.now - UNDO).delete()
    before = ResultFile.objects.filter(key=key, by=actor.person_id).first()
    if before is not None:
        return before
    found = table.read(upload.read(table.BYTES_MAX + 1))
    file = ResultFile.objects.create(
        school=at,
        by_id=actor.person_id,
        at=actor.now,
        name=name[:200],
        head="\n".join(name or str(number + 1) for number, name in enumerate(found.head)),
        key=key,
    )
    ResultLine.objects.bulk_create(
        ResultLine(file=file, number=line.number, cells="\x1f".join(line.cells)) for line in found.lines
    )
    events.record("bring_file", actor=actor, thing="result_file", code=file.code, note=str(len(found.lines)))
    return file


@transaction.atomic
def choose_columns(*, actor: Actor, file: ResultFile, sent: Mapping[str, str]) -> ResultFile:
    """Say what each column is; remembered for the school's next file with the same columns. The guard has handed out the file."""
    head = file.head.splitlines()
    chosen = columns.chosen(sent, len(head))
    file.columns = chosen.written()
    file.save(update_fields=["columns"])
    if not chosen.lacks:
        remembered = columns.Columns(chosen.at, {k: v for k, v in chosen.fixed.items() if k in ("subject", "kind")})
        ResultMapping.objects.update_or_create(
            school_id=file.school_id,
            fingerprint=columns.fingerprint(head),
            defaults={"columns": remembered.written()},
        )
    events.record("choose_columns", actor=actor, thing="result_file", code=file.code)
    return file


@transaction.atomic
def read_in(*, actor: Actor, file: ResultFile) -> ResultReading:
    """Keep every line that is understood; the others are left out, and all lines are erased. Twice is once.

    Raises Refused where no line is understood.
    """
    ResultFile.objects.select_for_update().get(pk=file.pk)
    before = ResultReading.objects.filter(file=file).first()
    if before is not None:
        return before
    results = new_results(actor, file)
    if not results:
        raise Refused(_("Ingen linje i filen kan hentes ind, som kolonnerne er valgt nu."))
    count = keep_results(actor=actor, results=results, batch=file.code)
    ResultLine.objects.filter(file=file).delete()
    events.record("read_in", actor=actor, thing="result_file", code=file.code, note=str(count))
    return ResultReading.objects.create(file=file, by_id=actor.person_id, at=actor.now, count=count)


@transaction.atomic
def undo_reading(*, actor: Actor, file: ResultFile) -> ResultUndo:
    """Take the results away again, within 14 days. Twice is once. Raises Refused later, and where nothing was read in."""
    reading = ResultReading.objects.select_for_update().filter(file=file).first()
    if reading is None or actor.now - reading.at >= UNDO:
        raise Refused(_("En indlæsning kan fortrydes i 14 dage."), status=409)
    before = ResultUndo.objects.filter(reading=reading).first()
    if before is not None:
        return before
    left = remove_results(actor=actor, batch=file.code)
    events.record("undo_reading", actor=actor, thing="result_file", code=file.code, note=str(left))
    return ResultUndo.objects.create(reading=reading, by_id=actor.person_id, at=actor.now, left=left)
