"""Science, history, art and what is built."""

import math
from collections.abc import Callable

from demo.pictures.nature import grass, sun
from demo.pictures.sheet import Sheet
from demo.pictures.stories import house, person

INK = "#2c3440"


def volcano() -> Sheet:
    sheet = Sheet(110)
    sheet.fill([(120, 540), (330, 200), (450, 200), (690, 540)], "#7a5b45", edge="#3b2a1e")
    sheet.fill([(330, 200), (450, 200), (420, 300), (470, 430), (400, 330), (350, 450), (365, 290)], "#e0512b")
    for number in range(16):
        angle = -math.pi / 2 + (number - 8) * 0.14
        sheet.line(
            [(390, 195), (390 + 150 * math.cos(angle), 195 + 130 * math.sin(angle))],
            "#f08a24" if number % 2 else "#d9361f",
            6,
        )
    sheet.fill([(384, 250), (398, 250), (402, 540), (380, 540)], "#c4331c")
    for text, y in (("KRATER", 190), ("LAVA", 330), ("MAGMA", 500)):
        sheet.write(text, 590, y, 28, INK, 4)
        sheet.line([(580, y + 14), (430, y + 18)], INK, 2)
    return sheet


def planets() -> Sheet:
    sheet = Sheet(111, paper="#202a44")
    sheet.round(0, 300, 110, "#f4c23c")
    rows = (
        (170, 14, "#b8a58f"),
        (235, 20, "#e0b26c"),
        (305, 22, "#4f93c9"),
        (375, 17, "#c9562f"),
        (480, 56, "#d6a877"),
        (610, 46, "#e3cf96"),
        (700, 30, "#8ecbd1"),
        (765, 29, "#4a6fc4"),
    )
    for x, r, colour in rows:
        sheet.round(x, 300, r, colour)
    sheet.line([(540, 330), (610, 300), (685, 268)], "#f3e9c6", 5)
    for _ in range(40):
        sheet.dot(sheet.chance.uniform(5, 795), sheet.chance.uniform(5, 595), 1.6, "#fbfaf2")
    return sheet


def circuit() -> Sheet:
    sheet = Sheet(112, shake=1.6)
    sheet.line([(200, 430), (200, 180), (370, 180)], INK, 5)
    sheet.line([(450, 180), (620, 180), (620, 430), (460, 430)], INK, 5)
    sheet.line([(200, 430), (360, 430)], INK, 5)
    sheet.box(360, 395, 100, 70, "#e2b33c", edge=INK)
    sheet.write("+   -", 378, 412, 32, INK, 5)
    sheet.round(410, 170, 44, "#fbe58a", edge=INK)
    sheet.line([(385, 190), (405, 150), (418, 186), (438, 150)], INK, 3)
    for number in range(8):
        angle = number * math.pi / 4
        sheet.line(
            [
                (410 + 58 * math.cos(angle), 170 + 58 * math.sin(angle)),
                (410 + 84 * math.cos(angle), 170 + 84 * math.sin(angle)),
            ],
            "#f2b632",
            5,
        )
    sheet.line([(190, 300), (255, 262)], "#c4432e", 8)
    sheet.write("KONTAKT", 40, 220, 28, INK, 4)
    return sheet


def robot() -> Sheet:
    """Built of milk cartons and bottle tops."""
    sheet = Sheet(113)
    sheet.box(280, 250, 240, 220, "#b9c4cc", edge=INK)
    sheet.box(320, 110, 160, 120, "#d5dde2", edge=INK)
    for x in (360, 440):
        sheet.round(x, 165, 22, "#3f8fd0", edge=INK)
    sheet.line([(355, 205), (445, 205)], "#c4432e", 8)
    sheet.line([(400, 110), (400, 70)], INK, 5)
    sheet.round(400, 60, 14, "#c4432e")
    for x in (280, 520):
        sheet.line([(x, 290), (x + (-90 if x < 400 else 90), 370)], "#8d979e", 20)
    for x in (330, 470):
        sheet.line([(x, 470), (x, 560)], "#8d979e", 26)
    for number, colour in enumerate(("#e2b33c", "#4d9a4a", "#c4432e")):
        sheet.round(335 + number * 65, 360, 22, colour, edge=INK)
    return sheet


