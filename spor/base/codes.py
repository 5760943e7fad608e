"""Codes: the only names of rows outside the database (decision 0003).

12 characters of lower-case Crockford base32 (no i, l, o, u) from the operating system's random source: 60 bits, unguessable, never
sequential.
"""

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls.converters import StringConverter

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_code() -> str:
    """Return a fresh code of 12 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shaped(text: str) -> str:
    """`text` when it is shaped as a code, else "": for what stands in a query string, which no URL pattern has checked."""
    return text if len(text) == LENGTH and set(text) <= set(ALPHABET) else ""


if TYPE_CHECKING:  # Django's fields take type arguments only for the type checker
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


_LETTER = bytes(ord(ALPHABET[byte % 32]) for byte in range(256))  # 256 is a multiple of 32: every letter is as likely


def new_codes(count: int) -> list[str]:
    """Many fresh codes at once, for imports."""
    letters = secrets.token_bytes(count * LENGTH).translate(_LETTER).decode("ascii")
    return [letters[start : start + LENGTH] for start in range(0, len(letters), LENGTH)]


class CodeField(_Text):
    """A unique code, made in Python so that imports know it before they copy rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=LENGTH, unique=True, default=new_code, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for word in ("max_length", "unique", "default", "editable"):
            kwargs.pop(word, None)
        return name, path, args, kwargs


class CodeConverter(StringConverter):
    """`<code:name>` in URL patterns. Anything that is not a code never reaches a view."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"
