"""Text that people typed: how it is cleaned on the way in and shown safely on the way out.

Authored text is plain text, never HTML. Blank lines make paragraphs, lines that begin with «- » a list, web addresses become links.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# What word processors and other systems write where a person pressed Return.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters but \n and \t, zero-width blanks and the characters that turn the direction of what follows. Lone surrogates can
# be neither shown nor stored. Joiners stay: they hold emoji together.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINK = re.compile(r"https?://[^\s<>«»\"]+[^\s<>«»\".,;:!?)\]]")
_SOFT_HYPHEN = "\xad"


def clean_text(text: str) -> str:
    """Normalise typed text: NFC, \\n line ends, no control or direction-override characters, no trailing blanks.

    Loses no visible character, and cleaning twice changes nothing.
    """
    # Dropping comes before composing: a letter and its accent may only meet when what stood between them is gone.
    text = unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def clean_line(text: str) -> str:
    """As `clean_text`, on one line: runs of white space become one blank."""
    return " ".join(clean_text(text).split())


def to_html(text: str) -> SafeString:
    """Plain text as safe HTML: paragraphs, `- ` lists and links. Everything else is escaped."""
    if not text.strip():
        return mark_safe("")
    html: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        html += [(_list if is_list else _paragraph)(lines) for is_list, lines in groupby(chunk.split("\n"), _is_item)]
    return mark_safe("".join(html))


def folded(text: str) -> str:
    """Text prepared for search: lower case in Python, because SQLite does not fold Æ Ø Å."""
    return clean_line(text.replace(_SOFT_HYPHEN, "")).casefold()


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _paragraph(lines: Iterable[str]) -> str:
    return f"<p>{'<br>'.join(_linked(line) for line in lines)}</p>"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_linked(line.lstrip()[2:])}</li>" for line in lines)
    return f"<ul>{items}</ul>"


def _linked(line: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(line):
        address = escape(found.group())
        parts += [
            escape(line[end : found.start()]),
            f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>',
        ]
        end = found.end()
    return "".join([*parts, escape(line[end:])])
