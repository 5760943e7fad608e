"""Animals, plants and weather."""

import math
from collections.abc import Callable
from functools import partial

from demo.pictures.sheet import Sheet

GREEN, BROWN, SUN, SKY = "#4d9a4a", "#8a5a35", "#f2b632", "#8fc3e8"


def sun(sheet: Sheet, x: float, y: float, r: float = 38) -> None:
    sheet.round(x, y, r, SUN)
    for number in range(11):
        angle = number * math.pi * 2 / 11
        start, end = r + 10, r + 34
        points = [(x + math.cos(angle) * reach, y + math.sin(angle) * reach) for reach in (start, end)]
        sheet.line(points, SUN, 6)


def grass(sheet: Sheet, y: float = 500, colour: str = GREEN) -> None:
    sheet.box(-10, y, 820, 620 - y, colour)
    for x in range(10, 800, 26):
        sheet.line([(x, y + 6), (x + 5, y - 16)], colour, 4)


def flower(sheet: Sheet, x: float, y: float, colour: str) -> None:
    sheet.line([(x, y), (x + 3, y + 95)], GREEN, 5)
    sheet.round(x + 22, y + 60, 17, GREEN, tall=0.5)
    for number in range(6):
        angle = number * math.pi / 3
        sheet.round(x + math.cos(angle) * 21, y + math.sin(angle) * 21, 13, colour)
    sheet.round(x, y, 13, SUN)


def tree(sheet: Sheet, x: float, y: float, leaves: str = GREEN) -> None:
    """A tree whose foot stands at (x, y)."""
    sheet.fill([(x - 16, y), (x - 10, y - 120), (x + 12, y - 120), (x + 20, y)], BROWN)
    for dx, dy, r in ((-46, -140, 46), (44, -144, 48), (0, -190, 56)):
        sheet.round(x + dx, y + dy, r, leaves)


def bean(day: int, *, dark: bool = False) -> Sheet:
    """A bean in its glass after so many days; in the dark it grows long and pale."""
    sheet = Sheet(day + 100 * dark, paper="#4b4a52" if dark else "#f6f8f2")
    stem = "#dfe0a8" if dark else GREEN
    sheet.box(0, 500, 800, 110, "#b98d5f")
    sheet.fill([(270, 330), (530, 330), (505, 520), (295, 520)], "#c8dbe2", edge="#7e9aa6")
    sheet.fill([(284, 400), (517, 400), (503, 514), (297, 514)], "#6d4a32")
    sheet.round(400, 425, 26, "#efe3c2", tall=0.7, edge="#a98c5a")
    top = 400 - min(330, day * (17 if dark else 11))
    lean = 40 if dark else 12
    sheet.line([(400, 420), (400 + lean / 2, (400 + top) / 2), (400 + lean, top)], stem, 8)
    for number in range(max(1, day // 5)):
        y = top + number * (85 if dark else 52)
        if y < 390:
            side = 1 if number % 2 else -1
            size = 16 if dark else 34
            sheet.round(400 + lean + side * (size + 6), y + 6, size, stem, tall=0.55)
    for offset in (-30, -8, 18):
        sheet.line([(400 + offset / 3, 440), (400 + offset, 490)], "#e7d7b4", 3)
    sheet.line([(590, 90), (590, 500)], "#d8c07a", 5)
    for number in range(9):
        sheet.line([(580, 500 - number * 50), (600, 500 - number * 50)], "#d8c07a", 4)
    sheet.write(f"DAG {day}", 50, 95, 46, "#fbfaf2" if dark else "#31424d", 6)
    return sheet


def hedgehog() -> Sheet:
    sheet = Sheet(31)
    sun(sheet, 690, 90)
    grass(sheet, 470)
    sheet.fill([(200, 470), (230, 340), (330, 270), (450, 270), (550, 340), (580, 470)], "#7a5a41")
    for number in range(34):
        angle = math.pi + (number % 17) * math.pi / 16
        reach = 175 if number < 17 else 120
        x, y = 390 + math.cos(angle) * reach, 470 + math.sin(angle) * reach * 0.95
        sheet.line([(x, y), (x + math.cos(angle) * 34, y + math.sin(angle) * 34)], "#4c3626", 5)
    sheet.fill([(560, 400), (690, 450), (560, 474)], "#d9b48c", edge="#7a5a41")
    sheet.dot(690, 450, 12, "#26211d")
    sheet.dot(600, 425, 8, "#26211d")
    for x in (280, 350, 450, 520):
        sheet.line([(x, 470), (x, 495), (x + 14, 495)], "#4c3626", 7)
    return sheet


def autumn_tree() -> Sheet:
    sheet = Sheet(44)
    sheet.box(-10, -10, 820, 430, "#cfe2ee")
    grass(sheet, 460, "#a58a4a")
    for number, colour in enumerate(("#d9822b", "#c4432e", "#e2b33c")):
        tree(sheet, 180 + number * 220, 480, colour)
    for number in range(26):
        x, y = sheet.chance.uniform(30, 770), sheet.chance.uniform(380, 580)
        sheet.round(x, y, 11, ("#d9822b", "#c4432e", "#e2b33c")[number % 3], tall=0.7)
    return sheet


def flowers() -> Sheet:
    sheet = Sheet(12, shake=4)
    sun(sheet, 110, 90)
    grass(sheet, 480)
    for number, colour in enumerate(("#d8457e", "#7a5bc2", "#e06a3b", "#3f8fd0", "#d8457e")):
        flower(sheet, 190 + number * 125, 380 - (number % 2) * 40, colour)
    return sheet


def pond() -> Sheet:
    """What was found in the pond behind the school."""
    sheet = Sheet(77)
    sheet.fill([(60, 300), (200, 230), (600, 230), (750, 320), (690, 520), (120, 530)], "#7fb4cf", edge="#4d7f97")
    for x, y, name in (
        (170, 320, "RYGSVØMMER"),
        (450, 300, "SKØJTELØBER"),
        (180, 440, "DØGNFLUE"),
        (480, 440, "SNEGL"),
    ):
        sheet.round(x, y, 20, "#5b4630", tall=0.6)
        for side in (-1, 1):
            for step in (-12, 0, 12):
                sheet.line([(x + step, y), (x + step + side * 10, y + side * 24)], "#3b2d20", 3)
        sheet.write(name, x + 34, y - 10, 22, "#20343f", 3)
    sheet.write("VANDHULLET 12 GRADER", 90, 90, 40, "#2b3c46", 5)
    return sheet


def skeleton() -> Sheet:
    """A bird's skeleton beside a human arm, with the names of the bones."""
    sheet = Sheet(15, shake=1.4)
    for x, name in ((200, "FUGL"), (560, "MENNESKE")):
        sheet.write(name, x - 60, 40, 34, "#2b3c46", 5)
        joints = [(x - 60, 160), (x + 20, 260), (x - 20, 390), (x + 40, 500)]
        for first, second in zip(joints, joints[1:], strict=False):
            sheet.line([first, second], "#cbb68e", 22)
        for px, py in joints:
            sheet.round(px, py, 18, "#e8dcc0", edge="#8d7a55")
    for y, name in ((200, "OVERARM"), (320, "UNDERARM"), (440, "HÅND")):
        sheet.write(name, 310, y, 24, "#8b2f45", 3)
    return sheet


PICTURES: dict[str, Callable[..., Sheet]] = {
    "bean": bean,
    "dark_bean": partial(bean, dark=True),
    "hedgehog": hedgehog,
    "autumn": autumn_tree,
    "flowers": flowers,
    "pond": pond,
    "skeleton": skeleton,
}
