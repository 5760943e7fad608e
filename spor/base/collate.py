"""Danish order on both databases: æ ø å last, *aa* as å, *ä* as æ, *ö* as ø, upper and lower case together.

PostgreSQL has the ICU collation `da-x-icu`; the SQLite backend beside this file registers `compare` under the same name.
"""

import unicodedata

from django.db.models.functions import Collate

NAME = "da-x-icu"
_ORDER = {"æ": "\U000f0001", "ä": "\U000f0001", "ø": "\U000f0002", "ö": "\U000f0002", "å": "\U000f0003", "ü": "y"}


def key(text: str) -> str:
    """A string that sorts by code point as Danish readers expect `text` to sort."""
    folded = text.casefold().replace("aa", "å")
    letters = [_ORDER.get(letter) or unicodedata.normalize("NFD", letter)[0] for letter in folded]
    return "".join(letters)


def compare(left: str, right: str) -> int:
    """-1, 0 or 1; ties are broken by the text itself so that the order is total."""
    a, b = (key(left), left), (key(right), right)
    return (a > b) - (a < b)


def danish(field: str) -> Collate:
    """An expression to order by: `queryset.order_by(danish("given_name"))`."""
    return Collate(field, NAME)



