"""Who works at the two schools, and who teaches which class what, since when. The register knows the first half only."""

import random
from dataclasses import dataclass
from typing import NamedTuple

from demo.names import ADULTS_F, ADULTS_M, FAMILIES

FIRST_YEAR, THIS_YEAR, LINES = 2018, 2026, "ABC"


@dataclass(frozen=True)
class Employee:
    """`roles` are the register's words (Lærer, Pædagog, TAP …), `groups` classes as named in THIS_YEAR; school years, both included."""

    uniid: str
    given: str
    family: str
    roles: tuple[str, ...]
    groups: tuple[str, ...] = ()
    occupation: str = ""
    since: int = FIRST_YEAR
    until: int | None = None

    def works_in(self, year: int) -> bool:
        return self.since <= year and (self.until is None or year <= self.until)


class Teaching(NamedTuple):
    """`who` has `kind` (lead, subject, team) in the class called `group` in THIS_YEAR, in the school years `since`–`until`."""

    who: str
    group: str
    kind: str
    subject: str = ""
    since: int = FIRST_YEAR
    until: int | None = None


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
# Teachers of the years before, and beside the cast in its classes.
AROUND_CAST = (
    Employee("31dorthel", "Dorthe", "Kjær", ("Lærer",), ("5.B", "6.A"), "Lærer", 2018),
    Employee("31torbenl", "Torben", "Vestergaard", ("Lærer",), ("8.C",), "Lærer", 2018),
    Employee("31gittel", "Gitte", "Ravn", ("Pædagog",), ("8.C",), "Børnehaveklasseleder", 2018, 2021),
    Employee("31nadial", "Nadia", "Rahimi", ("Lærer",), ("8.C", "5.B"), "Lærer", 2018),
    Employee("31kariml", "Karim", "Haddad", ("Lærer",), ("8.C", "9.A"), "Lærer", 2021),
    Employee("31sarahl", "Sarah", "Holst", ("Lærer",), ("5.B", "5.A", "8.C"), "Lærer", 2020),
    Employee("31peterl", "Peter", "Bjerre", ("Lærer",), ("2.A", "5.A"), "Lærer", 2019),
)
AASEN_STAFF = (
    Employee("demo-otto", "Otto", "Juhl", ("Lærer",), ("5.A",), "Lærer"),
    Employee("32lisel", "Lise", "Munk", ("Lærer",), ("3.A", "5.A"), "Lærer"),
    Employee("32omidl", "Omid", "Saleh", ("Lærer",), ("8.A",), "Lærer", 2024),
    Employee("32hannel", "Hanne", "Lund", ("Leder",), (), "Skoleleder"),
)
CAST_TEACHING = (
    Teaching("demo-mette", "5.B", "lead", since=2024),
    Teaching("demo-mette", "5.B", "subject", "dan", 2024),
    Teaching("demo-mette", "5.B", "subject", "his", 2024),
    Teaching("demo-jonas", "5.B", "subject", "dan", 2024),
    Teaching("demo-jonas", "5.B", "subject", "mat", 2024),
    Teaching("demo-jonas", "5.B", "subject", "nat", 2024),
    Teaching("31sarahl", "5.B", "subject", "eng", 2022),
    Teaching("31nadial", "5.B", "subject", "bil", 2021),
    Teaching("31dorthel", "5.B", "lead", since=2021, until=2023),
    Teaching("31dorthel", "5.B", "subject", "dan", 2021, 2023),
    Teaching("31dorthel", "5.B", "subject", "mat", 2021, 2023),
    Teaching("31dorthel", "5.B", "subject", "nat", 2021, 2023),
    Teaching("demo-mette", "5.A", "subject", "dan", 2026),
    Teaching("31peterl", "5.A", "lead", since=2024),
    Teaching("31peterl", "5.A", "subject", "mat", 2024),
    Teaching("31sarahl", "5.A", "subject", "eng", 2024),
    Teaching("demo-mette", "8.C", "subject", "dan", 2025),
    Teaching("31kariml", "8.C", "lead", since=2024),
    Teaching("31kariml", "8.C", "subject", "fys", 2024),
    Teaching("31kariml", "8.C", "subject", "mat", 2024),
    Teaching("31sarahl", "8.C", "subject", "eng", 2022),
    Teaching("31gittel", "8.C", "lead", since=2018, until=2018),
    Teaching("31gittel", "8.C", "subject", "bhk", 2018, 2018),
    Teaching("31torbenl", "8.C", "lead", since=2019, until=2023),
    Teaching("31torbenl", "8.C", "subject", "dan", 2019, 2024),
    Teaching("31torbenl", "8.C", "subject", "his", 2021),
    Teaching("31nadial", "8.C", "subject", "mat", 2019, 2023),
    Teaching("31nadial", "8.C", "subject", "nat", 2019, 2023),
    Teaching("31nadial", "8.C", "subject", "bil", 2019, 2023),
    Teaching("demo-birgitte", "2.A", "lead", since=2025),
    Teaching("demo-birgitte", "2.A", "subject", "dan", 2025),
    Teaching("demo-birgitte", "2.A", "subject", "nat", 2025),
    Teaching("31peterl", "2.A", "subject", "mat", 2025),
    Teaching("demo-ali", "2.A", "team", since=2024),
    Teaching("demo-sanne", "0.A", "lead", since=2026),
    Teaching("demo-sanne", "0.A", "subject", "bhk", 2026),
)
AASEN_TEACHING = (
    Teaching("demo-otto", "5.A", "lead", since=2024),
    Teaching("demo-otto", "5.A", "subject", "dan", 2024),
    Teaching("32lisel", "3.A", "lead", since=2024),
    Teaching("32lisel", "3.A", "subject", "dan", 2024),
    Teaching("32omidl", "8.A", "lead", since=2024),
)
CAST_CLASSES = {teaching.group for teaching in CAST_TEACHING}


def kastanje_staff() -> list[Employee]:
    """The cast, those beside it, and two more a class."""
    chance = random.Random(7)  # noqa: S311 # the same school every time is the point
    found = [*CAST_STAFF, *AROUND_CAST]
    for number, group in enumerate(_other_classes()):
        for place in range(2):
            given = chance.choice(ADULTS_F if chance.random() < 0.7 else ADULTS_M)
            role = "Pædagog" if group[0] == "0" or (place and group[0] in "123") else "Lærer"
            uniid = f"30{2 * number + place:05d}l"
            found.append(Employee(uniid, given, chance.choice(FAMILIES), (role,), (group,), role))
    return found


def kastanje_teaching() -> list[Teaching]:
    """Leads and subjects of every class: the cast's, and in each other class two who share them."""
    found = list(CAST_TEACHING)
    for number, group in enumerate(_other_classes()):
        first, second = f"30{2 * number:05d}l", f"30{2 * number + 1:05d}l"
        grade = int(group[0])
        begun = max(FIRST_YEAR, THIS_YEAR - grade)
        found.append(Teaching(first, group, "lead", since=begun))
        if grade == 0:
            found += [Teaching(first, group, "subject", "bhk", begun), Teaching(second, group, "team", since=begun)]
        else:
            found += [Teaching(first, group, "subject", "dan", begun), Teaching(second, group, "subject", "mat", begun)]
    return found


def _other_classes() -> list[str]:
    classes = [f"{grade}.{line}" for grade in range(10) for line in LINES] + ["4.S"]
    return [group for group in classes if group not in CAST_CLASSES]
