"""The files that somebody chose."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from spor.base.errors import Refused

FILES_MOST = 200


def sources_of(request: HttpRequest) -> list[tuple[str, bytes]]:
    """(name, content) of each file. Raises Refused for none, too many, and one that was too large to be received."""
    uploads = [each for each in request.FILES.getlist("file") if each is not None]
    if not uploads:
        raise Refused(_("Vælg en fil."))
    if len(uploads) > FILES_MOST:
        raise Refused(_("Vælg højst %(most)s filer ad gangen.") % {"most": FILES_MOST})
    found = []
    for upload in uploads:
        content, name = upload.read(), (upload.name or "").replace("\0", "")
        if len(content) != (upload.size or 0):
            most = settings.FILE_MAX_BYTES // 2**20
            words = _(
                "«%(name)s» er for stor til siden. Grænsen er %(most)s MB. Større filer læses ind med `./run import_register`."
            )
            raise Refused(words % {"name": name[:100], "most": most}, status=413)
        found.append((name[:200], content))
    return found
