"""What differs between two texts, word by word."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "gone", "new"]
_WORDS = re.compile(r"\S+\s*|\s+")
WORDS_MAX = 4_000  # beyond that the comparison is by line, which takes a hundredth of the time


@dataclass(frozen=True)
class Piece:
    """A run of words: in both, only in the old, or only in the new."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The two texts as one run of pieces; reading «same» and «new» gives the new text, «same» and «gone» the old."""
    before, after = _pieces(old), _pieces(new)
    if max(len(before), len(after)) > WORDS_MAX:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(Piece("gone", "".join(before[a:b])))
        if d > c:
            found.append(Piece("new", "".join(after[c:d])))
    return found


def joined(one: str, other: str) -> str:
    """A first try at putting two texts together: the lines of both, each once where they agree, one after the other where not."""
    lines, others = one.splitlines(), other.splitlines()
    both: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        both += lines[a:b] if tag == "equal" else [*lines[a:b], *others[c:d]]
    return "\n".join(both)


def _pieces(text: str) -> list[str]:
    return _WORDS.findall(text)
