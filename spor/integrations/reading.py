"""Any register source, read by what it is and never by what it is called: a file becomes the institutions it speaks of.

    read_source(data, name) -> list[RegisterFile]      one an institution, in the order of the file

Every reader holds nothing of the source but plain rows (`rows.py`), touches no database, and refuses what it cannot trust.
"""

import io
import zipfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from spor.integrations import template
from spor.integrations.oneroster import read as oneroster
from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import RegisterFile
from spor.integrations.stil.read import read as read_stil

PACKED_MAX = 500  # schools in one archive


def read_source(source: Path | str | bytes, name: str = "") -> list[RegisterFile]:
    """Read a register source.

    source  the bytes, or a path to them
    name    what the file was called by whoever brought it; only ever shown, never believed
    Raises RefusedFile (a Danish sentence, `.line` where the fault has one) for what is no register source, malformed, hostile or too large.
    """
    content = _bytes_of(source)
    if content[:2] == b"PK":
        return _read_zip(content)
    if template.is_ours(content):
        return template.read(content)
    return [read_stil(content)]


def _read_zip(content: bytes) -> list[RegisterFile]:
    """An archive is a spreadsheet, a OneRoster extract, or STIL's files packed together: its members say which."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [member.filename for member in archive.infolist()]
            if "[Content_Types].xml" in names:
                return template.read(content)
            if any(PurePosixPath(name).suffix.casefold() == ".csv" for name in names):
                return oneroster.read(content)
            return _read_packed(archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise RefusedFile(
            _("Arkivet kan ikke pakkes ud. Pak det igen som en almindelig .zip uden adgangskode.")
        ) from None


def _read_packed(archive: zipfile.ZipFile) -> list[RegisterFile]:
    """STIL's files, one after the other; all of them, or none."""
    members = [member for member in archive.infolist() if PurePosixPath(member.filename).suffix.casefold() == ".xml"]
    if not members or len(members) > PACKED_MAX:
        raise RefusedFile(_("Arkivet er hverken et udtræk fra STIL, en OneRoster-fil eller Spors skabelon."))
    files: list[RegisterFile] = []
    left = settings.REGISTER_MAX_BYTES
    for member in members:
        with archive.open(member) as part:
            inside = part.read(left + 1)
        if len(inside) > left:
            words = _("Arkivet pakker sig ud til mere end %(most)s MB og er ikke læst.")
            raise RefusedFile(words % {"most": settings.REGISTER_MAX_BYTES // 2**20})
        left -= len(inside)
        files.append(read_stil(inside))
    if len({file.number for file in files}) != len(files):
        raise RefusedFile(_("Arkivet har to filer fra den samme skole."))
    return files


def _bytes_of(source: Path | str | bytes) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        if size > settings.REGISTER_MAX_BYTES:
            reason = _("Filen fylder %(size)s MB; der læses højst %(most)s MB.")
            raise RefusedFile(reason % {"size": -(-size // 2**20), "most": settings.REGISTER_MAX_BYTES // 2**20})
        return source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError:
        raise RefusedFile(_("Filen %(name)s kan ikke åbnes.") % {"name": str(source)[:200]}) from None
