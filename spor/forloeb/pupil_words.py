"""From the framework's «Eleven kan …» to the pupil's «Jeg kan …»."""

import re

SAID_MAX = 300
# What a child can know a goal by, without reading (symbols of ui/icons.svg).
GOAL_ICONS = (
    "book-open", "pencil", "text", "quote", "messages-square", "headphones", "mic", "volume-2",
    "calculator", "shapes", "scale", "clock", "hourglass", "crosshair", "list-checks", "search",
    "palette", "music", "drum", "hammer", "puzzle", "lightbulb", "flask-conical", "globe",
    "landmark", "leaf", "tree-pine", "flower", "cat", "fish", "bug", "sun",
    "snowflake", "apple", "carrot", "utensils", "bike", "volleyball", "dumbbell", "users",
    "hand", "heart", "smile", "house", "flag", "rocket", "star", "target",
)  # fmt: skip
# How the framework begins its sentences, and how a pupil says the same.
_BEGINNINGS = (
    (re.compile(r"^Elev(?:en|erne) kan\b", re.I), "Jeg kan"),
    (re.compile(r"^Elev(?:en|erne) har viden om\b", re.I), "Jeg ved noget om"),
    (re.compile(r"^Elev(?:en|erne) har kendskab til\b", re.I), "Jeg kender til"),
    (re.compile(r"^Elev(?:en|erne) (forstår|bruger|ved|kender)\b", re.I), r"Jeg \1"),
)


def in_pupil_language(text: str) -> str:
    """A first try at «Jeg kan …» from the framework's «Eleven kan …», cut to what a wording may hold. The teacher makes it better."""
    for beginning, own in _BEGINNINGS:
        if beginning.match(text):
            return beginning.sub(own, text)[:SAID_MAX]
    return text[:SAID_MAX]
