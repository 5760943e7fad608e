"""A row of the template made into an entry of its school: a pupil with contact persons, or an employee."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.integrations.rows import ContactRow, EntryRow, GroupRow, PersonRow, RegisterFile, StaffRow, StudentRow
from spor.integrations.sheets import Cells
from spor.integrations.template import columns as c
from spor.integrations.template.cells import Row, whole
from spor.people.models import Group

UNIID_MAX, NAME_MAX, GROUP_MAX = 50, 200, 100


@dataclass
class School:
    """What the rows of one school have said so far.

    rows     a row's cells → its number, to tell of doubles
    named    Unilogin → (name, row): the same Unilogin is the same person everywhere in the file
    pupils   Unilogin → row, and staff likewise
    """

    number: str
    name: str = ""
    entries: list[EntryRow] = field(default_factory=list)
    rows: dict[tuple[str, ...], int] = field(default_factory=dict)
    named: dict[str, tuple[str, int]] = field(default_factory=dict)
    pupils: dict[str, int] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    grades: dict[str, set[int | None]] = field(default_factory=dict)
    holds: dict[str, int] = field(default_factory=dict)

    def as_file(self, moment: dt.datetime, warnings: list[str]) -> RegisterFile:
        """Everything said of the school, as of now."""
        classes = [self._class(name, grades) for name, grades in self.grades.items()]
        holds = [GroupRow(name, name, Group.Kind.HOLD.value, at_line=at) for name, at in self.holds.items()]
        return RegisterFile(
            number=self.number,
            name=self.name or self.number,
            exported_at=moment,
            school_years=(),
            carries=frozenset({"births", "protection", "contacts"}),
            groups=[*classes, *holds],
            entries=self.entries,
            warnings=warnings,
        )

    def _class(self, name: str, grades: set[int | None]) -> GroupRow:
        grade = next(iter(grades)) if len(grades) == 1 else None
        level = "" if len(grades) > 1 else "Andet" if grade is None else str(grade)
        return GroupRow(name, name, Group.Kind.MAIN.value, level, grade)


def read_row(row: Row, school: School, cells: Cells) -> None:
    """Take in one row. Its faults go where all faults go."""
    said = tuple(cell.strip() for cell in cells)
    before = school.rows.setdefault(said, row.number)
    if before != row.number:
        row.faults.add(row.number, "", _("rækken er den samme som række %(row)s. Slet den ene.") % {"row": before})
        return
    person = _person(row, school)
    words = [word.casefold() for word in row.listed(c.ROLE, 30)]
    strange = [word for word in words if word != c.PUPIL and word not in c.STAFF and word not in c.EXTERNS]
    if not words or strange:
        wrong = _("mangler. Skriv %(right)s.") if not words else _("«%(text)s» kendes ikke. Skriv %(right)s.")
        row.faults.add(row.number, c.ROLE, wrong % {"text": strange[0] if strange else "", "right": c.ROLE_WORDS})
        return
    if c.PUPIL in words and len(words) > 1:
        row.faults.add(row.number, c.ROLE, _("en elev, der også er ansat, skal have en række til hver rolle."))
        return
    holds = _holds(row, school)
    if c.PUPIL in words:
        student = _student(row, school, person, holds)
        school.entries.append(EntryRow(person, student=student, at_line=row.number))
    else:
        staff = _staff(row, school, person, words, holds)
        school.entries.append(EntryRow(person, staff=staff, at_line=row.number))


def _person(row: Row, school: School) -> PersonRow:
    return _named(
        row,
        school,
        c.UNIID,
        PersonRow(
            uniid=whole(row.text(c.UNIID, UNIID_MAX, needed=True)),
            given_name=row.text(c.GIVEN, NAME_MAX, needed=True),
            family_name=row.text(c.FAMILY, NAME_MAX),
            is_protected=row.one_of(c.PROTECTED, c.YES_NO, _("Ja eller Nej")),
            born_on=row.day(c.BORN),
            at_line=row.number,
        ),
    )


def _named(row: Row, school: School, column: str, person: PersonRow) -> PersonRow:
    """The person, once it is sure that the Unilogin is not another's."""
    name = f"{person.given_name} {person.family_name}".strip()
    if person.uniid:
        before, at = school.named.setdefault(person.uniid, (name, row.number))
        if before != name:
            words = _("%(uniid)s er «%(before)s» i række %(row)s og «%(name)s» her. Hver person har sit eget Unilogin.")
            told = {"uniid": person.uniid, "before": before, "row": at, "name": name}
            row.faults.add(row.number, column, words % told)
    return person


