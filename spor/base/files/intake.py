"""Taking a file in: what it is, whether it may come, made clean, and kept once."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.files import disk, documents, formats, isomedia, matroska, words
from spor.base.files.formats import Format
from spor.base.files.receiving import DroppedUpload
from spor.base.models import StoredFile

Kind = StoredFile.Kind
# Sound and film live in the same containers, so a name cannot tell them apart; every other ending promises one kind.
_RECORDED = {Kind.SOUND, Kind.FILM}
# Endings that promise what Spor does not take. A name that ends so is not believed to be something else.
_PROGRAMS = (
    "exe",
    "com",
    "bat",
    "cmd",
    "msi",
    "scr",
    "js",
    "mjs",
    "vbs",
    "ps1",
    "sh",
    "jar",
    "apk",
    "app",
    "dmg",
    "lnk",
    "php",
)
_PAGES = ("html", "htm", "xhtml", "svg", "xml")
_PACKAGES = ("zip", "rar", "7z", "docm", "xlsm", "pptm", "dotm", "xltm", "potm")
_NEVER = {*_PROGRAMS, *_PAGES, *_PACKAGES}


@dataclass
class _Clean:
    """What is kept of an upload."""

    content: bytes
    format: Format
    width: int | None = None
    height: int | None = None
    previews: dict[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """A content that lies clean on the disk and waits for its row: what `store` needs, and nothing that takes time."""

    sha256: str
    size: int
    format: Format
    name: str
    width: int | None
    height: int | None


def prepare(upload: "File[bytes]", *, kinds: Collection[Kind] = tuple(Kind)) -> Prepared:
    """Clean an uploaded file and put its content on the disk. `kinds` are those that the place it is handed in to has use for.

    The slow half of `store`, for whoever wants it done before a transaction begins. A content that gets no row is swept away the next day.
    Pictures are made anew, sound and film lose their remarks of place and device; the uploaded bytes are not kept.
    Raises Refused, each with its sentence: empty or broken (422), too large or a bomb (413), not what it says or not taken (415),
    full disk (507).
    """
    content = _read(upload)
    name = upload.name or ""
    clean = _cleaned(content, name, set(kinds))
    sha256 = disk.digest(clean.content)
    previews = {disk.place(sha256, side): preview for side, preview in clean.previews.items()}
    disk.keep(previews | {disk.place(sha256): clean.content})
    shown = words.clean_name(name, clean.format.endings, clean.format.kind)
    return Prepared(sha256, len(clean.content), clean.format, shown, clean.width, clean.height)


def store(upload: "File[bytes] | Prepared", *, now: dt.datetime, kinds: Collection[Kind] = tuple(Kind)) -> StoredFile:
    """Keep an uploaded file, prepared or not, and return its new row. The same content lies on the disk once however often it comes.

    Raises Refused as `prepare` does.
    """
    ready = upload if isinstance(upload, Prepared) else prepare(upload, kinds=kinds)
    return StoredFile.objects.create(
        sha256=ready.sha256,
        kind=ready.format.kind,
        media_type=ready.format.media_type,
        size=ready.size,
        name=ready.name,
        width=ready.width,
        height=ready.height,
        stored_at=now,
    )


def _read(upload: "File[bytes]") -> bytes:
    """The bytes, when they are neither none nor too many. One more than the limit is read, since a size can be a lie."""
    if isinstance(upload, DroppedUpload) and upload.is_disk_full:
        raise disk.full()
    if upload.size > settings.FILE_MAX_BYTES:
        raise _too_large(upload.name or "", upload.size)
    if isinstance(upload, DroppedUpload):
        raise Refused(_("Filerne fylder for meget tilsammen. Send dem en ad gangen."), status=413)
    upload.seek(0)
    content: bytes = upload.read(settings.FILE_MAX_BYTES + 1)
    if len(content) > settings.FILE_MAX_BYTES:
        raise _too_large(upload.name or "", len(content))
    if not content:
        raise Refused(_("Filen er tom. Vælg en anden, eller gem den på ny."))
    return content


def _too_large(name: str, size: int) -> Refused:
    kinds = formats.kinds_of_ending(words.ending_of(name))
    most = words.megabytes(settings.FILE_MAX_BYTES)
    said = words.megabytes(size)
    if said == most:
        said = _("lidt over %(size)s") % {"size": most}
    sentences = {
        frozenset({Kind.PICTURE}): _("Billedet fylder %(size)s MB, og grænsen er %(most)s. Vælg et mindre."),
        frozenset({Kind.SOUND}): _("Optagelsen fylder %(size)s MB, og grænsen er %(most)s. Optag en kortere."),
        frozenset({Kind.FILM}): _("Filmen fylder %(size)s MB, og grænsen er %(most)s. Optag en kortere."),
        frozenset(_RECORDED): _("Optagelsen fylder %(size)s MB, og grænsen er %(most)s. Optag en kortere."),
    }
    other = _("Filen fylder %(size)s MB, og grænsen er %(most)s. Vælg en mindre.")
    return Refused(sentences.get(frozenset(kinds), other) % {"size": said, "most": most}, status=413)


def _cleaned(content: bytes, name: str, kinds: set[Kind]) -> _Clean:
    ending = words.ending_of(name)
    form = formats.recognise(content)
    if form is formats.ZIP:
        form = documents.office_format(content)
    text = documents.plain_text(content) if form is None and ending in formats.TEXT.endings else None
    if text is not None:
        form, content = formats.TEXT, text
    if form is None:
        raise _not_taken(content, ending)
    _check_promise(form, ending, name)
    if form.kind not in kinds:
        raise Refused(
            _("Her skal der være %(wanted)s, og «%(name)s» er %(found)s.") % _three(kinds, name, form), status=415
        )
    return _made_clean(content, form)


def _three(kinds: set[Kind], name: str, form: Format) -> dict[str, str]:
    return {"wanted": words.kinds_in_words(kinds), "name": _shown(name, form), "found": words.a_kind(form.kind)}


def _shown(name: str, form: Format) -> str:
    """The name as its sender knows it, short enough for a sentence."""
    clean = words.clean_name(name, (words.ending_of(name) or form.endings[0],), form.kind)
    return clean if len(clean) <= 60 else f"{clean[:40]}…{clean[-15:]}"


def _check_promise(form: Format, ending: str, name: str) -> None:
    promised = formats.kinds_of_ending(ending)
    is_true = not promised or form.kind in promised or {form.kind, *promised} <= _RECORDED
    if form.kind == Kind.DOCUMENT and ending not in form.endings:
        is_true = not promised
    if not is_true or ending in _NEVER:
        sentence = _("«%(name)s» er ikke, hvad navnet siger: indholdet er %(found)s. Gem den rigtigt, og prøv igen.")
        raise Refused(sentence % {"name": _shown(name, form), "found": words.a_kind(form.kind)}, status=415)


def _not_taken(content: bytes, ending: str) -> Refused:
    if documents.is_legacy_office(content):
        sentence = _(
            "Filen er i et gammelt format eller låst med adgangskode. Gem den som .docx, .xlsx, .pptx eller PDF, og prøv igen."
        )
        return Refused(sentence, status=415)
    promised = formats.kinds_of_ending(ending)
    if promised:
        sentence = _("Filen kan ikke åbnes som %(kind)s. Måske er den gået i stykker. Prøv med en anden.")
        return Refused(sentence % {"kind": words.kinds_in_words(promised)}, status=415)
    sentence = _(
        "Den slags fil tager Spor ikke imod. Send et billede, en lydoptagelse, en film, en PDF eller et dokument."
    )
    return Refused(sentence, status=415)


def _made_clean(content: bytes, form: Format) -> _Clean:
    if form.kind == Kind.PICTURE:
        from spor.base.files import pictures  # the decoders take 30 MB and are loaded with the first picture

        picture = pictures.clean(content)
        return _Clean(picture.content, picture.format, picture.width, picture.height, picture.previews)
    if form in (formats.M4A, formats.MP4, formats.MOV):
        if not isomedia.is_playable(content):
            raise _cut_short()
        return _Clean(isomedia.without_remarks(content), form)
    if form in (formats.WEBM, formats.WEBM_SOUND) and not matroska.is_playable(content):
        raise _cut_short()
    if form is formats.PDF:
        documents.check_pdf(content)
    return _Clean(content, form)


def _cut_short() -> Refused:
    return Refused(_("Optagelsen kan ikke afspilles. Måske kom den ikke helt frem. Prøv igen."))
