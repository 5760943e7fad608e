"""Text that people typed: how it is cleaned on the way in and shown safely on the way out.

Authored text is plain text, never HTML. Blank lines make paragraphs, lines that begin with «- » a list, web addresses become links.
"""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_CONTROL = {code: None for code in range(32) if chr(code) not in "\n\t"} | {0x7F: None}
_INVISIBLE = dict.fromkeys([0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LINK = re.compile(r"https?://[^\s<>«»\"]+[^\s<>«»\".,;:!?)\]]")


def clean_text(text: str) -> str:
    """Normalise typed text: NFC, \\n line ends, no control or direction-override characters, no trailing blanks. Loses no visible character."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_CONTROL).translate(_INVISIBLE)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def clean_line(text: str) -> str:
    """As `clean_text`, on one line: runs of white space become one blank."""
    return " ".join(clean_text(text).split())


def _linked(line: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(line):
        address = escape(found.group())
        parts += [escape(line[end : found.start()]), f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(line[end:])])


def to_html(text: str) -> SafeString:
    """Plain text as safe HTML: paragraphs, `- ` lists and links. Everything else is escaped."""
    html: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = chunk.split("\n")
        if lines and all(line.lstrip().startswith("- ") for line in lines):
            items = "".join(f"<li>{_linked(line.lstrip()[2:])}</li>" for line in lines)
            html.append(f"<ul>{items}</ul>")
        elif chunk.strip():
            html.append(f"<p>{'<br>'.join(_linked(line) for line in lines)}</p>")
    return mark_safe("".join(html))


def folded(text: str) -> str:
    """Text prepared for search: lower case in Python, because SQLite does not fold Æ Ø Å."""
    return clean_line(text).casefold()
