"""A file made into what it claims: each person once, each group once, each relation once, ready to be compared with what is held.

Nothing is read from or written to the database here. What is unlikely but not wrong becomes a warning.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spor.base import clock
from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import (
    Carries,
    ContactRow,
    EntryRow,
    GroupRow,
    PersonRow,
    RegisterFile,
    StaffRow,
    StudentRow,
)
from spor.people.models import Group, Membership

# (uniid, register id of the group, Membership.Role)
MembershipKey = tuple[str, str, str]


@dataclass
class Staged:
    """The claims of one file, by the register's own keys.

    enrolments      (uniid, role) → (main group, grade)
    posts           (uniid, role) → (occupation, short name)
    guardianships   (guardian, pupil) → (relation, custody, access level)
    implicit        groups that somebody is in and nobody declared
    school_year     first year of the newest school year the file speaks of; None where it says none
    """

    number: str
    name: str
    exported_at: dt.datetime
    carries: frozenset[Carries]
    persons: dict[str, PersonRow] = field(default_factory=dict)
    groups: dict[str, GroupRow] = field(default_factory=dict)
    implicit: set[str] = field(default_factory=set)
    memberships: dict[MembershipKey, None] = field(default_factory=dict)
    enrolments: dict[tuple[str, str], tuple[str, int | None]] = field(default_factory=dict)
    posts: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    guardianships: dict[tuple[str, str], tuple[str, bool, int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    school_year: int | None = None

    @property
    def as_of(self) -> dt.date:
        """The Copenhagen day the file speaks of: what it no longer names ended on this day."""
        return clock.today(self.exported_at)


def stage(file: RegisterFile) -> Staged:
    """The file's claims. Raises RefusedFile where the file contradicts what its own kind promises."""
    staged = Staged(file.number, file.name, file.exported_at, file.carries, warnings=list(file.warnings))
    staged.school_year = max((int(year[:4]) for year in file.school_years if year[:4].isdecimal()), default=None)
    _declare_groups(staged, file)
    _take_persons(staged, file)
    nameless = idle = 0
    for entry in file.entries:
        if entry.person is None:
            nameless += 1
        elif entry.student:
            _enrol(staged, entry.person.uniid, entry.student, entry)
        elif entry.staff:
            _employ(staged, entry.person.uniid, entry.staff)
        else:
            idle += 1
    if idle:
        words = ngettext("Én person har ingen rolle på skolen.", "%(count)s personer har ingen rolle på skolen.", idle)
        staged.warnings.append(words % {"count": idle})
    if nameless:
        words = ngettext(
            "Én post har ingen person og er sprunget over.",
            "%(count)s poster har ingen person og er sprunget over.",
            nameless,
        )
        staged.warnings.append(words % {"count": nameless})
    _imply_groups(staged)
    _check_groups(staged)
    return staged


def _declare_groups(staged: Staged, file: RegisterFile) -> None:
    for group in file.groups:
        if group.register_id in staged.groups:
            words = _("Gruppen «%(name)s» står to gange i filen (linje %(line)s); den første gælder.")
            staged.warnings.append(words % {"name": group.name, "line": group.at_line})
        else:
            staged.groups[group.register_id] = group


def _take_persons(staged: Staged, file: RegisterFile) -> None:
    """Each UserId is one person. A person's own entry says the name; any protection or alias anywhere counts."""
    own = [entry.person for entry in file.entries if entry.person]
    contacts = [contact.person for entry in file.entries if entry.student for contact in entry.student.contacts]
    for person in own + contacts:
        if "protection" in staged.carries and person.is_protected is None:
            raise RefusedFile(_("%(field)s mangler.") % {"field": "protected"}, person.at_line)
        first = staged.persons.setdefault(person.uniid, person)
        if first is not person and first != person:
            staged.persons[person.uniid] = _one_person(staged, first, person)