def street() -> Sheet:
    """The way to school from above the roofs."""
    sheet = Sheet(114)
    sun(sheet, 700, 80)
    grass(sheet, 430, "#a9b08a")
    for x, wall, roof, size in (
        (20, "#e7c98b", "#b5483a", 0.8),
        (250, "#bcd0da", "#6c5a4b", 0.95),
        (520, "#e3b9a1", "#8a3d34", 0.85),
    ):
        house(sheet, x, 440, wall, roof, size)
    sheet.fill([(0, 500), (800, 470), (800, 590), (0, 600)], "#8d8d92")
    for x in range(30, 800, 110):
        sheet.line([(x, 545), (x + 55, 541)], "#fbfaf2", 6)
    person(sheet, 420, 520, "#c4432e", tall=0.55)
    return sheet


def portrait() -> Sheet:
    """A face in warm and cold colours."""
    sheet = Sheet(115, paper="#efe6d6")
    sheet.fill([(400, 70), (560, 150), (590, 330), (500, 520), (400, 560)], "#d9692b")
    sheet.fill([(400, 70), (240, 150), (210, 330), (300, 520), (400, 560)], "#3f7fb0")
    sheet.fill(
        [(230, 160), (400, 40), (575, 165), (590, 330), (540, 200), (400, 130), (260, 200), (212, 330)], "#26211d"
    )
    for x in (320, 480):
        sheet.round(x, 290, 34, "#fbfaf2", tall=0.55, edge=INK)
        sheet.dot(x, 290, 13, "#3b2419")
        sheet.line([(x - 45, 245), (x, 232), (x + 45, 246)], "#26211d", 7)
    sheet.line([(400, 290), (378, 390), (412, 395)], "#8a3d14", 5)
    sheet.fill([(335, 450), (400, 436), (468, 450), (400, 486)], "#a3382f")
    return sheet


def city() -> Sheet:
    """Two vanishing points."""
    sheet = Sheet(116, shake=0.9)
    sheet.line([(0, 320), (800, 320)], "#9aa5ad", 3)
    for x, top, colour in ((400, 90, "#7d8fa3"), (300, 190, "#a3b0bd"), (520, 170, "#a3b0bd")):
        for side in (-1, 1):
            end = x + side * 130
            lift = (320 - top) * 0.55
            sheet.fill(
                [(x, top), (end, 320 - lift), (end, 320 + lift * 0.75), (x, 320 + (320 - top) * 0.8)],
                colour if side < 0 else "#5f7084",
                edge=INK,
                width=3,
            )
    for row in range(4):
        sheet.line([(400, 150 + row * 70), (290, 205 + row * 45)], "#e6edf2", 3)
        sheet.line([(400, 150 + row * 70), (510, 205 + row * 45)], "#c9d3dc", 3)
    return sheet


def poster() -> Sheet:
    """Fact or not: a news story under the glass."""
    sheet = Sheet(117, shake=1.4, paper="#f4f1e6")
    sheet.box(60, 70, 430, 470, "#fffdf5", edge=INK)
    sheet.write("NYHED", 90, 100, 58, INK, 7)
    for row in range(9):
        sheet.line([(90, 220 + row * 34), (450 - (row % 3) * 50, 220 + row * 34)], "#8a919b", 5)
    sheet.hoop(530, 300, 120, "#3a4a67", 16)
    sheet.line([(615, 390), (720, 510)], "#8a5a35", 26)
    sheet.write("SANDT?", 440, 272, 42, "#c4432e", 6)
    return sheet


def conductivity() -> Sheet:
    """Lab: which of them lets the current through."""
    sheet = Sheet(118, shake=1.2)
    sheet.squared()
    sheet.write("LEDNINGSEVNE", 60, 50, 40, INK, 5)
    for row, (name, answer, colour) in enumerate(
        (
            ("SALTVAND", "JA", "#4d9a4a"),
            ("SUKKERVAND", "NEJ", "#c4432e"),
            ("EDDIKE", "LIDT", "#e2b33c"),
            ("VAND", "NEJ", "#c4432e"),
        )
    ):
        sheet.write(name, 60, 150 + row * 100, 38, INK, 5)
        sheet.fill(
            [(480, 140 + row * 100), (560, 140 + row * 100), (550, 215 + row * 100), (490, 215 + row * 100)],
            "#c8dbe2",
            edge="#7e9aa6",
        )
        sheet.write(answer, 600, 150 + row * 100, 38, colour, 6)
    return sheet


PICTURES: dict[str, Callable[..., Sheet]] = {
    "volcano": volcano,
    "planets": planets,
    "circuit": circuit,
    "robot": robot,
    "street": street,
    "portrait": portrait,
    "city": city,
    "poster": poster,
    "conductivity": conductivity,
}
