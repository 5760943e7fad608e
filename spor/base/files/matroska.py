"""WebM (a part of Matroska): a file is elements of (number, size, payload). Read only far enough to tell film from sound."""

HEADER = b"\x1a\x45\xdf\xa3"
_SEGMENT, _TRACKS, _TRACK, _TRACK_TYPE = 0x18538067, 0x1654AE6B, 0xAE, 0x83
_FILM = 1


def _number(content: bytes, at: int, *, keep_mark: bool) -> tuple[int, int]:
    """The variable-length number at `at`, and where it ends. `keep_mark` leaves the length mark in, as element numbers are written."""
    first = content[at] if at < len(content) else 0
    if not first:
        return 0, max(at, len(content))
    length = 9 - first.bit_length()
    value = int.from_bytes(content[at : at + length], "big")
    return (value if keep_mark else value & ((1 << 7 * length) - 1)), at + length


def _elements(content: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
    """(number, start, end) of the elements in `content[start:end]`. One of unknown size, as in a live recording, reaches to the end."""
    found: list[tuple[int, int, int]] = []
    while start < end and len(found) < 1000:
        number, at = _number(content, start, keep_mark=True)
        size, body = _number(content, at, keep_mark=False)
        is_unknown = size == (1 << 7 * (body - at)) - 1
        stop = end if is_unknown else min(body + size, end)
        found.append((number, body, stop))
        start = max(stop, start + 1)
    return found


def _within(content: bytes, number: int, holders: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [element for _, start, end in holders for element in _elements(content, start, end) if element[0] == number]


def _track_types(content: bytes) -> set[int]:
    holders = [(0, 0, len(content))]
    for number in (_SEGMENT, _TRACKS, _TRACK, _TRACK_TYPE):
        holders = _within(content, number, holders)
    return {int.from_bytes(content[start:end], "big") for _, start, end in holders}


def has_film(content: bytes) -> bool:
    return _FILM in _track_types(content)


def is_playable(content: bytes) -> bool:
    """Whether it declares a track at all."""
    return bool(_track_types(content))
