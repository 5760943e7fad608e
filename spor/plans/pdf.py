"""The shared plan on paper: PDF/UA-1 with a Danish language mark and our own fonts, typeset by typst from the lines that the screen shows.

The texts go in as values, never as markup, so nothing that a person wrote can be read as a command.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import typst

from spor.plans.glyphs import drawable
from spor.plans.paper import Paper

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "typst" / "plan.typ"
_FONTS = (_HERE.parent / "ui" / "static" / "ui" / "fonts", _HERE / "fonts")
LONGEST = 40  # a longer word may break anywhere, so that it stays on the page


def typeset(paper: Paper, *, made_at: dt.datetime) -> bytes:
    """The PDF. The same paper and moment give the same bytes."""
    content: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"page": json.dumps(_page(paper))},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    return content


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(each) for each in _FONTS]
    )


def _page(paper: Paper) -> dict[str, object]:
    return {
        "title": _drawn(paper.title),
        "under": _drawn(paper.under),
        "foot": _drawn(paper.foot),
        "parts": [
            {
                "title": _drawn(part.title),
                "rows": [
                    {"text": _drawn(row.text), "levels": _drawn(row.levels), "who": _drawn(row.who), "kind": row.kind}
                    for row in part.rows
                ],
            }
            for part in paper.parts
        ],
    }


def _drawn(text: str) -> str:
    """Only what the fonts have, with places to break inside words that are longer than a line."""
    text = drawable(text, _FONTS)
    return " ".join("\u200b".join(word) if len(word) > LONGEST else word for word in text.split(" "))
