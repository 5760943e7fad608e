"""The elements of a STIL file made into plain rows: groups, persons, roles and contact persons.

`Known` maps each element's full tag to its local name; only names that are read here leave the file.
"""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _
from lxml import etree

from spor.integrations.rows import ContactRow, EntryRow, GroupRow, PersonRow, StaffRow, StudentRow
from spor.integrations.stil import names
from spor.integrations.stil.words import (
    line_of,
    one_of,
    read_access_level,
    read_attribute,
    read_day,
    read_text,
    read_yes_no,
    refuse,
    required,
)

Known = Mapping[str, str]
GROUP_FIELDS = frozenset({"GroupId", "GroupName", "GroupType", "GroupLevel", "Line", "FromDate", "ToDate"})
STUDENT_FIELDS = frozenset({"Role", "Level", "MainGroupId"})
STAFF_FIELDS = frozenset({"Occupation", "ShortName"})


def read_group(element: etree._Element, known: Known) -> GroupRow:
    """A declared Group. The register's ToDate is the last day; here the period is half-open."""
    values = _texts(element, known, GROUP_FIELDS)
    register_id = required(element, values, "GroupId")
    kind = one_of(element, names.GROUP_KINDS, "GroupType", required(element, values, "GroupType"))
    level = values.get("GroupLevel", "")
    from_on = read_day(element, "FromDate", values["FromDate"]) if values.get("FromDate") else None
    last_on = read_day(element, "ToDate", values["ToDate"]) if values.get("ToDate") else None
    to_on = last_on + dt.timedelta(days=1) if last_on else None
    if from_on and to_on and to_on < from_on:
        raise refuse(element, _("Gruppen «%(id)s» slutter, før den begynder.") % {"id": register_id})
    return GroupRow(
        register_id=register_id,
        name=values.get("GroupName") or register_id,
        kind=kind.value,
        level=level,
        grade=one_of(element, names.GRADES, "GroupLevel", level) if level else None,
        line=values.get("Line", ""),
        from_on=from_on,
        to_on=to_on,
        at_line=line_of(element),
    )


def read_entry(element: etree._Element, known: Known) -> EntryRow:
    """An InstitutionPerson: perhaps a person, perhaps one role."""
    person = student = staff = None
    login = ""
    for child in element:
        local = known[child.tag]
        if local == "Person":
            person = child
        elif local == "UNILogin":
            login = _texts(child, known, names.PERSON_FIELDS).get("UserId", "")
        elif local == "Student":
            student = read_student(child, known)
        elif local in ("Employee", "Extern"):
            staff = read_staff(child, known, is_extern=local == "Extern")
    return EntryRow(
        person=read_person(person, known, login) if person is not None else None,
        student=student,
        staff=staff,
        at_line=line_of(element),
    )


def read_person(element: etree._Element, known: Known, login: str = "") -> PersonRow:
    """A Person. `login` is the UserId of version 6, which stands beside the person and not in it."""
    values = _texts(element, known, names.PERSON_FIELDS)
    uniid = values.get("UserId") or login
    if not uniid:
        raise refuse(element, _("%(field)s mangler.") % {"field": "UserId"})
    return PersonRow(
        uniid=uniid,
        given_name=required(element, values, "FirstName"),
        family_name=values.get("FamilyName", ""),
        is_protected=read_yes_no(element, "protected") if element.get("protected") is not None else None,
        alias_given_name=values.get("AliasFirstName"),
        alias_family_name=values.get("AliasFamilyName"),
        born_on=read_day(element, "BirthDate", values["BirthDate"]) if values.get("BirthDate") else None,
        at_line=line_of(element),
    )


def read_student(element: etree._Element, known: Known) -> StudentRow:
    """A Student with its main group, extra groups and contact persons."""
    values = _texts(element, known, STUDENT_FIELDS)
    return StudentRow(
        role=one_of(element, names.STUDENT_ROLES, "Role", required(element, values, "Role")),
        grade=one_of(element, names.GRADES, "Level", required(element, values, "Level")),
        main_group=required(element, values, "MainGroupId"),
        groups=_group_ids(element, known),
        contacts=tuple(read_contact(child, known) for child in element if known[child.tag] == "ContactPerson"),
    )


def read_staff(element: etree._Element, known: Known, *, is_extern: bool) -> StaffRow:
    """An Employee with one or more roles, or an Extern with one."""
    allowed = names.EXTERN_ROLES if is_extern else names.EMPLOYEE_ROLES
    words = [(child, read_text(child, "Role")) for child in element if known[child.tag] == "Role"]
    if not words:
        raise refuse(element, _("%(field)s mangler.") % {"field": "Role"})
    values = _texts(element, known, STAFF_FIELDS)
    return StaffRow(
        roles=tuple(dict.fromkeys(one_of(child, allowed, "Role", word).value for child, word in words)),
        occupation=values.get("Occupation", ""),
        short_name=values.get("ShortName", ""),
        groups=_group_ids(element, known),
        is_extern=is_extern,
    )


def read_contact(element: etree._Element, known: Known) -> ContactRow:
    """A ContactPerson: who, what to the child, and with or without custody."""
    parts = {known[child.tag]: child for child in element}
    login = _texts(parts["UNILogin"], known, names.PERSON_FIELDS).get("UserId", "") if "UNILogin" in parts else ""
    return ContactRow(
        person=read_person(required(element, parts, "Person"), known, login),
        relation=one_of(element, names.RELATIONS, "relation", read_attribute(element, "relation")).value,
        has_custody=read_yes_no(element, "childCustody"),
        access_level=read_access_level(element),
    )


def _texts(element: etree._Element, known: Known, wanted: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in element:
        local = known[child.tag]
        if local in wanted:
            found[local] = read_text(child, local)
    return found


def _group_ids(element: etree._Element, known: Known) -> tuple[str, ...]:
    ids = [read_text(child, "GroupId") for child in element if known[child.tag] == "GroupId"]
    return tuple(dict.fromkeys(filter(None, ids)))
