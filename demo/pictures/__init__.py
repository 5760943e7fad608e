"""What the pupils draw, build and photograph, drawn by code with crayons."""

from collections.abc import Callable

from demo.pictures import nature, numbers, stories, world
from demo.pictures.sheet import Sheet

PICTURES: dict[str, Callable[..., Sheet]] = nature.PICTURES | stories.PICTURES | numbers.PICTURES | world.PICTURES
WRITING = "writing"


def drawn(name: str) -> bytes:
    """The picture called so, as a JPEG: «fox_book», «bean 12» (twelve days old), «writing: JEG HAR EN / HUND» (a page of that handwriting).

    KeyError for a picture nobody can draw.
    """
    if name.startswith(f"{WRITING}:"):
        return page(name.partition(":")[2].strip()).jpeg()
    word, *numbers_given = name.split()
    return PICTURES[word](*map(int, numbers_given)).jpeg()


def page(text: str) -> Sheet:
    """A page of an exercise book. The fewer the lines, the bigger the letters and the younger the hand."""
    lines = [line.strip() for line in text.split("/")]
    longest = max(len(line) for line in lines)
    height = min(430 / len(lines) / 1.2, 690 / longest * 6 / 5.6)
    sheet = Sheet(len(text), shake=1 + height / 22)
    gap = height * 1.65
    sheet.ruled(60 + height, gap)
    sheet.write("\n".join(lines), 55, 58, height, "#39424e", max(3.5, height / 9))
    return sheet
