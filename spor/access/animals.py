"""The animals by which the youngest know each other, and the colours that tell two alike animals apart on a class tablet."""

from collections.abc import Collection, Iterator

# Names of icons.
ANIMALS = ("bird", "bug", "cat", "dog", "fish", "panda", "rabbit", "snail", "squirrel", "turtle")
# Each colour with a shape of its own, for whoever does not see colours.
COLOURS = {"red": "heart", "yellow": "sun", "green": "leaf", "blue": "cloud", "purple": "flower", "black": "moon"}

Mark = tuple[str, str]


def animal(code: str) -> str:
    """The animal of a person: always the same."""
    return ANIMALS[sum(code.encode()) % len(ANIMALS)]


def free_mark(code: str, taken: Collection[Mark]) -> Mark | None:
    """The person's own animal in the first free colour; another animal when it has none left; None when all sixty are taken."""
    return next((mark for mark in _marks(animal(code)) if mark not in taken), None)


def _marks(own: str) -> Iterator[Mark]:
    start = ANIMALS.index(own)
    for step in range(len(ANIMALS)):
        for colour in COLOURS:
            yield ANIMALS[(start + step) % len(ANIMALS)], colour