def _one_person(staged: Staged, first: PersonRow, again: PersonRow) -> PersonRow:
    if (first.given_name, first.family_name) != (again.given_name, again.family_name):
        words = _("Brugeren %(uniid)s har to navne i filen (linje %(first)s og %(again)s); det første gælder.")
        staged.warnings.append(words % {"uniid": first.uniid, "first": first.at_line, "again": again.at_line})
    if bool(first.is_protected) != bool(again.is_protected):
        words = _("Brugeren %(uniid)s er kun beskyttet det ene sted i filen (linje %(line)s) og regnes som beskyttet.")
        staged.warnings.append(words % {"uniid": first.uniid, "line": again.at_line})
    return PersonRow(
        uniid=first.uniid,
        given_name=first.given_name,
        family_name=first.family_name,
        is_protected=first.is_protected or again.is_protected,
        alias_given_name=first.alias_given_name or again.alias_given_name,
        alias_family_name=first.alias_family_name or again.alias_family_name,
        born_on=first.born_on or again.born_on,
        at_line=first.at_line,
    )


def _enrol(staged: Staged, uniid: str, student: StudentRow, entry: EntryRow) -> None:
    before = staged.enrolments.setdefault((uniid, student.role), (student.main_group, student.grade))
    if before != (student.main_group, student.grade):
        words = _("Eleven %(uniid)s står i to klasser (linje %(line)s); klassen «%(name)s» gælder.")
        staged.warnings.append(words % {"uniid": uniid, "line": entry.at_line, "name": before[0]})
    for group in (before[0], student.main_group, *student.groups):
        staged.memberships[uniid, group, Membership.Role.PUPIL.value] = None
    for contact in student.contacts:
        _contact(staged, uniid, contact)


def _contact(staged: Staged, pupil: str, contact: ContactRow) -> None:
    """One contact person of one pupil, once. Where the file says two things of custody, there is none."""
    guardian = contact.person.uniid
    if guardian == pupil:
        staged.warnings.append(
            _("Eleven %(uniid)s er sin egen kontaktperson; det er sprunget over.") % {"uniid": pupil}
        )
        return
    says = (contact.relation, contact.has_custody, contact.access_level)
    before = staged.guardianships.setdefault((guardian, pupil), says)
    if before[1] != says[1]:
        words = _(
            "Kontaktpersonen %(uniid)s både har og ikke har forældremyndighed (linje %(line)s); det regnes som nej."
        )
        staged.warnings.append(words % {"uniid": guardian, "line": contact.person.at_line})
        staged.guardianships[guardian, pupil] = (before[0], False, before[2])


def _employ(staged: Staged, uniid: str, staff: StaffRow) -> None:
    for role in staff.roles:
        staged.posts.setdefault((uniid, role), (staff.occupation, staff.short_name))
    kind = Membership.Role.EXTERN if staff.is_extern else Membership.Role.STAFF
    for group in staff.groups:
        staged.memberships[uniid, group, kind.value] = None


def _imply_groups(staged: Staged) -> None:
    """Groups that a person names and nobody declared: a main group where it is somebody's class. Its grade is its pupils', if one."""
    grades: dict[str, set[int | None]] = {}
    for main, grade in staged.enrolments.values():
        grades.setdefault(main, set()).add(grade)
    for _person, register_id, _role in staged.memberships:
        if register_id in staged.groups:
            continue
        is_main = register_id in grades
        only = grades.get(register_id, set())
        staged.groups[register_id] = GroupRow(
            register_id=register_id,
            name=register_id,
            kind=(Group.Kind.MAIN if is_main else Group.Kind.OTHER).value,
            grade=next(iter(only)) if len(only) == 1 else None,
        )
        staged.implicit.add(register_id)
        words = _("Gruppen «%(name)s» er ikke erklæret i filen, men der er personer i den.")
        staged.warnings.append(words % {"name": register_id})


def _check_groups(staged: Staged) -> None:
    mains = Counter(main for main, _grade in staged.enrolments.values())
    for register_id, group in staged.groups.items():
        if group.kind == Group.Kind.MAIN and not group.level and register_id not in staged.implicit:
            staged.warnings.append(_("Klassen «%(name)s» har intet klassetrin.") % {"name": group.name})
        if mains[register_id] and group.kind != Group.Kind.MAIN:
            words = _("«%(name)s» er %(count)s elevers klasse, men er ikke en hovedgruppe (linje %(line)s).")
            staged.warnings.append(words % {"name": group.name, "count": mains[register_id], "line": group.at_line})
        if mains[register_id] and group.to_on and group.to_on <= staged.as_of:
            words = ngettext(
                "Klassen «%(name)s» er slut, men en elev står stadig i den.",
                "Klassen «%(name)s» er slut, men %(count)s elever står stadig i den.",
                mains[register_id],
            )
            staged.warnings.append(words % {"name": group.name, "count": mains[register_id]})
