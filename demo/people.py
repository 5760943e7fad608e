"""The people of the demo municipality, made the same way every time: who is at Kastanjeskolen in a given school year.

Kastanjeskolen has 612 pupils in 2026/27: three tracks in 0.–9., a special class, hold across classes. Every pupil has been at
the school since 0. klasse or moved in later, so that the yearly register files give real history. The cast are people among them.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from demo.names import ADULTS_F, ADULTS_M, BOYS, FAMILIES, GIRLS

THIS_YEAR = 2026
FIRST_YEAR = 2018
LINES = "ABC"
PUPILS = 612
SPECIAL = "S"


@dataclass
class Contact:
    uniid: str
    given: str
    family: str
    relation: str  # the register's word: Mor, Far, Andet, Officielt tilknyttet person
    custody: bool = True
    until: dt.date | None = None  # not named in register files from this day on
    custody_until: dt.date | None = None


@dataclass
class Pupil:
    uniid: str
    given: str
    family: str
    born_on: dt.date
    grade: int  # in THIS_YEAR
    line: str
    since: int  # first school year here
    contacts: list[Contact] = field(default_factory=list)
    protected: bool = False
    alias: tuple[str, str] | None = None

    def grade_in(self, year: int) -> int | None:
        """The grade in school year `year`; None when not yet here."""
        grade = self.grade - (THIS_YEAR - year)
        return grade if grade >= 0 and year >= self.since else None


@dataclass(frozen=True)
class Employee:
    uniid: str
    given: str
    family: str
    roles: tuple[str, ...]  # Lærer, Pædagog, Leder, TAP, Vikar …
    groups: tuple[str, ...] = ()
    occupation: str = ""
    since: int = FIRST_YEAR


def _born(grade: int, chance: random.Random) -> dt.date:
    return dt.date(THIS_YEAR - 6 - grade, 1, 1) + dt.timedelta(days=chance.randrange(365))


def _classes() -> list[tuple[int, str, int]]:
    """(grade, line, pupils): 604 in the tracks, of whom 28 in 5.B and 19 or 20 in the others, and 8 in the special class."""
    others = [(grade, line) for grade in range(10) for line in LINES if (grade, line) != (5, "B")]
    spare = PUPILS - 8 - 28 - 19 * len(others)
    sizes = [(grade, line, 19 + (place < spare)) for place, (grade, line) in enumerate(others)]
    return sorted([*sizes, (5, "B", 28), (4, SPECIAL, 8)])


def pupils() -> list[Pupil]:
    """All pupils of Kastanjeskolen in THIS_YEAR, the cast among them, each with contact persons."""
    chance = random.Random(62)  # noqa: S311 # the same school every time is the point
    taken = {("Oskar", "Dahl"), ("Alma", "Dahl"), ("Villads", "Krogh"), ("Viggo", "Brandt"), ("Yasmin", "Aziz")}
    found: list[Pupil] = []
    for grade, line, size in _classes():
        cast = _cast_of(grade, line)
        found += cast
        for _ in range(size - len(cast)):
            found.append(_pupil(grade, line, len(found), chance, taken))
        if (grade, line) == (5, "B"):  # one child whose name and address the register protects
            found[-20].protected, found[-20].alias = True, ("Kim", "Lund")
    _siblings(found, chance)
    return found


def _pupil(grade: int, line: str, number: int, chance: random.Random, taken: set[tuple[str, str]]) -> Pupil:
    while True:
        name = (chance.choice(GIRLS if chance.random() < 0.5 else BOYS), chance.choice(FAMILIES))
        if name not in taken:
            break
    taken.add(name)
    since = THIS_YEAR - grade if chance.random() < 0.85 else THIS_YEAR - chance.randrange(grade + 1)
    pupil = Pupil(f"10{number:05d}e", *name, _born(grade, chance), grade, line, max(since, FIRST_YEAR))
    pupil.contacts = _contacts(pupil, number, chance)
    return pupil


def _contacts(pupil: Pupil, number: int, chance: random.Random) -> list[Contact]:
    kind = chance.random()
    mother = Contact(f"20{number:05d}m", chance.choice(ADULTS_F), pupil.family, "Mor")
    father = Contact(f"20{number:05d}f", chance.choice(ADULTS_M), pupil.family, "Far")
    if kind < 0.06:
        return [mother]
    if (
        kind < 0.08
    ):  # a foster home: the foster parent has no custody, the municipality's basis is recorded at the school
        return [
            Contact(
                f"20{number:05d}p",
                chance.choice(ADULTS_F),
                chance.choice(FAMILIES),
                "Officielt tilknyttet person",
                False,
            )
        ]
    if kind < 0.3:  # two homes
        father.family = chance.choice(FAMILIES)
    if kind < 0.12:
        father.custody = False
    return [mother, father]


def _siblings(everybody: list[Pupil], chance: random.Random) -> None:
    """A fifth of the pupils are somebody's younger brother or sister: same family name, same contact persons."""
    free = [pupil for pupil in everybody if not pupil.uniid.startswith("demo-") and pupil.alias is None]
    older = [pupil for pupil in free if pupil.grade >= 3]
    for pupil in chance.sample([pupil for pupil in free if pupil.grade < 3 or chance.random() < 0.1], 110):
        other = chance.choice(older)
        if other is not pupil and other.grade != pupil.grade:
            pupil.family, pupil.contacts = other.family, other.contacts


