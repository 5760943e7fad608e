"""Which hue and icon stand for what. A subject has one of each; a person's initials borrow a hue, so that two Emmas are told apart.

The keys are those of `[data-subject]` in css/tokens.css. Colour never stands alone: a subject always carries its name or its icon.
"""

from zlib import crc32

SUBJECT_ICONS = {
    "dan": "book-open",
    "mat": "shapes",
    "eng": "languages",
    "tys": "message-circle",
    "fra": "message-circle",
    "his": "landmark",
    "kri": "church",
    "sam": "scale",
    "nat": "sprout",
    "bio": "sprout",
    "geo": "globe",
    "fys": "flask-conical",
    "bil": "palette",
    "mus": "music",
    "idr": "dumbbell",
    "hdd": "hammer",
    "mad": "utensils",
    "kla": "heart-handshake",
}
_HUES = ("dan", "mat", "eng", "tys", "his", "kri", "sam", "nat", "geo", "fys", "bil", "mus", "idr", "hdd", "mad", "kla")
_SHARED = {"fra": "tys", "bio": "nat"}


def subject_hue(key: str) -> str:
    """The hue of a subject; an unknown subject has none and is drawn in ink."""
    key = _SHARED.get(key, key)
    return key if key in _HUES else ""


def subject_icon(key: str) -> str:
    return SUBJECT_ICONS.get(key, "book-marked")


def person_hue(key: str) -> str:
    """A hue that stays the same for the same key, on every page and every machine."""
    return _HUES[crc32(key.encode()) % len(_HUES)]


def initials(name: str) -> str:
    """«VB» of «Viggo Brandt», «KC» of «Karl-Emil Toft Christensen», «V» of «Viggo»."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
