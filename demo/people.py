"""The pupils and their contact persons, made the same way every time: who is at a school in a given school year.

Kastanjeskolen has 612 pupils in 2026/27: three tracks in 0.–9. and a special class. Every pupil has been at the school since
0. klasse or came later, so that the yearly register files give real history. The cast are pupils among them.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from demo.classes import ALIASES, CAME_LATER, names_of
from demo.names import ADULTS_F, ADULTS_M, BOYS, FAMILIES, GIRLS
from demo.staff import FIRST_YEAR, LINES, THIS_YEAR

PUPILS = 612
SPECIAL = "S"


@dataclass
class Contact:
    """`relation` is the register's word: Mor, Far, Andet, Officielt tilknyttet person. Not in register files from `until` on."""

    uniid: str
    given: str
    family: str
    relation: str
    custody: bool = True
    until: dt.date | None = None


@dataclass
class Pupil:
    """`grade` and `line` in THIS_YEAR, `since` the first school year here. `alias` is what a protected pupil is called."""

    uniid: str
    given: str
    family: str
    born_on: dt.date
    grade: int
    line: str
    since: int
    contacts: list[Contact] = field(default_factory=list)
    alias: tuple[str, str] | None = None

    def grade_in(self, year: int) -> int | None:
        """The grade in school year `year`; None when not yet here."""
        grade = self.grade - (THIS_YEAR - year)
        return grade if grade >= 0 and year >= self.since else None


HENRIK = Contact("demo-henrik", "Henrik", "Dahl", "Far")
SIGNE = Contact("demo-signe", "Signe", "Dahl", "Mor")
JENS = Contact("demo-jens", "Jens", "Holt", "Andet", until=dt.date(2025, 7, 1))
METTE = Contact("demo-mette", "Mette", "Lindqvist", "Mor")
MAGNUS_FATHER = Contact("22magnusf", "Anders", "Lindqvist", "Far")
# Name → account, day of birth and contact persons of the pupils whom the demo signs in, and of Mette's son at the other school.
CAST: dict[str, tuple[str, dt.date, list[Contact]]] = {
    "Villads Krogh": (
        "demo-villads",
        dt.date(2020, 5, 14),
        [Contact("22villadsm", "Line", "Krogh", "Mor"), Contact("22villadsf", "Mads", "Krogh", "Far")],
    ),
    "Alma Dahl": ("demo-alma", dt.date(2018, 9, 2), [SIGNE, HENRIK]),
    "Oskar Dahl": ("demo-oskar", dt.date(2015, 3, 21), [SIGNE, HENRIK, JENS]),
    "Viggo Brandt": (
        "demo-viggo",
        dt.date(2015, 6, 8),
        [Contact("22viggom", "Nina", "Brandt", "Mor"), Contact("22viggof", "Carsten", "Toft", "Far", custody=False)],
    ),
    "Yasmin Aziz": (
        "demo-yasmin",
        dt.date(2012, 11, 30),
        [Contact("22yasminm", "Samira", "Aziz", "Mor"), Contact("22yasminf", "Tariq", "Aziz", "Far")],
    ),
    "Magnus Lindqvist": ("demo-magnus", dt.date(2017, 2, 11), [METTE, MAGNUS_FATHER]),
}


def kastanje_pupils() -> list[Pupil]:
    """All pupils of Kastanjeskolen in THIS_YEAR, each with contact persons."""
    found = _school(random.Random(62), _kastanje_classes(), 10, FIRST_YEAR)  # noqa: S311 # the same school every time is the point
    _siblings(found, random.Random(8))  # noqa: S311 # as above
    return found


def aasen_pupils() -> list[Pupil]:
    """The three classes of Åsenskolen that are in Spor, Magnus among them."""
    classes = [(3, "A", 14), (5, "A", 13), (8, "A", 15)]
    found = _school(random.Random(5), classes, 11, 2024)  # noqa: S311 # as above
    account, born, contacts = CAST["Magnus Lindqvist"]
    found[0] = Pupil(account, "Magnus", "Lindqvist", born, 3, "A", 2024, contacts)
    return found


