"""A delivery is received, its runs are approved, dismissed and undone; and the municipality says whether nights approve themselves."""

import hashlib
from collections.abc import Container, Iterable, Sequence

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.access.models import Event
from spor.access.register import record_changes
from spor.base import clock
from spor.base.errors import Refused
from spor.integrations.imports import jobs, kept
from spor.integrations.imports.engine import newer_of
from spor.integrations.imports.undo import put_back
from spor.integrations.models import (
    KEPT,
    ImportApproval,
    ImportDelivery,
    ImportDismissal,
    ImportMerge,
    ImportRun,
    ImportUndo,
    SelfApproval,
)
from spor.integrations.reading import read_source
from spor.integrations.stage import stage
from spor.people import register
from spor.people.models import Post, School, live


@transaction.atomic
def receive(
    *, actor: Actor | None, sources: Sequence[tuple[str, bytes]], origin: str = ImportDelivery.Origin.UPLOAD
) -> ImportDelivery:
    """Read the files and begin to compare them in the background: one run an institution. The same content again is the same delivery.

    actor    the municipality's administrator; None is the command line or the night
    sources  (name, content) of each file
    Raises RefusedFile where one of them cannot be trusted; then none was received.
    """
    _only_administrators(actor)
    register.lock()
    fingerprint = _fingerprint(content for _name, content in sources)
    if (before := _known(fingerprint)) is not None:
        return before
    files = [file for name, content in sources for file in read_source(content, name)]
    for file in files:
        stage(file)  # what contradicts itself is refused before anything is kept
    now = actor.now if actor else clock.now()
    ImportRun.objects.filter(delivery__at__lt=now - KEPT).exclude(rows=b"").update(rows=b"")
    delivery = ImportDelivery.objects.create(
        by_id=actor.person_id if actor else None,
        at=now,
        origin=origin,
        name=", ".join(name for name, _content in sources)[:200],
        fingerprint=fingerprint,
    )
    ImportRun.objects.bulk_create(
        ImportRun(
            delivery=delivery,
            number=file.number,
            name=(file.name or file.number)[:200],
            exported_at=file.exported_at,
            school_year=stage(file).school_year,
            rows=kept.keep(file),
        )
        for file in files
    )
    events.record("receive", actor=actor, thing="import_delivery", code=delivery.code, note=str(len(files)))
    jobs.add_job("stage", delivery.code, len(files))
    return delivery


def _fingerprint(contents: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(sorted(hashlib.sha256(content).digest() for content in contents))).hexdigest()


def _only_administrators(actor: Actor | None) -> None:
    if actor is not None and not ("municipal_admin" in actor.relations.municipal and actor.mfa):
        raise Http404


def _known(fingerprint: str) -> ImportDelivery | None:
    """A delivery of the same content of which something still stands or waits."""
    stands = ImportRun.objects.filter(trouble="", dismissal=None, undo=None, delivery__fingerprint=fingerprint)
    run = stands.exclude(rows=b"", merge=None).select_related("delivery").order_by("-pk").first()
    return run.delivery if run else None


@transaction.atomic
def approve(
    *,
    actor: Actor | None,
    runs: Iterable[tuple[ImportRun, str]],
    large: Container[str] = (),
    is_rollover: bool = False,
) -> int:
    """Say yes to what was seen of each run, and begin to carry it out. Said already is said once; returns how many were.

    runs   each with the fingerprint of what was shown
    large  codes of the runs of which it was said that more than half of the persons are to change
    Raises Refused (409) where what waits is no longer what was seen, or the run is decided, overtaken or locked by the school year.
    """
    register.lock()
    deliveries: dict[str, int] = {}
    for given, seen in runs:
        run = ImportRun.objects.select_related("delivery", "merge", "dismissal").get(pk=given.pk)
        if actor is not None:
            guard.require(actor, "roll" if is_rollover else "run", run)
        if getattr(run, "merge", None) is not None or ImportApproval.objects.filter(run=run, seen=run.seen).exists():
            continue
        _may_be_approved(run, seen, is_rollover=is_rollover)
        if run.is_mass and not is_rollover and run.code not in large:
            words = _("Mere end halvdelen på %(school)s ændres. Sæt kryds ved, at det er meningen.")
            raise Refused(words % {"school": run.name}, status=409)
        by, at = (actor.person_id, actor.now) if actor else (None, clock.now())
        ImportApproval.objects.create(run=run, by_id=by, at=at, seen=run.seen)
        deliveries[run.delivery.code] = deliveries.get(run.delivery.code, 0) + 1
    for code, count in deliveries.items():
        jobs.add_job("merge", code, count)
    count = sum(deliveries.values())
    events.record("approve", actor=actor, thing="import_run", note=str(count))
    return count


