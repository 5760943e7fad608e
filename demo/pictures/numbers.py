"""From the mathematics book."""

import math
from collections.abc import Callable

from demo.pictures.sheet import Sheet, ring

INK, RED, BLUE, YELLOW, GREEN = "#2c3440", "#c4432e", "#3f7fb0", "#e2b33c", "#4d9a4a"


def tower(tens: int = 4) -> Sheet:
    """Ten blocks a storey."""
    sheet = Sheet(80 + tens)
    sheet.box(-10, 530, 820, 80, "#c79a5e")
    for row in range(tens):
        for place in range(10):
            colour = (RED, BLUE, YELLOW, GREEN)[(row + place // 5) % 4]
            sheet.box(130 + place * 54, 480 - row * 56, 50, 50, colour, edge="#5a4634", width=2)
    for row in range(1, tens + 1):
        sheet.write(str(row * 10), 42, 545 - row * 56 - 48, 32, INK, 5)
    return sheet


def fractions(parts: int = 4) -> Sheet:
    """A half, and as many parts that are as much."""
    sheet = Sheet(90 + parts, shake=1.6)
    sheet.squared()
    for x, pieces, taken in ((230, 2, 1), (570, parts, parts // 2)):
        share = taken * 2 * math.pi / pieces
        arc = [
            (x + 140 * math.cos(a * share / 24 - math.pi / 2), 290 + 140 * math.sin(a * share / 24 - math.pi / 2))
            for a in range(25)
        ]
        sheet.fill([(x, 290), *arc], "#e98f5a" if x < 400 else BLUE)
        sheet.hoop(x, 290, 140, INK, 4)
        for number in range(pieces):
            angle = number * 2 * math.pi / pieces - math.pi / 2
            sheet.line([(x, 290), (x + 140 * math.cos(angle), 290 + 140 * math.sin(angle))], INK, 3)
        sheet.write(f"{taken}/{pieces}", x - 45, 470, 46, INK, 5)
    sheet.write("=", 375, 270, 46, RED, 6)
    return sheet


def chart(*heights: int) -> Sheet:
    """A bar chart of what a class counted."""
    given = heights or (7, 4, 9, 5)
    sheet = Sheet(sum(given), shake=1.6)
    sheet.squared()
    sheet.line([(90, 50), (90, 530), (760, 530)], INK, 5)
    for number, height in enumerate(given):
        colour = (RED, BLUE, YELLOW, GREEN, "#7a5bc2")[number % 5]
        sheet.box(120 + number * 125, 530 - height * 42, 85, height * 42, colour, edge=INK, width=3)
        sheet.write(str(height), 145 + number * 125, 485 - height * 42, 32, INK, 4)
    return sheet


def pattern() -> Sheet:
    """A mirror in the middle."""
    sheet = Sheet(95, shake=1.4)
    sheet.squared(40)
    sheet.line([(400, 20), (400, 580)], RED, 4)
    for x, y, colour in (
        (1, 3, BLUE),
        (2, 4, YELLOW),
        (3, 5, GREEN),
        (3, 7, BLUE),
        (2, 8, YELLOW),
        (1, 9, GREEN),
        (5, 6, RED),
        (4, 3, RED),
    ):
        for left in (400 - x * 40 - 0, 400 + (x - 1) * 40):
            sheet.box(left, y * 40, 40, 40, colour)
    return sheet


def graph(slope: int = 15, start: int = 20) -> Sheet:
    """From table to graph: what it costs for so many hours."""
    sheet = Sheet(slope, shake=1.1)
    sheet.squared()
    sheet.line([(250, 40), (250, 525), (775, 525)], INK, 4)
    sheet.write("X   Y", 50, 60, 32, INK, 4)
    for row in range(5):
        value = start + slope * row
        sheet.write(f"{row}   {value}", 50, 120 + row * 56, 30, INK, 4)
        sheet.dot(250 + row * 110, 525 - value * 4.6, 8, RED)
    sheet.line([(250, 525 - start * 4.6), (250 + 4.6 * 110, 525 - (start + slope * 4.6) * 4.6)], BLUE, 4)
    sheet.write(f"Y={slope}X+{start}", 430, 440, 40, BLUE, 5)
    return sheet


def figures() -> Sheet:
    """Shapes sorted by their corners."""
    sheet = Sheet(97, shake=2)
    sheet.squared()
    for x, corners, colour in ((120, 3, RED), (310, 4, BLUE), (500, 5, YELLOW), (680, 6, GREEN)):
        turn = -math.pi / 2
        points = [
            (x + 75 * math.cos(turn + n * 2 * math.pi / corners), 250 + 75 * math.sin(turn + n * 2 * math.pi / corners))
            for n in range(corners)
        ]
        sheet.fill(points, colour, edge=INK)
        sheet.write(str(corners), x - 16, 390, 50, INK, 6)
    sheet.fill(ring(400, 510, 34), "#7a5bc2", edge=INK)
    sheet.write("0", 460, 486, 46, INK, 6)
    return sheet


def sums() -> Sheet:
    """A page of the first sums."""
    sheet = Sheet(98, shake=4)
    sheet.squared(40)
    for row, line in enumerate(("3+4=7", "5+5=10", "8-2=6", "9+1=10", "7-7=0")):
        sheet.write(line, 120, 45 + row * 108, 62, INK, 7)
    return sheet


PICTURES: dict[str, Callable[..., Sheet]] = {
    "tower": tower,
    "fractions": fractions,
    "chart": chart,
    "pattern": pattern,
    "graph": graph,
    "figures": figures,
    "sums": sums,
}
