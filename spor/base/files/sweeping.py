"""Erasing what nobody refers to: rows first, then contents that no row names. Deleting a row is not enough; the bytes must go too."""

import datetime as dt
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet
from django.db.models.deletion import ProtectedError

from spor.base.files import disk
from spor.base.models import StoredFile

# A form can stand open for a day between its upload and the row that refers to it.
GRACE = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Swept:
    """How many rows and files were erased, and how many bytes that freed."""

    rows: int
    files: int
    bytes: int


def sweep(now: dt.datetime) -> Swept:
    """Erase stored files that no row has referred to for a day, and the contents that no stored file names.

    Safe beside uploads: a content is only erased when it has lain untouched for a day by the disk's own clock, which is not the demo's.
    """
    rows = sum(_is_erased(stored) for stored in unreferred(now))
    files = freed = 0
    for path in _old_contents():
        size = path.stat().st_size
        if _is_unlinked(path):
            files, freed = files + 1, freed + size
    return Swept(rows, files, freed)


def erase(stored: Collection[int]) -> None:
    """Erase those of these stored files that nothing refers to any more, without the day of grace. Inside a transaction.

    The contents go when it is committed, unless another stored file has the same.
    """
    if not stored:
        return
    gone = list(_without_referrer(StoredFile.objects.filter(pk__in=stored)))
    StoredFile.objects.filter(pk__in=[each.pk for each in gone]).delete()
    digests = sorted({each.sha256 for each in gone})
    transaction.on_commit(lambda: _unlink(digests))


def _unlink(digests: Iterable[str]) -> None:
    with disk.lock(alone=True):
        for digest in digests:
            place = disk.place(digest)
            if not _is_named(place):
                for path in place.parent.glob(f"{digest}*"):
                    path.unlink(missing_ok=True)


def unreferred(now: dt.datetime) -> QuerySet[StoredFile]:
    """Stored files older than a day that no row of any model refers to."""
    return _without_referrer(StoredFile.objects.filter(stored_at__lt=now - GRACE))


def _without_referrer(found: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):  # one-to-one too; a many-to-many is seen by the foreign key of its table
            referring = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.exclude(Exists(referring))
    return found


def _is_erased(stored: StoredFile) -> bool:
    """Whether the row could go. Someone may have referred to it since it was found; then it stays."""
    try:
        with transaction.atomic():
            return stored.delete()[0] == 1
    except (ProtectedError, IntegrityError):
        return False


def _old_contents() -> Iterator[Path]:
    """Contents, previews and half-written files that have lain untouched for a day."""
    for path in disk.folder().glob("*/**/*"):
        if path.is_file() and _is_old(path):
            yield path


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > GRACE.total_seconds()


def _is_unlinked(path: Path) -> bool:
    """Erase the file if no row names its content. Asked again alone with the folder: an upload may just have found the content there."""
    with disk.lock(alone=True):
        if not path.exists() or not _is_old(path) or _is_named(path):
            return False
        path.unlink()
        return True


def _is_named(path: Path) -> bool:
    return StoredFile.objects.filter(sha256=path.name.partition(".")[0]).exists()
