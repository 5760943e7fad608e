"""What is done to one run, each in the caller's transaction: staged (and what it takes away closed), and carried out.

Both are done once however often they are asked for, and leave nothing half: the rows of the run say how far it came.
"""

from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.base import clock
from spor.integrations.apply import close, merge
from spor.integrations.diff import Difference
from spor.integrations.importing import planned
from spor.integrations.imports import kept, losses
from spor.integrations.models import (
    ImportApproval,
    ImportClosing,
    ImportDelivery,
    ImportDismissal,
    ImportMerge,
    ImportRun,
    SelfApproval,
)
from spor.integrations.preview import preview
from spor.integrations.refusals import RefusedFile
from spor.integrations.stage import stage
from spor.people import register
from spor.people.models import School


def stage_run(pk: int) -> None:
    """Compare the run with what is held, close what it takes away, and say what waits. What changes nothing is carried out at once."""
    register.lock()
    run = ImportRun.objects.select_for_update().select_related("delivery").get(pk=pk)
    if run.seen or run.trouble or ImportDismissal.objects.filter(run=run).exists():
        return
    try:
        _stage(run)
    except RefusedFile as why:
        run.trouble, run.rows = str(why)[:500], b""
        run.save(update_fields=["trouble", "rows"])


def _stage(run: ImportRun) -> None:
    if newer_of(run):
        raise RefusedFile(_("En nyere fil for skolen er kommet før denne. Den ældre læses ikke ind."))
    difference = _difference(run)
    run.held, run.touched = losses.people_of(difference)
    run.year_before = losses.year_before(difference)
    closed = close(losses.losses_of(difference), actor=None)
    if closed is not None:
        event, count = closed
        ImportClosing.objects.create(run=run, at=event.at, event_id=event.pk, count=count)
        difference = _difference(run)
    _tell(run, difference)
    if _needs_nobody(run, difference):
        ImportApproval.objects.create(run=run, by=None, at=clock.now(), seen=run.seen, is_own=True)
        _carry_out(run, difference, None)


def _difference(run: ImportRun) -> Difference:
    return planned(stage(kept.unpack(run.rows)))


def _tell(run: ImportRun, difference: Difference) -> None:
    """Keep what waits as counts and warnings, and what it is by its fingerprint."""
    report = preview(difference)
    run.school = difference.holding.school
    run.name = report.school[:200]
    run.counts = "\n".join(
        f"{name}={count.added},{count.changed},{count.ended}" for name, count in report.tables.items()
    )
    run.warnings = "\n".join(" ".join(warning.split()) for warning in report.warnings)
    run.seen = losses.fingerprint(difference)
    run.save()


def _needs_nobody(run: ImportRun, difference: Difference) -> bool:
    """Nothing waits; or it came in the night, the municipality has chosen that nights approve themselves, and nothing stands in the way."""
    if run.is_rollover or difference.holding.school is None:
        return False
    if preview(difference).is_empty:
        return True
    is_night = run.delivery.origin == ImportDelivery.Origin.FETCH
    return is_night and not run.is_mass and SelfApproval.objects.filter(to_at=None).exists()


def merge_run(pk: int) -> None:
    """Carry out what was approved. If what waits is no longer what was seen, it is told anew and waits for a new approval."""
    register.lock()
    run = ImportRun.objects.select_for_update().select_related("delivery").get(pk=pk)
    approval = ImportApproval.objects.filter(run=run, seen=run.seen).first()
    if approval is None or run.trouble or ImportMerge.objects.filter(run=run).exists():
        return
    if ImportDismissal.objects.filter(run=run).exists():
        return
    try:
        if newer_of(run):
            raise RefusedFile(_("En nyere fil for skolen er kommet. Godkend den i stedet."))
        difference = _difference(run)
    except RefusedFile as why:
        run.trouble, run.rows = str(why)[:500], b""
        run.save(update_fields=["trouble", "rows"])
        return
    if losses.fingerprint(difference) != run.seen:
        _tell(run, difference)
        return
    _carry_out(run, difference, approval)


def _carry_out(run: ImportRun, difference: Difference, approval: ImportApproval | None) -> None:
    school = difference.holding.school
    before = (school.register_at, school.register_year) if school else (None, None)
    actor = Actor(approval.by_id, clock.now()) if approval and approval.by_id else None
    event = merge(difference, actor=actor)
    ImportMerge.objects.create(
        run=run,
        at=clock.now(),
        event_id=event.pk if event else None,
        register_before_at=before[0],
        year_before=before[1],
    )
    run.school, run.rows = School.objects.get(number=run.number), b""
    run.save(update_fields=["school", "rows"])


def newer_of(run: ImportRun) -> ImportRun | None:
    """The newest run of the same institution whose file is newer, or as new and come later, and still counts."""
    return (
        ImportRun.objects.filter(number=run.number, trouble="", dismissal=None)
        .exclude(undo__isnull=False)
        .exclude(pk=run.pk)
        .filter(exported_at__gte=run.exported_at)
        .exclude(exported_at=run.exported_at, pk__lt=run.pk)
        .first()
    )
