"""Books, houses, people and ships."""

import math
from collections.abc import Callable

from demo.pictures.nature import grass, sun, tree
from demo.pictures.sheet import Sheet

SKIN, HAIR = "#e9b98f", "#5b3a24"


def person(
    sheet: Sheet, x: float, y: float, dress: str, *, tall: float = 1.0, hair: str = HAIR, skin: str = SKIN
) -> None:
    """A child's person with the feet at (x, y)."""
    head = y - 190 * tall
    sheet.line([(x - 18, y - 60 * tall), (x - 20, y)], skin, 9)
    sheet.line([(x + 18, y - 60 * tall), (x + 20, y)], skin, 9)
    sheet.fill([(x - 22, head + 45), (x + 22, head + 45), (x + 46, y - 50 * tall), (x - 46, y - 50 * tall)], dress)
    sheet.line([(x - 22, head + 60), (x - 62, head + 95)], skin, 8)
    sheet.line([(x + 22, head + 60), (x + 62, head + 88)], skin, 8)
    sheet.round(x, head, 42, skin, edge="#8a5a3c", width=3)
    for number in range(9):
        angle = math.pi + number * math.pi / 8
        sheet.line(
            [
                (x + math.cos(angle) * 36, head + math.sin(angle) * 36),
                (x + math.cos(angle) * 50, head + math.sin(angle) * 48),
            ],
            hair,
            7,
        )
    sheet.dot(x - 14, head - 4, 5, "#26211d")
    sheet.dot(x + 14, head - 4, 5, "#26211d")
    sheet.line([(x - 15, head + 14), (x, head + 22), (x + 15, head + 14)], "#a3382f", 4)


def house(sheet: Sheet, x: float, y: float, wall: str, roof: str, size: float = 1.0) -> None:
    """A house whose lower left corner is (x, y)."""
    w, h = 230 * size, 170 * size
    sheet.box(x, y - h, w, h, wall, edge="#5a4634")
    sheet.fill([(x - 18, y - h), (x + w / 2, y - h - 120 * size), (x + w + 18, y - h)], roof, edge="#5a4634")
    sheet.box(x + w * 0.42, y - h * 0.5, w * 0.2, h * 0.5, "#7a4a2b")
    for wx in (0.12, 0.72):
        sheet.box(x + w * wx, y - h * 0.8, w * 0.18, w * 0.18, "#bfe0f2", edge="#5a4634", width=3)


def myself() -> Sheet:
    sheet = Sheet(3, shake=5)
    sun(sheet, 680, 90)
    grass(sheet, 510)
    person(sheet, 400, 515, "#d8457e", tall=1.5, hair="#2b1d16", skin="#c98f63")
    sheet.write("YASMIN", 70, 60, 60, "#3f5bb5", 8)
    return sheet


def family() -> Sheet:
    sheet = Sheet(4, shake=4)
    house(sheet, 60, 500, "#e7c98b", "#b5483a")
    grass(sheet, 495)
    for x, dress, tall in ((400, "#3f8fd0", 1.4), (530, "#7a5bc2", 1.3), (640, "#e06a3b", 0.9), (730, "#4d9a4a", 0.7)):
        person(sheet, x, 545, dress, tall=tall)
    return sheet


def digger() -> Sheet:
    """A digger, as big as it felt."""
    sheet = Sheet(6, shake=6)
    sheet.box(-10, 470, 820, 140, "#c79a5e")
    sheet.box(210, 300, 260, 130, "#f0a81f", edge="#6b4a10")
    sheet.box(250, 200, 130, 110, "#bfe0f2", edge="#6b4a10")
    sheet.line([(460, 320), (600, 190), (690, 330)], "#e08a12", 22)
    sheet.fill([(650, 330), (740, 330), (720, 420), (660, 400)], "#8d8d92", edge="#44444a")
    for x in (250, 330, 410):
        sheet.round(x, 455, 42, "#3b3b40", edge="#1d1d20")
        sheet.round(x, 455, 15, "#9b9ba2")
    sheet.dot(310, 245, 7, "#26211d")
    sheet.write("VILLA", 60, 60, 70, "#c4432e", 9)
    return sheet


def fox_book() -> Sheet:
    sheet = Sheet(20)
    sheet.box(-10, -10, 820, 620, "#e9dcc4")
    sheet.fill([(90, 110), (395, 130), (395, 520), (90, 495)], "#fffdf5", edge="#9d8a66")
    sheet.fill([(405, 130), (710, 110), (710, 495), (405, 520)], "#fffdf5", edge="#9d8a66")
    for row in range(7):
        sheet.line([(130, 190 + row * 40), (355 - (row % 3) * 40, 196 + row * 40)], "#8a919b", 4)
    sheet.box(430, 160, 255, 310, "#2f4766")
    sheet.round(650, 200, 24, "#f4e3a1")
    sheet.fill([(470, 430), (500, 330), (570, 320), (610, 430)], "#d9692b")
    sheet.fill(
        [(480, 340), (500, 270), (530, 310), (560, 268), (585, 335), (533, 385)], "#e07b35", edge="#8a3d14", width=3
    )
    sheet.fill([(515, 350), (552, 350), (534, 384)], "#fdf3e6")
    sheet.line([(608, 425), (660, 380), (668, 330)], "#d9692b", 24)
    sheet.dot(517, 330, 5, "#1f1a17")
    sheet.dot(550, 330, 5, "#1f1a17")
    return sheet


