"""The register files of the two schools: one each school year in August, and a few in the autumn of 2026 when something changed.

for name, content in files(): …     in the order of their dates, as STIL would have sent them
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from demo import stil
from demo.people import Contact, Pupil, aasen_pupils, kastanje_pupils
from demo.staff import AASEN_STAFF, FIRST_YEAR, THIS_YEAR, Employee, kastanje_staff
from spor.base.clock import COPENHAGEN
from spor.integrations.rows import ContactRow, EntryRow, GroupRow, PersonRow, RegisterFile, StaffRow, StudentRow
from spor.people.models import Group

KASTANJE, AASEN = ("101001", "Kastanjeskolen"), ("101002", "Åsenskolen")
# A pupil who came in the middle of the year, one who left, and a teacher who took over a class.
CAME = ("Victor Bondarenko", dt.date(2026, 10, 26))
LEFT = Pupil(
    "1299999e", "Jasper", "Lykke", dt.date(2013, 6, 3), 7, "A", 2019, [Contact("2299999m", "Ditte", "Lykke", "Mor")]
)
LEFT_ON = dt.date(2026, 10, 26)
TOOK_OVER = ("31peterl", "6.C", dt.date(2026, 11, 9))
AUTUMN = (dt.date(2026, 9, 7), dt.date(2026, 10, 26), dt.date(2026, 11, 9))
TYSK, FRANSK, CLUB = "8tysk2026", "8fransk2026", "kkfo"
HOLD = {TYSK: "8. tysk", FRANSK: "8. fransk"}


@dataclass(frozen=True)
class School:
    number: str
    name: str
    pupils: list[Pupil]
    staff: list[Employee]
    days: list[dt.date]


def schools() -> list[School]:
    """Kastanjeskolen since 2018, Åsenskolen since 2024."""
    kastanje = [dt.date(year, 8, 1) for year in range(FIRST_YEAR, THIS_YEAR + 1)]
    aasen = [dt.date(year, 8, 1) for year in range(2024, THIS_YEAR + 1)]
    return [
        School(*KASTANJE, [*kastanje_pupils(), LEFT], kastanje_staff(), [*kastanje, *AUTUMN]),
        School(*AASEN, aasen_pupils(), list(AASEN_STAFF), aasen),
    ]


def files() -> Iterator[tuple[str, bytes]]:
    """(file name, content) of every file of both schools, oldest first."""
    dated = sorted(
        ((day, school) for school in schools() for day in school.days), key=lambda each: (each[0], each[1].number)
    )
    for day, school in dated:
        yield f"{school.number}-{day}.xml", stil.write(file_of(school, day))


def file_of(school: School, day: dt.date) -> RegisterFile:
    """What the register says of the school on that day."""
    year = day.year if day.month >= 8 else day.year - 1
    pupils = [pupil for pupil in school.pupils if _is_here(pupil, year, day)]
    staff = [_as_of(each, day) for each in school.staff if each.works_in(year)]
    is_across = school.number == KASTANJE[0] and year == THIS_YEAR
    groups = {class_id(pupil.grade, pupil.line): (pupil.grade_in(year) or 0, pupil.line) for pupil in pupils}
    return RegisterFile(
        number=school.number,
        name=school.name,
        exported_at=dt.datetime.combine(day, dt.time(5, 0), COPENHAGEN),
        school_years=(f"{year}/{year + 1}",),
        carries=frozenset({"births", "protection", "aliases", "contacts"}),
        groups=[
            *(_class(register_id, *place) for register_id, place in groups.items()),
            *(_across() if is_across else []),
        ],
        entries=[
            *(_pupil(pupil, year, day, is_across=is_across) for pupil in pupils),
            *(_employee(each, groups.keys(), is_across=is_across) for each in staff),
        ],
    )


def _is_here(pupil: Pupil, year: int, day: dt.date) -> bool:
    if f"{pupil.given} {pupil.family}" == CAME[0] and day < CAME[1]:
        return False
    return pupil.grade_in(year) is not None and not (pupil is LEFT and day >= LEFT_ON)


def _as_of(employee: Employee, day: dt.date) -> Employee:
    uniid, group, on = TOOK_OVER
    return replace(employee, groups=(*employee.groups, group)) if employee.uniid == uniid and day >= on else employee


def class_id(grade: int, line: str) -> str:
    """The register's id of a class stays while its name and grade follow the years: «0b2021» is 0.B of 2021 and 5.B of 2026."""
    return f"0{line.lower()}{THIS_YEAR - grade}"


def _class(register_id: str, grade: int, line: str) -> GroupRow:
    return GroupRow(register_id, f"{grade}.{line}", Group.Kind.MAIN.value, str(grade), grade, line)


def _across() -> list[GroupRow]:
    """Groups across the classes: the second foreign language of 8. klasse, and the after-school club."""
    hold = [GroupRow(register_id, name, Group.Kind.HOLD.value, "8", 8) for register_id, name in HOLD.items()]
    return [*hold, GroupRow(CLUB, "KKFO Kastanjen", Group.Kind.SFO.value)]


def _groups_across(pupil: Pupil) -> tuple[str, ...]:
    if pupil.grade < 3:
        return (CLUB,)
    language = TYSK if ord(pupil.given[-1]) % 3 else FRANSK
    return (language,) if pupil.grade == 8 else ()


def _pupil(pupil: Pupil, year: int, day: dt.date, *, is_across: bool) -> EntryRow:
    contacts = tuple(_contact(each) for each in pupil.contacts if each.until is None or day < each.until)
    extra = _groups_across(pupil) if is_across else ()
    person = PersonRow(
        pupil.uniid,
        pupil.given,
        pupil.family,
        is_protected=pupil.alias is not None,
        alias_given_name=pupil.alias[0] if pupil.alias else None,
        alias_family_name=pupil.alias[1] if pupil.alias else None,
        born_on=pupil.born_on,
    )
    group = class_id(pupil.grade, pupil.line)
    return EntryRow(person, student=StudentRow("Elev", pupil.grade_in(year), group, extra, contacts))


def _contact(contact: Contact) -> ContactRow:
    person = PersonRow(contact.uniid, contact.given, contact.family, is_protected=False)
    return ContactRow(person, contact.relation, contact.custody, 2 if contact.custody else 0)


def _employee(employee: Employee, known: Collection[str], *, is_across: bool) -> EntryRow:
    person = PersonRow(employee.uniid, employee.given, employee.family, is_protected=False)
    groups = [class_id(int(name[0]), name[2:]) for name in employee.groups]
    held = [group for group in groups if group in known]
    if is_across and employee.uniid == "demo-ali":
        held.append(CLUB)
    return EntryRow(person, staff=StaffRow(employee.roles, employee.occupation, groups=tuple(held)))
