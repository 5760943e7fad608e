"""STIL's file written from plain rows: the reader of `spor.integrations.stil` the other way round.

    write(RegisterFile(...)) -> bytes      WS-Eksport v7, package fullmyndighed, valid against its schema

Kinds, roles and relations may be ours or the register's own words. Periods of the rows are half-open, the file's inclusive.
What the rows do not hold (CPR number, address, phone) is not in the file.
"""

import datetime as dt

from lxml import etree

from spor.base.clock import COPENHAGEN
from spor.integrations.rows import ContactRow, EntryRow, GroupRow, PersonRow, RegisterFile, StaffRow, StudentRow
from spor.integrations.stil import names

_EXPORT = "https://brugerdatabasen.stil.dk/bpi/wsieksport/7"
M, X, C = f"{{{_EXPORT}/fullmyndighed}}", f"{{{_EXPORT}/common}}", "{https://brugerdatabasen.stil.dk/bpi/common/3}"
SOURCE = "Demo"

_KINDS = {kind.value: word for word, kind in names.GROUP_KINDS.items()}
_RELATIONS = {relation.value: word for word, relation in names.RELATIONS.items()}
_ROLES = {role.value: word for word, role in (names.EMPLOYEE_ROLES | names.EXTERN_ROLES).items()}


def write(file: RegisterFile) -> bytes:
    """The whole file as UTF-8 XML, indented. Its carries are not asked: the fullest package is written."""
    exported = _moment(file.exported_at)
    prefixes = {"m": M[1:-1], "x": X[1:-1], "c": C[1:-1]}
    root = etree.Element(
        f"{M}UNILoginExportFullMyndighed", {"exportDateTime": exported, "accessLevel": "full"}, nsmap=prefixes
    )
    for year in file.school_years:
        etree.SubElement(root, f"{X}ImportSource", {"sourceDateTime": exported, "source": SOURCE, "schoolYear": year})
    institution = etree.SubElement(root, f"{M}Institution")
    _say(institution, f"{X}InstitutionNumber", file.number)
    _say(institution, f"{X}InstitutionName", file.name)
    for group in file.groups:
        _group(institution, group)
    for entry in file.entries:
        _entry(institution, entry)
    etree.indent(root, " ")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(COPENHAGEN).isoformat(timespec="seconds")


def _say(parent: etree._Element, tag: str, text: object) -> None:
    """A child with text; nothing where there is none."""
    if text not in (None, ""):
        etree.SubElement(parent, tag).text = str(text)


def _group(parent: etree._Element, row: GroupRow) -> None:
    group = etree.SubElement(parent, f"{X}Group")
    _say(group, f"{X}GroupId", row.register_id)
    _say(group, f"{X}GroupName", row.name)
    _say(group, f"{X}GroupType", _KINDS.get(row.kind, row.kind))
    _say(group, f"{X}GroupLevel", row.level or row.grade)
    _say(group, f"{X}Line", row.line)
    _say(group, f"{X}FromDate", row.from_on)
    _say(group, f"{X}ToDate", row.to_on - dt.timedelta(days=1) if row.to_on else None)


def _entry(parent: etree._Element, row: EntryRow) -> None:
    entry = etree.SubElement(parent, f"{M}InstitutionPerson", {"source": SOURCE})
    if row.person:
        _person(entry, row.person)
    if row.student:
        _student(entry, row.student)
    elif row.staff:
        _staff(entry, row.staff)


def _person(parent: etree._Element, row: PersonRow) -> None:
    person = etree.SubElement(parent, f"{M}Person", {"protected": _yes_no(bool(row.is_protected))})
    _say(person, f"{X}FirstName", row.given_name)
    _say(person, f"{X}FamilyName", row.family_name)
    _say(person, f"{X}UserId", row.uniid)
    _say(person, f"{X}BirthDate", row.born_on)
    _say(person, f"{M}AliasFirstName", row.alias_given_name)
    _say(person, f"{M}AliasFamilyName", row.alias_family_name)


def _student(parent: etree._Element, row: StudentRow) -> None:
    student = etree.SubElement(parent, f"{M}Student")
    _say(student, f"{X}Role", row.role)
    _say(student, f"{X}Level", "Andet" if row.grade is None else row.grade)
    _say(student, f"{X}MainGroupId", row.main_group)
    for group in row.groups:
        _say(student, f"{C}GroupId", group)
    for contact in row.contacts:
        _contact(student, contact)


def _contact(parent: etree._Element, row: ContactRow) -> None:
    given = {
        "relation": _RELATIONS.get(row.relation, row.relation),
        "childCustody": _yes_no(row.has_custody),
        "accessLevel": str(row.access_level),
    }
    _person(etree.SubElement(parent, f"{M}ContactPerson", given), row.person)


def _staff(parent: etree._Element, row: StaffRow) -> None:
    staff = etree.SubElement(parent, f"{X}Extern" if row.is_extern else f"{X}Employee")
    for role in row.roles:
        _say(staff, f"{X}Role", _ROLES.get(role, role))
    _say(staff, f"{X}ShortName", row.short_name)
    _say(staff, f"{X}Occupation", row.occupation)
    for group in row.groups:
        _say(staff, f"{C}GroupId", group)


def _yes_no(value: bool) -> str:
    return "true" if value else "false"