HENRIK = Contact("demo-henrik", "Henrik", "Dahl", "Far")
SIGNE = Contact("demo-signe", "Signe", "Dahl", "Mor")
JENS = Contact("demo-jens", "Jens", "Holt", "Andet", True, until=dt.date(2025, 8, 1))


def _cast_of(grade: int, line: str) -> list[Pupil]:
    def child(account: str, given: str, family: str, born: dt.date, contacts: list[Contact]) -> Pupil:
        return Pupil(f"demo-{account}", given, family, born, grade, line, max(FIRST_YEAR, THIS_YEAR - grade), contacts)

    if (grade, line) == (0, "A"):
        parents = [Contact("20villadsm", "Line", "Krogh", "Mor"), Contact("20villadsf", "Mads", "Krogh", "Far")]
        return [child("villads", "Villads", "Krogh", dt.date(2020, 5, 14), parents)]
    if (grade, line) == (2, "A"):
        return [child("alma", "Alma", "Dahl", dt.date(2018, 9, 2), [SIGNE, HENRIK])]
    if (grade, line) == (5, "B"):
        parents = [
            Contact("20viggom", "Nina", "Brandt", "Mor"),
            Contact("20viggof", "Carsten", "Toft", "Far", custody=False),
        ]
        return [
            child("oskar", "Oskar", "Dahl", dt.date(2015, 3, 21), [SIGNE, HENRIK, JENS]),
            child("viggo", "Viggo", "Brandt", dt.date(2015, 6, 8), parents),
        ]
    if (grade, line) == (8, "C"):
        parents = [Contact("20yasminm", "Leila", "Aziz", "Mor"), Contact("20yasminf", "Karim", "Aziz", "Far")]
        return [child("yasmin", "Yasmin", "Aziz", dt.date(2012, 11, 30), parents)]
    return []


CAST_STAFF = (
    Employee("demo-mette", "Mette", "Lindqvist", ("Lærer",), ("5.B", "5.A", "8.C"), "Lærer"),
    Employee("demo-jonas", "Jonas", "Beck", ("Lærer",), ("5.B", "5.C"), "Lærer", 2022),
    Employee("demo-birgitte", "Birgitte", "Olsen", ("Lærer",), ("2.A",), "Lærer"),
    Employee("demo-sanne", "Sanne", "Friis", ("Pædagog",), ("0.A",), "Pædagog", 2021),
    Employee("demo-ali", "Ali", "Haddad", ("Pædagog",), ("2.A",), "Pædagog", 2020),
    Employee("demo-ida", "Ida", "Winther", ("Vikar",), (), "Lærervikar", 2026),
    Employee("demo-susanne", "Susanne", "Krag", ("Leder",), (), "Skoleleder"),
    Employee("demo-lone", "Lone", "Bisgaard", ("TAP",), (), "Sekretær"),
)


def staff() -> list[Employee]:
    """The cast and 56 more teachers and pædagoger, two a class."""
    chance = random.Random(7)  # noqa: S311 # as above
    classes = [f"{grade}.{line}" for grade in range(10) for line in LINES]
    found = list(CAST_STAFF)
    for number in range(56):
        given = chance.choice(ADULTS_F if chance.random() < 0.7 else ADULTS_M)
        role = "Pædagog" if number % 6 == 5 else "Lærer"
        groups = (classes[number % 30], classes[(number * 7 + 3) % 30])
        found.append(Employee(f"30{number:05d}l", given, chance.choice(FAMILIES), (role,), groups, role))
    return found
