"""MP4 and its relatives (ISO/IEC 14496-12): a file is boxes of (size, type, payload), some of which hold boxes.

Phones write where a film was made into boxes of remarks (`udta` with `©xyz` or `loci`, `meta`, `uuid`). Those boxes are blanked in
place, size for size, so that no offset in the file moves and nothing is encoded again.
"""

from collections.abc import Iterator
from typing import NamedTuple

_REMARKS = {b"udta", b"meta", b"uuid", b"free", b"skip"}
_HOLDERS = {b"moov", b"trak", b"mdia", b"moof", b"traf"}
# No honest file comes near; a made-up one must not keep a server busy.
_DEPTH, _MANY = 4, 100_000


class Box(NamedTuple):
    start: int
    body: int
    end: int
    type: bytes


def boxes(content: bytes | bytearray, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that lie side by side in `content[start:end]`; stops where something is not a box or does not fit."""
    end = len(content) if end is None else end
    for _ in range(_MANY):
        if start + 8 > end:
            return
        size, body = int.from_bytes(content[start : start + 4], "big"), start + 8
        if size == 1:
            size, body = int.from_bytes(content[body : body + 8], "big"), body + 8
        stop = start + size if size else end
        if stop < body or stop > end:
            return
        yield Box(start, body, stop, bytes(content[start + 4 : start + 8]))
        start = stop


def _all_boxes(
    content: bytes | bytearray, start: int = 0, end: int | None = None, depth: int = _DEPTH
) -> Iterator[Box]:
    for box in boxes(content, start, end):
        yield box
        if box.type in _HOLDERS and depth:
            yield from _all_boxes(content, box.body, box.end, depth - 1)


def brands(content: bytes) -> set[bytes]:
    """The brands the file says it follows; empty when it is no such file."""
    first = next(boxes(content), None)
    if first is None or first.type != b"ftyp":
        return set()
    listed = content[first.body : min(first.end, first.body + 400)]
    return {listed[:4]} | {listed[at : at + 4] for at in range(8, len(listed) - 3, 4)}


def _handlers(content: bytes) -> set[bytes]:
    """What the tracks hold: `vide`, `soun` and others."""
    return {content[box.body + 8 : box.body + 12] for box in _all_boxes(content) if box.type == b"hdlr"}


def has_film(content: bytes) -> bool:
    return b"vide" in _handlers(content)


def is_playable(content: bytes) -> bool:
    """Whether there is a track of sound or film and, at the file's end, a whole box: a file cut short on its way has not both."""
    last = max((box.end for box in boxes(content)), default=0)
    return bool(_handlers(content) & {b"vide", b"soun"}) and len(content) - last < 8


def without_remarks(content: bytes) -> bytes:
    """The same film or sound without place, device, titles and other remarks. Same length, same offsets."""
    clean = bytearray(content)
    for box in _all_boxes(content):
        if box.type in _REMARKS:
            clean[box.start + 4 : box.start + 8] = b"free"
            clean[box.body : box.end] = bytes(box.end - box.body)
    return bytes(clean)
