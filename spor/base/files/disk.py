"""The folder of contents: `ab/cd/<sha256>`, beside it the previews `<sha256>.480.jpg`. Written whole or not at all.

A content is first written in full, and synced, under a name of its own in `tmp`; only then is it renamed to its place. A lock keeps
the sweep from erasing a content between the moment someone finds it already there and the moment the row that names it exists.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.models import StoredFile


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def folder() -> Path:
    return Path(settings.FILES)


def place(sha256: str, size: int | None = None) -> Path:
    """Where the content lies, or its preview with sides of at most `size` points."""
    return folder() / sha256[:2] / sha256[2:4] / (f"{sha256}.{size}.jpg" if size else sha256)


def path_of(stored: StoredFile, *, size: int | None = None) -> Path:
    """The file on disk: the content, or a picture's preview of `size` (480 or 1600). For makers of PDFs and archives, never an address."""
    return place(stored.sha256, size)


def read(stored: StoredFile, *, size: int | None = None) -> bytes:
    """The bytes of the content or of a preview. Raises FileNotFoundError when the disk has lost them."""
    return path_of(stored, size=size).read_bytes()


def is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def full() -> Refused:
    """The refusal (507) that says there is no room, for whoever finds out."""
    sentence = _(
        "Filen blev ikke gemt, for serveren er løbet tør for plads. Din tekst er her stadig. Prøv igen senere."
    )
    return Refused(sentence, status=507)


@contextlib.contextmanager
def lock(*, alone: bool) -> Iterator[None]:
    """Hold the folder's lock: shared by those who place contents, alone for the one who erases."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def keep(contents: dict[Path, bytes]) -> None:
    """Put each content in its place. Raises Refused (507) when the disk is full, and then leaves nothing behind."""
    written: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            written[target] = _written(content)
        with lock(alone=False):
            for target, temporary in written.items():
                _move(temporary, target)
        for parent in {target.parent for target in contents}:
            _sync_folders(parent)
    except OSError as error:
        if is_full(error):
            raise full() from None
        raise
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _written(content: bytes) -> Path:
    waiting = folder() / "tmp"
    waiting.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=waiting)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _move(temporary: Path, target: Path) -> None:
    """Rename into place. The same content may lie there already: then it is only made young again, so that no sweep takes it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        now = time.time()
        os.utime(target, (now, now))
    else:
        temporary.replace(target)


def _sync_folders(lowest: Path) -> None:
    """A rename lasts through a power cut only when the folder it happened in is synced, and a new folder when its parent is."""
    for path in (lowest, lowest.parent, lowest.parent.parent):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
