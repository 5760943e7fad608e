"""Danish order on both databases: æ ø å last, *aa* as å, *ä* as æ, *ö* as ø, upper and lower case together.

PostgreSQL has the ICU collation `da-x-icu`; the SQLite backend beside this file registers `compare` under the same name.
"""

import unicodedata
from functools import lru_cache

from django.db.models.functions import Collate

NAME = "da-x-icu"
_LAST = {"æ": "\U000f0001", "ä": "\U000f0001", "ø": "\U000f0002", "ö": "\U000f0002", "å": "\U000f0003"}
_AS = {"ü": "y", "ð": "d", "đ": "d", "þ": "th", "œ": "oe", "ł": "l", "ı": "i"}
_ORDER = _LAST | _AS


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """A string that sorts by code point as Danish readers expect `text` to sort."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    return "".join(_weight(letter) for letter in folded)


def _weight(letter: str) -> str:
    """What one letter sorts as: signs and blanks before figures, figures before letters, accents not counted."""
    if letter in _ORDER:
        return _ORDER[letter]
    if not letter.isalnum():
        return "" if unicodedata.combining(letter) else f"\0{letter}"
    return unicodedata.normalize("NFD", letter)[0]


def compare(left: str, right: str) -> int:
    """-1, 0 or 1; ties are broken by the text itself so that the order is total."""
    a, b = (key(left), left), (key(right), right)
    return (a > b) - (a < b)


def danish(field: str) -> Collate:
    """An expression to order by: `queryset.order_by(danish("given_name"))`."""
    return Collate(field, NAME)