def _kastanje_classes() -> list[tuple[int, str, int]]:
    """(grade, line, pupils): 28 in 5.B, 8 in the special class, 19 or 20 in the others; 20 where the trail names them."""
    named = {
        (grade, line): len(names_of(grade, line)) for grade in range(10) for line in LINES if names_of(grade, line)
    }
    others = [(grade, line) for grade in range(10) for line in LINES if (grade, line) not in named]
    spare = PUPILS - 8 - sum(named.values()) - 19 * len(others)
    sizes = [(grade, line, 19 + (place < spare)) for place, (grade, line) in enumerate(others)]
    return sorted([*sizes, *((grade, line, size) for (grade, line), size in named.items()), (4, SPECIAL, 8)])


def _school(chance: random.Random, classes: list[tuple[int, str, int]], prefix: int, first_year: int) -> list[Pupil]:
    taken = {(given, family) for grade, line, _size in classes for given, family in names_of(grade, line)}
    found: list[Pupil] = []
    for grade, line, size in classes:
        names = names_of(grade, line) if prefix == 10 else []
        for place in range(size):
            name = names[place] if names else _fresh_name(chance, taken)
            found.append(_pupil(name, grade, line, f"{prefix}{len(found):05d}", chance, first_year))
    return found


def _fresh_name(chance: random.Random, taken: set[tuple[str, str]]) -> tuple[str, str]:
    while True:
        name = (chance.choice(GIRLS if chance.random() < 0.5 else BOYS), chance.choice(FAMILIES))
        if name not in taken:
            taken.add(name)
            return name


def _pupil(name: tuple[str, str], grade: int, line: str, number: str, chance: random.Random, first_year: int) -> Pupil:
    full = " ".join(name)
    named = bool(names_of(grade, line))
    begun = THIS_YEAR - grade
    since = begun if named or chance.random() < 0.85 else THIS_YEAR - chance.randrange(grade + 1)
    since = CAME_LATER.get(full, since)
    born = dt.date(THIS_YEAR - 6 - grade, 1, 1) + dt.timedelta(days=chance.randrange(365))
    pupil = Pupil(f"{number}e", *name, born, grade, line, max(since, first_year))
    pupil.contacts = _contacts(pupil, number, chance)
    if full in CAST:
        pupil.uniid, pupil.born_on, pupil.contacts = CAST[full]
    if full in ALIASES:
        pupil.alias, (pupil.given, pupil.family) = name, ALIASES[full]
        for contact in pupil.contacts:
            contact.family = pupil.family
    return pupil


def _contacts(pupil: Pupil, number: str, chance: random.Random) -> list[Contact]:
    """One parent, two, two in two homes, one without custody; now and then a foster home, whose basis the school records."""
    kind = chance.random()
    mother = Contact(f"2{number}m", chance.choice(ADULTS_F), pupil.family, "Mor")
    father = Contact(f"2{number}f", chance.choice(ADULTS_M), pupil.family, "Far")
    if kind < 0.06:
        return [mother]
    if kind < 0.08:
        given, family = chance.choice(ADULTS_F), chance.choice(FAMILIES)
        return [Contact(f"2{number}p", given, family, "Officielt tilknyttet person", custody=False)]
    if kind < 0.3:
        father.family = chance.choice(FAMILIES)
    if kind < 0.12:
        father.custody = False
    return [mother, father]


def _siblings(everybody: list[Pupil], chance: random.Random) -> None:
    """About a hundred pupils are somebody's younger brother or sister: same family name, same contact persons."""
    free = [pupil for pupil in everybody if not names_of(pupil.grade, pupil.line)]
    older = [pupil for pupil in free if pupil.grade >= 3]
    for pupil in chance.sample([pupil for pupil in free if pupil.grade < 3], 70):
        other = chance.choice(older)
        pupil.family, pupil.contacts = other.family, other.contacts
