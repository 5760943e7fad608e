"""PDF, office files and plain text: kept as they came once they are known to be whole and harmless to open."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.files.formats import DOCX, ODP, ODS, ODT, PPTX, XLSX, Format

# An office file unpacked. A real one of 25 MB holds pictures, which pack no further; a bomb holds a thousand times itself.
UNPACKED_MAX_BYTES = 250 * 1024 * 1024
PARTS_MAX = 5_000
_ALLOWED_CONTROL = "\n\r\t\f"
_MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<?php", "#!")
_OOXML_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "/activex/", "basic/script-", "/macrosheets/", "scripts/")


def check_pdf(content: bytes) -> None:
    """Raise Refused when the file was cut short: the end of a PDF says where its parts are."""
    if b"%%EOF" not in content[-2048:]:
        raise broken()


def broken() -> Refused:
    return Refused(_("Filen kan ikke åbnes. Måske kom den ikke helt frem. Prøv igen, eller gem den på ny."))


def office_format(content: bytes) -> Format | None:
    """Which office file the zip in `content` is, or None. Raises Refused on macros, bombs, false paths and broken parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            form = _form_of(package)
            if form:
                _check_parts(package)
            return form
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise broken() from None


def _form_of(package: zipfile.ZipFile) -> Format | None:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        return next((form for part, form in _OOXML_PARTS.items() if part in names), None)
    if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
        said = package.read("mimetype").decode("ascii", "replace").strip()
        return next((form for form in (ODT, ODS, ODP) if form.media_type == said), None)
    return None


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX_BYTES:
        raise Refused(
            _("Filen fylder alt for meget, når den pakkes ud. Gem den uden de største billeder, eller som PDF."),
            status=413,
        )
    for part in parts:
        path = "/" + part.filename.replace("\\", "/").lower()
        if "/../" in path or path.startswith("//") or ":" in path:
            raise broken()
        if any(active in path for active in _ACTIVE_PARTS):
            raise _has_macros()
    if "[Content_Types].xml" in package.namelist() and b"macroenabled" in package.read("[Content_Types].xml").lower():
        raise _has_macros()
    # A part that unpacks to something other than it says is how a bomb hides. Reading each to its end finds out.
    if package.testzip() is not None:
        raise broken()


def _has_macros() -> Refused:
    return Refused(_("Filen indeholder makroer. Gem den uden makroer eller som PDF, og prøv igen."), status=415)


def is_legacy_office(content: bytes) -> bool:
    """The container of .doc, .xls and .ppt, and of newer files locked with a password."""
    return content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain_text(content: bytes) -> bytes | None:
    """The text in `content` as UTF-8, or None where it is not text, or is the source of a page or a program."""
    text = _decoded(content)
    if text is None or any(ord(letter) < 32 and letter not in _ALLOWED_CONTROL for letter in text):
        return None
    if text.lstrip().lower().startswith(_MARKUP):
        return None
    return text.encode()


def _decoded(content: bytes) -> str | None:
    """Old Danish Windows programs write cp1252; everything else is some Unicode."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
