"""When the disk, or the database on it, is full: a clear sentence, and what was typed stays on the page (decision 0013)."""

import errno
from collections.abc import Callable

from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse

from spor.home import resume

# What SQLite and PostgreSQL say when there is no room for a write.
_SENTENCES = ("database or disk is full", "no space left on device", "could not extend file")
_ERRORS = {errno.ENOSPC, errno.EDQUOT}


def is_full(exception: BaseException) -> bool:
    """Whether this error says that there is no room left."""
    if isinstance(exception, OSError):
        return exception.errno in _ERRORS
    said = str(exception).lower()
    return isinstance(exception, OperationalError) and any(sentence in said for sentence in _SENTENCES)


class FullDiskMiddleware:
    """Answers 507 with the typed text. The deed itself was rolled back whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_full(exception):
            return None
        return resume.full_disk_page(request)
