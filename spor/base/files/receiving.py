"""Receiving a post, as an entry of FILE_UPLOAD_HANDLERS: a file above the limit is read past, not kept, so that two gigabytes fill
neither disk nor memory.

The rest of the post is read as usual. The page therefore answers with every typed word in place and the sentence that `store` gives.
"""

import contextlib
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from spor.base.files.disk import is_full

# One post may bring several files; together they may take this many times the limit of one.
FILES_A_POST = 4


class DroppedUpload(UploadedFile):  # type: ignore[type-arg] # generic in the stubs only
    """What stands in `request.FILES` for a file that was read past: its name and true size, and no content."""

    def __init__(self, name: str, size: int, *, is_disk_full: bool) -> None:
        super().__init__(ContentFile(b"").file, name, "application/octet-stream", size)
        self.is_disk_full = is_disk_full


class LimitedUpload(TemporaryFileUploadHandler):
    """Django's handler of larger files with a limit. Stands after MemoryFileUploadHandler, which takes the small posts."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room = FILES_A_POST * settings.FILE_MAX_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.received = 0
        self.is_dropped = self.is_disk_full = False
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._stop(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.is_dropped:
            return
        if self.received > min(settings.FILE_MAX_BYTES, self.room):
            self._drop()
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._stop(error)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if not self.is_dropped:
            try:
                kept = super().file_complete(file_size)
            except OSError as error:
                self._stop(error)
            else:
                self.room -= file_size
                return kept
        return DroppedUpload(self.file_name or "", file_size, is_disk_full=self.is_disk_full)

    def _stop(self, error: OSError) -> None:
        """Drop the file because there is no room for it; anything else that ails the disk is not ours to hide."""
        if not is_full(error):
            raise error
        self.is_disk_full = True
        self._drop()

    def _drop(self) -> None:
        self.is_dropped = True
        kept = self.__dict__.pop("file", None)
        if kept is not None:
            with contextlib.suppress(OSError):  # what could not be written cannot be flushed either
                kept.close()