def _holds(row: Row, school: School) -> tuple[str, ...]:
    holds = row.listed(c.HOLDS, GROUP_MAX)
    for name in holds:
        school.holds.setdefault(name, row.number)
    return holds


def _student(row: Row, school: School, person: PersonRow, holds: tuple[str, ...]) -> StudentRow:
    before = school.pupils.setdefault(person.uniid, row.number)
    if before != row.number and person.uniid:
        words = _("eleven står også i række %(row)s. En elev går i én klasse; hold skrives i kolonnen Hold.")
        row.faults.add(row.number, c.UNIID, words % {"row": before})
    main = row.text(c.CLASS, GROUP_MAX, needed=True, right=_("mangler. Skriv elevens klasse, for eksempel 5.B."))
    grade = row.one_of(c.GRADE, c.GRADES, _("0–10 eller Andet"))
    school.grades.setdefault(main, set()).add(grade)
    if main in school.holds:
        row.faults.add(
            row.number,
            c.CLASS,
            _("«%(name)s» er både en klasse og et hold. Giv holdet et andet navn.") % {"name": main},
        )
    contacts = [contact for number in range(1, c.HOMES + 1) if (contact := _contact(row, school, person, number))]
    uniids = [contact.person.uniid for contact in contacts]
    for number, uniid in enumerate(uniids):
        if uniid in uniids[:number]:
            column = c.of_home(number + 1, c.H_UNIID)
            row.faults.add(row.number, column, _("%(uniid)s står der to gange i rækken.") % {"uniid": uniid})
    return StudentRow("Elev", grade, main, holds, tuple(contacts))


def _contact(row: Row, school: School, pupil: PersonRow, number: int) -> ContactRow | None:
    """One contact person, None where the columns are empty."""
    columns = {heading: c.of_home(number, heading) for heading in c.OF_HOME}
    if not any(row.cells.get(column, "").strip() for column in columns.values()):
        return None
    uniid = whole(row.text(columns[c.H_UNIID], UNIID_MAX, needed=True, right=_("mangler, men kontakten har et navn.")))
    if uniid and uniid == pupil.uniid:
        row.faults.add(row.number, columns[c.H_UNIID], _("eleven kan ikke være sin egen kontaktperson."))
    person = PersonRow(
        uniid=uniid,
        given_name=row.text(columns[c.H_GIVEN], NAME_MAX, needed=True),
        family_name=row.text(columns[c.H_FAMILY], NAME_MAX),
        is_protected=row.one_of(columns[c.H_PROTECTED], c.YES_NO, _("Ja eller Nej")),
        at_line=row.number,
    )
    relation = row.one_of(columns[c.H_RELATION], c.RELATIONS, _("Mor, Far, Andet eller Officielt tilknyttet person"))
    custody = row.one_of(columns[c.H_CUSTODY], c.YES_NO, _("Ja eller Nej"))
    _named(row, school, columns[c.H_UNIID], person)
    return ContactRow(person, (relation or c.RELATIONS["andet"]).value, bool(custody), access_level=0)


def _staff(row: Row, school: School, person: PersonRow, words: list[str], holds: tuple[str, ...]) -> StaffRow:
    before = school.staff.setdefault(person.uniid, row.number)
    if before != row.number and person.uniid:
        told = _("personen står også i række %(row)s. Skriv alle roller i én række, delt med komma.") % {"row": before}
        row.faults.add(row.number, c.UNIID, told)
    if row.cells.get(c.of_home(1, c.H_UNIID), "").strip():
        row.faults.add(row.number, c.of_home(1, c.H_UNIID), _("kun elever har kontaktpersoner."))
    externs = [word for word in words if word in c.EXTERNS]
    if externs and len(externs) != len(words):
        row.faults.add(row.number, c.ROLE, _("en person er enten ansat eller ekstern, ikke begge dele."))
    return StaffRow(
        roles=tuple((c.STAFF | c.EXTERNS)[word].value for word in words),
        occupation=row.text(c.OCCUPATION, 200),
        short_name=row.text(c.SHORT, 20),
        groups=(*row.listed(c.CLASS, GROUP_MAX), *holds),
        is_extern=bool(externs),
    )
