"""Range requests (RFC 9110, section 14): how a browser fetches a film or a recording a part at a time."""

import re
from typing import NamedTuple, Self

_ONE_RANGE = re.compile(r"bytes=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*")


class Piece(NamedTuple):
    first: int
    length: int
    is_part: bool

    @classmethod
    def whole(cls, total: int) -> Self:
        return cls(0, total, is_part=False)


def wanted_piece(header: str, total: int) -> Piece | None:
    """The piece that a Range header asks for of `total` bytes. None: it lies beyond the end (416).

    A header that is broken, in other units or of several ranges is passed over, as the standard allows: the answer is the whole.
    """
    found = _ONE_RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        return Piece.whole(total)
    if not found[1]:
        length = min(int(found[2]), total)
        return Piece(total - length, length, is_part=True) if length else None
    first, last = int(found[1]), int(found[2]) if found[2] else total - 1
    if found[2] and last < first:
        return Piece.whole(total)
    return Piece(first, min(last, total - 1) - first + 1, is_part=True) if first < total else None
