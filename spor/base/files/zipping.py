"""Several files to keep as one: a ZIP that opens without this or any server."""

import tempfile
import zipfile
from collections.abc import Mapping

from django.http import FileResponse, Http404

from spor.base.files.disk import path_of
from spor.base.models import StoredFile

_IN_MEMORY = 8 * 1024 * 1024


def respond_zip(name: str, *, pages: Mapping[str, str], held: Mapping[str, StoredFile]) -> FileResponse:
    """The answer that carries `name`.zip with `pages` (file name → text) and `held` (file name → stored file).

    The caller has asked the guard. Media are compressed already, so they go as they are.
    Raises Http404 for a content that the disk has lost.
    """
    packed = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 # the response closes it
    with zipfile.ZipFile(packed, "w") as archive:
        for file_name, text in pages.items():
            archive.writestr(file_name, text, zipfile.ZIP_DEFLATED)
        for file_name, stored in held.items():
            try:
                archive.write(path_of(stored), file_name)
            except FileNotFoundError:
                packed.close()
                raise Http404 from None
    packed.seek(0)
    response = FileResponse(packed, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response
