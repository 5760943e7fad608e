"""A sheet of paper, crayons and a hand that is not quite steady. Everything is drawn twice as large and made smaller at the end."""

import io
import math
import random
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from demo.pictures.letters import strokes_of

Point = tuple[float, float]
SIZE, SCALE = (800, 600), 2
PAPER = "#fdfaf1"


class Sheet:
    """Measures are those of SIZE. `shake` is how far the hand strays."""

    def __init__(self, seed: int, *, shake: float = 2.5, paper: str = PAPER) -> None:
        self.chance = random.Random(seed)  # noqa: S311 # the same drawing every time is the point
        self.shake = shake
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), paper)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: Sequence[Point], colour: str, width: float = 5) -> None:
        """A stroke through the points, as a hand draws it."""
        self._ink(self._strayed(points), colour, width)

    def fill(
        self, points: Sequence[Point], colour: str, *, edge: str = "", width: float = 4, slant: float = 0.7
    ) -> None:
        """A closed shape coloured in with crayon strokes, so that the paper shines through, and its edge if `edge`."""
        outline = self._strayed([*points, points[0]])
        left, top = (int(min(axis) * SCALE) - 2 for axis in zip(*outline, strict=True))
        right, bottom = (int(max(axis) * SCALE) + 3 for axis in zip(*outline, strict=True))
        size = (max(1, right - left), max(1, bottom - top))
        inside = Image.new("L", size, 0)
        ImageDraw.Draw(inside).polygon([(x * SCALE - left, y * SCALE - top) for x, y in outline], fill=235)
        strokes = Image.new("L", size, 150)
        pen = ImageDraw.Draw(strokes)
        for offset in range(-int(size[1] * slant), size[0], 9):
            start = offset + self.chance.uniform(-4, 4)
            pen.line([(start, size[1]), (start + size[1] * slant, 0)], fill=255, width=6)
        mask = Image.composite(strokes, inside, inside)
        self.image.paste(Image.new("RGB", size, colour), (left, top), mask)
        if edge:
            self._ink(outline, edge, width)

    def round(
        self, x: float, y: float, r: float, colour: str, *, tall: float = 1.0, edge: str = "", width: float = 4
    ) -> None:
        """A coloured circle, or an oval `tall` times as high as wide."""
        self.fill(ring(x, y, r, tall), colour, edge=edge, width=width)

    def hoop(self, x: float, y: float, r: float, colour: str, width: float = 5, tall: float = 1.0) -> None:
        """A circle without colour in it."""
        points = ring(x, y, r, tall)
        self.line([*points, points[0]], colour, width)

    def box(self, x: float, y: float, w: float, h: float, colour: str, *, edge: str = "", width: float = 4) -> None:
        self.fill([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour, edge=edge, width=width)

    def dot(self, x: float, y: float, r: float, colour: str) -> None:
        """A plain dot: an eye, a full stop, a star far away."""
        self.pen.ellipse([(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE], fill=colour)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        height: float,
        colour: str = "#2c3440",
        width: float = 5,
        spread: float = 1.0,
    ) -> None:
        """Capitals from the left edge `x`; `y` is their top. Each line of the text is a line of writing."""
        unit = height / 6
        for row, words in enumerate(text.split("\n")):
            at = x
            for letter in words:
                lift = self.chance.uniform(-1, 1) * self.shake
                narrow = letter in " .,:!I1"
                at -= unit * narrow
                for stroke in strokes_of(letter):
                    self.line(
                        [(at + px * unit, y + row * height * 1.65 + lift + py * unit) for px, py in stroke],
                        colour,
                        width,
                    )
                at += unit * (4.6 if narrow else 5.6) * spread

    def ruled(self, first: float, gap: float, colour: str = "#c9d7e4") -> None:
        """The lines of an exercise book."""
        y = first
        while y < SIZE[1]:
            self.pen.line([(0, y * SCALE), (SIZE[0] * SCALE, y * SCALE)], fill=colour, width=2)
            y += gap

    def squared(self, gap: float = 25, colour: str = "#d5dfe8") -> None:
        """The squares of a mathematics book."""
        self.ruled(gap, gap, colour)
        x = gap
        while x < SIZE[0]:
            self.pen.line([(x * SCALE, 0), (x * SCALE, SIZE[1] * SCALE)], fill=colour, width=2)
            x += gap

    def jpeg(self) -> bytes:
        """The sheet as a picture file."""
        buffer = io.BytesIO()
        self.image.reduce(SCALE).save(buffer, "JPEG", quality=90)
        return buffer.getvalue()

    def _strayed(self, points: Iterable[Point]) -> list[Point]:
        """The way between the points in small steps, each a little off: waves, not noise, as a hand does it."""
        given = list(points)
        found: list[Point] = []
        phase, other = self.chance.uniform(0, 6.3), self.chance.uniform(0, 6.3)
        walked = 0.0
        for (x1, y1), (x2, y2) in zip(given, given[1:], strict=False):
            length = math.hypot(x2 - x1, y2 - y1)
            steps = max(1, int(length / 9))
            for step in range(steps):
                share = step / steps
                walked += length / steps
                off = math.sin(walked / 23 + phase) * self.shake, math.cos(walked / 31 + other) * self.shake
                found.append((x1 + (x2 - x1) * share + off[0], y1 + (y2 - y1) * share + off[1]))
        return [*found, given[-1]] if found else given

    def _ink(self, points: Sequence[Point], colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=int(width * SCALE), joint="curve")
        radius = width * SCALE / 2
        for x, y in (scaled[0], scaled[-1]):
            self.pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)


def ring(x: float, y: float, r: float, tall: float = 1.0) -> list[Point]:
    """Points around an oval."""
    count = max(10, int(r / 3))
    return [
        (x + r * math.cos(2 * math.pi * n / count), y + r * tall * math.sin(2 * math.pi * n / count))
        for n in range(count)
    ]
