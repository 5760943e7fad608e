"""Work on a delivery in slices: an institution a slice, each in a transaction of its own together with the count and the lease.

A worker that is killed leaves the old state and a lease that runs out; whoever takes the job up next goes on where it was.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q

from spor.access import row_lock
from spor.base import clock
from spor.integrations.imports import engine
from spor.integrations.models import ImportRun, Job
from spor.people import register

LEASE = dt.timedelta(minutes=10)  # the longest a slice may take
WAIT = 2.0  # seconds that a page waits for work that is soon done
_log = logging.getLogger(__name__)

Slice = Callable[[int], None]


def add_job(kind: str, thing: str, total: int) -> Job:
    """The open job of this kind about the thing, in the caller's transaction. Asked for again while it is open, it has more to do."""
    job, is_new = Job.objects.select_for_update().get_or_create(
        kind=kind, thing=thing, ended_at=None, defaults={"total": total, "made_at": clock.now()}
    )
    if not is_new:
        job.total = job.done + total
        job.save(update_fields=["total"])
    transaction.on_commit(lambda: _begin(job.pk))
    return job


def _begin(pk: int) -> None:
    """Begin at once, beside the request; where the database's second lock is on, the owner's worker does it (decision 0045)."""
    if row_lock.is_on():
        return
    if settings.JOBS_BESIDE_REQUESTS:
        worker = threading.Thread(target=_beside, args=(pk,), daemon=True, name=f"job-{pk}")
        worker.start()
        worker.join(WAIT)
    else:
        work_on(pk)


def _beside(pk: int) -> None:
    try:
        work_on(pk)
    except Exception:
        _log.exception("a job stopped; it is taken up again")
    finally:
        connection.close()
        close_old_connections()


def work_on(pk: int) -> bool:
    """Do slices until none is left or somebody else has taken the job up. False where somebody is at it."""
    fence = _take(pk)
    if fence is None:
        return False
    while _slice(pk, fence):
        pass
    return True


def work_on_all() -> int:
    """Take up every job that nobody is at. Returns how many were."""
    free = Job.objects.filter(Q(leased_until_at=None) | Q(leased_until_at__lte=clock.now()), ended_at=None)
    return sum(work_on(pk) for pk in list(free.order_by("pk").values_list("pk", flat=True)))


def _take(pk: int) -> int | None:
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=pk, ended_at=None).first()
        now = clock.now()
        if job is None or (job.leased_until_at and job.leased_until_at > now):
            return None
        Job.objects.filter(pk=pk).update(fence=F("fence") + 1, leased_until_at=now + LEASE)
        return job.fence + 1


def _slice(pk: int, fence: int) -> bool:
    """One institution; True while there may be more. The job's row is held throughout, so two never do the same."""
    with transaction.atomic():
        register.lock()  # before the job's row, as the deeds do: nobody waits for each other
        job = Job.objects.select_for_update().get(pk=pk)
        if job.fence != fence or job.ended_at:
            return False
        run = _next(job)
        if run is None:
            job.ended_at, job.leased_until_at = clock.now(), None
            job.save(update_fields=["ended_at", "leased_until_at"])
            return False
        _WORK[job.kind](run)
        job.done, job.leased_until_at = job.done + 1, clock.now() + LEASE
        job.save(update_fields=["done", "leased_until_at"])
        return True


def _next(job: Job) -> int | None:
    runs = ImportRun.objects.filter(delivery__code=job.thing, trouble="", dismissal=None, merge=None)
    runs = runs.filter(seen="") if job.kind == "stage" else runs.filter(approvals__seen=F("seen")).exclude(seen="")
    return runs.order_by("pk").values_list("pk", flat=True).first()


_WORK: dict[str, Slice] = {"stage": engine.stage_run, "merge": engine.merge_run}
