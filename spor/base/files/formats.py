"""What a file is, found by looking at its content. The sender's name and word for it are never believed."""

from collections.abc import Callable
from dataclasses import dataclass

from spor.base.files import isomedia, matroska
from spor.base.models import StoredFile

Kind = StoredFile.Kind


@dataclass(frozen=True)
class Format:
    """A kind of file that Spor takes: its `media_type` when served, and the endings a name may have, the best one first."""

    kind: Kind
    media_type: str
    endings: tuple[str, ...]


JPEG = Format(Kind.PICTURE, "image/jpeg", ("jpg", "jpeg", "jfif", "jpe"))
PNG = Format(Kind.PICTURE, "image/png", ("png",))
WEBP = Format(Kind.PICTURE, "image/webp", ("webp",))
GIF = Format(Kind.PICTURE, "image/gif", ("gif",))
HEIC = Format(Kind.PICTURE, "image/heic", ("heic", "heif", "hif"))
M4A = Format(Kind.SOUND, "audio/mp4", ("m4a", "mp4", "3gp"))
WEBM_SOUND = Format(Kind.SOUND, "audio/webm", ("webm", "weba"))
OGG = Format(Kind.SOUND, "audio/ogg", ("ogg", "oga", "opus"))
MP3 = Format(Kind.SOUND, "audio/mpeg", ("mp3",))
WAV = Format(Kind.SOUND, "audio/wav", ("wav",))
MP4 = Format(Kind.FILM, "video/mp4", ("mp4", "m4v", "3gp"))
WEBM = Format(Kind.FILM, "video/webm", ("webm",))
MOV = Format(Kind.FILM, "video/quicktime", ("mov", "qt"))
PDF = Format(Kind.PDF, "application/pdf", ("pdf",))
TEXT = Format(Kind.DOCUMENT, "text/plain; charset=utf-8", ("txt",))
_OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = Format(Kind.DOCUMENT, _OOXML + "wordprocessingml.document", ("docx",))
XLSX = Format(Kind.DOCUMENT, _OOXML + "spreadsheetml.sheet", ("xlsx",))
PPTX = Format(Kind.DOCUMENT, _OOXML + "presentationml.presentation", ("pptx",))
ODT = Format(Kind.DOCUMENT, "application/vnd.oasis.opendocument.text", ("odt",))
ODS = Format(Kind.DOCUMENT, "application/vnd.oasis.opendocument.spreadsheet", ("ods",))
ODP = Format(Kind.DOCUMENT, "application/vnd.oasis.opendocument.presentation", ("odp",))
# An office file is a zip; which one, and whether it is one at all, `documents` finds out.
ZIP = Format(Kind.DOCUMENT, "application/zip", ("zip",))

ALL = (
    JPEG,
    PNG,
    WEBP,
    GIF,
    HEIC,
    M4A,
    WEBM_SOUND,
    OGG,
    MP3,
    WAV,
    MP4,
    WEBM,
    MOV,
    PDF,
    TEXT,
    DOCX,
    XLSX,
    PPTX,
    ODT,
    ODS,
    ODP,
)
OFFICE = (DOCX, XLSX, PPTX, ODT, ODS, ODP)


def kinds_of_ending(ending: str) -> set[Kind]:
    """The kinds that a name with that ending promises. Empty: the ending says nothing."""
    return {form.kind for form in ALL if ending in form.endings}


def recognise(content: bytes) -> Format | None:
    """What `content` is by its first bytes and its inner tables, or None. Text has no signature and is not found here."""
    return next((found for look in _LOOKS if (found := look(content))), None)


def _by_first_bytes(content: bytes) -> Format | None:
    return next((form for start, form in _STARTS if content.startswith(start)), None)


def _riff(content: bytes) -> Format | None:
    if content[:4] != b"RIFF":
        return None
    return {b"WEBP": WEBP, b"WAVE": WAV}.get(content[8:12])


def _iso_media(content: bytes) -> Format | None:
    """The family of MP4: films, sound and HEIC pictures begin alike and differ by brand and by the tracks they hold."""
    brands = isomedia.brands(content)
    if not brands:
        return None
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"} or brands == {b"mif1"}:
        return HEIC
    if brands & {b"avif", b"avis", b"mif1", b"msf1", b"crx "}:
        return None
    if isomedia.has_film(content):
        return MOV if content[8:12] == b"qt  " else MP4
    return M4A


def _webm(content: bytes) -> Format | None:
    if content[:4] != matroska.HEADER or b"webm" not in content[:64]:
        return None
    return WEBM if matroska.has_film(content) else WEBM_SOUND


def _ogg(content: bytes) -> Format | None:
    first_page = content[:64]
    return OGG if first_page[:4] == b"OggS" and (b"OpusHead" in first_page or b"\x01vorbis" in first_page) else None


def _mp3(content: bytes) -> Format | None:
    start = 0
    if content[:3] == b"ID3" and len(content) > 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    frame = content[start : start + 3]
    is_frame = len(frame) == 3 and frame[0] == 0xFF and frame[1] & 0xE6 == 0xE2
    return MP3 if is_frame and frame[2] >> 4 != 15 and frame[2] & 0x0C != 0x0C else None


_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
)
_LOOKS: tuple[Callable[[bytes], Format | None], ...] = (_by_first_bytes, _riff, _iso_media, _webm, _ogg, _mp3)
