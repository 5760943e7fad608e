"""Goals inside a sentence. A wording says «Jeg kan finde svar i en tekst»; a sentence about the child needs «at finde svar i en tekst»."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

_OPENINGS = re.compile(r"^(jeg|eleven|barnet)\s+(kan|skal kunne)\s+", re.IGNORECASE)
_OWN = {"min": "sin", "mit": "sit", "mine": "sine", "mig": "sig"}
_OWN_WORDS = re.compile(r"\b(" + "|".join(_OWN) + r")\b")
_I = re.compile(r"\b(jeg|vi|os|vores)\b", re.IGNORECASE)


def doing(text: str) -> str:
    """«finde svar i en tekst» of «Jeg kan finde svar i en tekst»; "" for a wording that is built otherwise."""
    text = text.strip().rstrip(".")
    opening = _OPENINGS.match(text)
    rest = text[opening.end() :] if opening else ""
    if not rest or _I.search(rest):
        return ""
    return _OWN_WORDS.sub(lambda word: _OWN[word.group()], rest)


def clause(text: str) -> str:
    """The goal as a part of a sentence: «at finde svar i en tekst», or the wording itself in guillemets."""
    rest = doing(text)
    return _("at %(doing)s") % {"doing": rest} if rest else _("«%(wording)s»") % {"wording": text.strip().rstrip(".")}


def heading(text: str) -> str:
    """The goal as a line of its own for adults: «Finde svar i en tekst»."""
    rest = doing(text)
    return rest[:1].upper() + rest[1:] if rest else text.strip()


def listed(parts: Sequence[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def possessive(name: str) -> str:
    """«Oskars», «Magnus’»."""
    return _("%(name)s’") % {"name": name} if name[-1:] in "sxzSXZ" else _("%(name)ss") % {"name": name}
