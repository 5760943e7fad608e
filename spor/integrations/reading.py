"""Any register source, read by what it is and never by what it is called: a file becomes the institutions it speaks of.

    read_source(data, name) -> list[RegisterFile]      one an institution, in the order of the file

Every reader holds nothing of the source but plain rows (`rows.py`), touches no database, and refuses what it cannot trust.
"""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import RegisterFile
from spor.integrations.stil.read import read as read_stil


def read_source(source: Path | str | bytes, name: str = "") -> list[RegisterFile]:
    """Read a register source.

    source  the bytes, or a path to them
    name    what the file was called by whoever brought it; only ever shown, never believed
    Raises RefusedFile (a Danish sentence, `.line` where the fault has one) for what is no register source, malformed, hostile or too large.
    """
    return [read_stil(_bytes_of(source))]


def _bytes_of(source: Path | str | bytes) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        if size > settings.REGISTER_MAX_BYTES:
            reason = _("Filen fylder %(size)s MB; der læses højst %(most)s MB.")
            raise RefusedFile(reason % {"size": -(-size // 2**20), "most": settings.REGISTER_MAX_BYTES // 2**20})
        return source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError:
        raise RefusedFile(_("Filen %(name)s kan ikke åbnes.") % {"name": str(source)[:200]}) from None
