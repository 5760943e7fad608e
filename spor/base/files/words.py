"""Words and names of files: sizes as people say them, and names that any computer can keep."""

import re

from django.utils.translation import gettext as _

from spor.base.models import StoredFile
from spor.base.text import clean_line

NAME_LENGTH = 200
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
Kind = StoredFile.Kind


def megabytes(size: int) -> str:
    """«48», «2,4», «0,1» or «1.500»: millions of bytes as a person says them, never rounded down to nothing."""
    millions = max(size / 1024 / 1024, 0.1)
    return (
        f"{millions:,.0f}".replace(",", ".")
        if millions >= 10 or millions == int(millions)
        else f"{millions:.1f}".replace(".", ",")
    )


def ending_of(name: str) -> str:
    """The ending of a file name, lower case without its dot, or ""."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem.strip() and len(ending.strip()) <= 10 else ""


def clean_name(name: str | None, endings: tuple[str, ...], kind: Kind) -> str:
    """A name that is safe to show, keep and download: one line, no folders, no signs that mean something to a computer, at most 200
    characters with its ending kept. An ending that is not true of the content is replaced by (or followed by) the one that is."""
    last = re.split(r"[\\/]", name or "")[-1]
    last = clean_line(_UNSAFE.sub(" ", last)).strip(". ")
    ending = ending_of(last)
    stem = last[: -len(ending) - 1].rstrip(". ") if ending else last
    if ending not in endings:
        ending, stem = endings[0], stem if ending in _PICTURE_ENDINGS else last
    stem = stem or default_stem(kind)
    return f"{stem[: NAME_LENGTH - len(ending) - 1].rstrip()}.{ending}"


# A picture made anew has another ending than the one it came with: IMG_1.HEIC becomes IMG_1.jpg, not IMG_1.HEIC.jpg.
_PICTURE_ENDINGS = {"heic", "heif", "hif", "webp", "gif", "png", "jpg", "jpeg"}


def default_stem(kind: Kind) -> str:
    """What a file without a name is called."""
    return {
        Kind.PICTURE: _("billede"),
        Kind.SOUND: _("lyd"),
        Kind.FILM: _("film"),
        Kind.PDF: _("dokument"),
        Kind.DOCUMENT: _("dokument"),
    }[kind]


def a_kind(kind: Kind) -> str:
    """«et billede»."""
    return {
        Kind.PICTURE: _("et billede"),
        Kind.SOUND: _("en lydoptagelse"),
        Kind.FILM: _("en film"),
        Kind.PDF: _("en PDF"),
        Kind.DOCUMENT: _("et dokument"),
    }[kind]


def kinds_in_words(kinds: set[Kind]) -> str:
    """«et billede, en film eller en PDF»."""
    words = [a_kind(kind) for kind in Kind if kind in kinds]
    return (
        _("%(first)s eller %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
        if len(words) > 1
        else words[0]
    )
