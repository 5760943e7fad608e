"""Keeping what Spor makes itself: a PDF, an archive. Nothing is cleaned, for nobody handed it in."""

import datetime as dt

from spor.base.files import disk
from spor.base.files.formats import PDF, Format
from spor.base.models import StoredFile


def keep_made(content: bytes, *, name: str, now: dt.datetime, form: Format = PDF) -> StoredFile:
    """Put the content on the disk and return its new row. Raises Refused (507) when the disk is full, and then nothing is kept."""
    sha256 = disk.digest(content)
    disk.keep({disk.place(sha256): content})
    return StoredFile.objects.create(
        sha256=sha256, kind=form.kind, media_type=form.media_type, size=len(content), name=name[:200], stored_at=now
    )
