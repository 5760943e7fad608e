"""Which characters the fonts of the PDF can draw. PDF/UA refuses a character that no font has, so it is drawn as a box."""

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

BOX = "\u25af"
_JOINERS = {"\n", "\u200d", "\ufe0e", "\ufe0f"}


def drawable(text: str, folders: Sequence[Path]) -> str:
    """The text with a box for each character that none of the fonts in these folders has."""
    known = frozenset[int]().union(*(_known(folder) for folder in folders))
    return "".join(char if ord(char) in known or char in _JOINERS or _is_silent(char) else BOX for char in text)


def _is_silent(char: str) -> bool:
    """A mark that joins the letter before it, or says how others are drawn."""
    return unicodedata.category(char) == "Cf" or 0xE0020 <= ord(char) <= 0xE007F


@cache
def _known(folder: Path) -> frozenset[int]:
    return frozenset(number for path in folder.glob("*.ttf") for number in _characters(path.read_bytes()))


def _characters(font: bytes) -> Iterator[int]:
    """The characters of a TrueType font: the tables of its cmap in format 12 and 4 (OpenType, chapter cmap)."""
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _sum, start, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            for each in range(struct.unpack_from(">H", font, start + 2)[0]):
                offset = start + struct.unpack_from(">L", font, start + 4 + 8 * each + 4)[0]
                yield from _table(font, offset)


def _table(font: bytes, at: int) -> Iterator[int]:
    form = struct.unpack_from(">H", font, at)[0]
    if form == 12:
        for group in range(struct.unpack_from(">L", font, at + 12)[0]):
            first, last, _glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif form == 4:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
        for first, last in zip(starts, ends, strict=True):
            if first != 0xFFFF:
                yield from range(first, last + 1)