def haunted_house(seed: int = 50) -> Sheet:
    """A house at night with light in the cellar; another seed is another child's house."""
    sheet = Sheet(seed, paper="#3a4a67")
    sheet.round(120 + seed % 5 * 120, 100, 54, "#f3e6ad")
    for _ in range(24):
        sheet.dot(
            sheet.chance.uniform(10, 790), sheet.chance.uniform(10, 260), sheet.chance.uniform(1.5, 3.5), "#f7f2d8"
        )
    sheet.box(-10, 470, 820, 140, "#242c38")
    sheet.fill([(250, 480), (262, 220), (540, 232), (556, 480)], "#4c4552", edge="#191a20")
    sheet.fill([(225, 226), (390, 90), (572, 236)], "#2b2430", edge="#191a20")
    for x, y in ((300, 270), (450, 276), (305, 360)):
        sheet.box(x, y, 52, 58, "#1d2028", edge="#0f1116", width=3)
    sheet.box(440, 420, 70, 44, "#f6c945", edge="#0f1116", width=3)
    sheet.fill([(375, 480), (377, 375), (425, 377), (428, 480)], "#171519")
    for x, lean in ((110, -30), (680, 26)):
        sheet.line([(x, 490), (x + lean / 2, 350), (x + lean, 230)], "#15181d", 13)
        for step in range(4):
            sheet.line(
                [
                    (x + lean * step / 4, 400 - step * 45),
                    (x + lean * step / 4 + (60 if step % 2 else -60), 350 - step * 48),
                ],
                "#15181d",
                6,
            )
    for x in range(20, 800, 60):
        sheet.line([(x, 560), (x, 500)], "#11151a", 6)
    sheet.line([(0, 525), (800, 530)], "#11151a", 5)
    return sheet


def ship() -> Sheet:
    sheet = Sheet(61)
    sun(sheet, 110, 90)
    sheet.fill(
        [(180, 380), (250, 450), (560, 450), (640, 370), (600, 380), (540, 410), (260, 410)], "#8a5a35", edge="#4a2f1b"
    )
    sheet.line([(180, 380), (160, 320), (190, 290), (205, 312)], "#8a5a35", 14)
    sheet.line([(640, 370), (665, 330)], "#8a5a35", 12)
    sheet.line([(410, 410), (410, 150)], "#4a2f1b", 10)
    for number in range(5):
        sheet.box(300 + number * 44, 170, 44, 170, "#c4432e" if number % 2 else "#f6eedd")
    for number, colour in enumerate(("#e2b33c", "#3f8fd0", "#c4432e", "#4d9a4a", "#e2b33c")):
        sheet.round(300 + number * 58, 415, 24, colour, edge="#4a2f1b")
    for row in range(4):
        points = [(x, 470 + row * 32 + (10 if x // 40 % 2 else -6)) for x in range(-10, 820, 40)]
        sheet.line(points, "#3f7fb0", 8)
    return sheet


def viking_map() -> Sheet:
    """The way from Ribe to the places where things were bought and sold."""
    sheet = Sheet(62, shake=3.5, paper="#efe2c0")
    sheet.fill([(330, 130), (395, 110), (420, 200), (400, 330), (345, 350), (320, 250)], "#9db876", edge="#5f7142")
    sheet.fill([(440, 30), (620, 10), (700, 200), (610, 260), (520, 190), (470, 110)], "#9db876", edge="#5f7142")
    sheet.fill([(60, 180), (150, 140), (190, 260), (140, 400), (70, 360)], "#9db876", edge="#5f7142")
    sheet.fill([(250, 420), (420, 380), (640, 400), (760, 470), (740, 590), (260, 590)], "#9db876", edge="#5f7142")
    places = {"RIBE": (335, 270), "YORK": (130, 280), "HEDEBY": (365, 345), "KAUPANG": (500, 120), "BIRKA": (630, 170)}
    for name, (x, y) in places.items():
        sheet.round(x, y, 9, "#b5301f")
        sheet.write(name, x + 14, y - 8, 22, "#3a2a1c", 3)
    for way in (
        [(325, 275), (250, 300), (150, 285)],
        [(372, 340), (460, 300), (560, 270), (625, 180)],
        [(340, 262), (420, 90), (495, 125)],
    ):
        for first, second in zip(way, way[1:], strict=False):
            for part in range(5):
                shares = (part / 5, part / 5 + 0.12)
                (x1, y1), (x2, y2) = first, second
                sheet.line([(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in shares], "#b5301f", 4)
    sheet.write("RUTEN FRA RIBE", 40, 40, 36, "#3a2a1c", 5)
    return sheet


def comic() -> Sheet:
    sheet = Sheet(70)
    for number in range(4):
        x, y = 30 + (number % 2) * 380, 25 + (number // 2) * 285
        sheet.box(x, y, 355, 265, ("#dcebf5", "#f6e3d2", "#3a4a67", "#e4efd9")[number], edge="#26211d", width=5)
    person(sheet, 190, 280, "#c4432e", tall=0.9)
    sheet.write("HALLO?", 60, 45, 26, "#26211d", 4)
    tree(sheet, 680, 285)
    person(sheet, 520, 280, "#c4432e", tall=0.9)
    sheet.round(300, 400, 30, "#f3e6ad")
    sheet.write("BANK", 80, 360, 44, "#fbfaf2", 6)
    sheet.write("BANK", 110, 450, 34, "#fbfaf2", 5)
    person(sheet, 520, 570, "#c4432e", tall=0.9)
    person(sheet, 650, 570, "#3f8fd0", tall=1.0)
    return sheet


PICTURES: dict[str, Callable[..., Sheet]] = {
    "myself": myself,
    "family": family,
    "digger": digger,
    "fox_book": fox_book,
    "haunted_house": haunted_house,
    "ship": ship,
    "viking_map": viking_map,
    "comic": comic,
}