def _may_be_approved(run: ImportRun, seen: str, *, is_rollover: bool) -> None:
    if run.trouble or not run.rows or getattr(run, "dismissal", None) is not None:
        raise Refused(_("%(school)s venter ikke længere.") % {"school": run.name}, status=409)
    if newer_of(run):
        raise Refused(
            _("En nyere fil for %(school)s er kommet. Godkend den i stedet.") % {"school": run.name}, status=409
        )
    if run.is_rollover and not is_rollover:
        words = _("%(school)s skifter skoleår. Se skolens side igennem, og begynd skoleåret der.")
        raise Refused(words % {"school": run.name}, status=409)
    if not run.seen or run.seen != seen:
        words = _("Der er sket noget på %(school)s, siden du så siden. Se ændringerne igen.")
        raise Refused(words % {"school": run.name}, status=409)


@transaction.atomic
def dismiss(*, actor: Actor | None, run: ImportRun) -> None:
    """Say no to what waits. What the file took away stays away. Said already is said once."""
    if actor is not None:
        guard.require(actor, "run", run)
    register.lock()
    run = ImportRun.objects.select_related("merge", "dismissal").get(pk=run.pk)
    if getattr(run, "merge", None) is not None:
        raise Refused(_("%(school)s er læst ind. Fortryd i stedet.") % {"school": run.name}, status=409)
    if getattr(run, "dismissal", None) is None:
        by, at = (actor.person_id, actor.now) if actor else (None, clock.now())
        ImportDismissal.objects.create(run=run, by_id=by, at=at)
        ImportRun.objects.filter(pk=run.pk).update(rows=b"")
        events.record("dismiss", actor=actor, thing="import_run", code=run.code)


@transaction.atomic
def undo(*, actor: Actor | None, run: ImportRun) -> ImportUndo:
    """Put back what the run changed, what it took away too. Done already is done once.

    Raises Refused (409) after 14 days, where a newer file or something made at the school builds on it, and for the administrator who
    approved while there is another to ask.
    """
    if actor is not None:
        guard.require(actor, "undo", run)
    register.lock()
    merge = ImportMerge.objects.filter(run=run.pk).first()
    before = ImportUndo.objects.filter(run=run.pk).first()
    if before is not None:
        return before
    now = actor.now if actor else clock.now()
    closings = list(run.closings.order_by("pk"))
    done_at = merge.at if merge else closings[0].at if closings else None
    if done_at is None or now - done_at >= KEPT:
        raise Refused(_("En indlæsning kan fortrydes i 14 dage."), status=409)
    ids = [closing.event_id for closing in closings] + ([merge.event_id] if merge and merge.event_id else [])
    _is_last(run, ids)
    _second_person(actor, run)
    undone = put_back(ids, clock.today(now))
    if merge is not None:
        School.objects.filter(number=run.number).update(
            register_at=merge.register_before_at, register_year=merge.year_before
        )
    ImportRun.objects.filter(pk=run.pk).update(rows=b"")
    event = events.record("undo_import", actor=actor, thing="school", code=run.school.code if run.school else "")
    record_changes(event, undone.changes)
    return ImportUndo.objects.create(run=run, by_id=actor.person_id if actor else None, at=now, left=undone.left)


def _is_last(run: ImportRun, ids: list[int]) -> None:
    """Nothing of the register has been read in for the school since, from the page, the night or the command line."""
    code = run.school.code if run.school else ""
    undone = ImportRun.objects.filter(number=run.number, undo__isnull=False)
    known = [*undone.values_list("merge__event_id", flat=True), *undone.values_list("closings__event_id", flat=True)]
    since = Event.objects.filter(
        thing="school", thing_code=code, deed__in=("import_register", "import_losses"), pk__gt=max(ids, default=0)
    ).exclude(pk__in=[event for event in known if event])
    later = ImportMerge.objects.filter(run__number=run.number, run__undo=None, run__pk__gt=run.pk)
    if since.exists() or later.exists():
        words = _("%(school)s er læst ind igen siden. Kun den seneste indlæsning kan fortrydes.")
        raise Refused(words % {"school": run.name}, status=409)


def _second_person(actor: Actor | None, run: ImportRun) -> None:
    """Whoever approved asks a colleague to undo it, where the municipality has another administrator."""
    if actor is None or not ImportApproval.objects.filter(run=run, by=actor.person_id).exists():
        return
    others = Post.objects.filter(live(actor.today), role=Post.Role.MUNICIPAL_ADMIN).exclude(person=actor.person_id)
    other = others.select_related("person").order_by("pk").first()
    if other is not None:
        words = _("Du godkendte selv indlæsningen. Bed %(name)s om at fortryde den.")
        raise Refused(words % {"name": other.person.first_name}, status=409)


@transaction.atomic
def let_nights_approve(*, actor: Actor, is_wanted: bool) -> None:
    """From now on the night's changes approve themselves, or no longer do. Said already is said once."""
    _only_administrators(actor)
    register.lock()
    open_now = SelfApproval.objects.filter(to_at=None)
    if is_wanted and not open_now.exists():
        SelfApproval.objects.create(by_id=actor.person_id, from_at=actor.now)
    elif not is_wanted:
        open_now.update(to_at=actor.now)
    events.record("let_nights_approve", actor=actor, thing="import_run", note="on" if is_wanted else "off")
