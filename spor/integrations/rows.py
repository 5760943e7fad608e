"""What a register source says, whatever its format: plain rows, as a reader of a partner's folder makes them.

Held as little as possible: no CPR number, address, phone number or mail is in any of these. Periods are half-open; `at_line` is the
line of the file, for warnings and refusals.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Carries = Literal["births", "protection", "aliases", "contacts"]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as one place of the file names them. None is *the file does not say*; an empty alias is *no alias*."""

    uniid: str
    given_name: str
    family_name: str
    is_protected: bool | None = None
    alias_given_name: str | None = None
    alias_family_name: str | None = None
    born_on: dt.date | None = None
    at_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A declared group. `kind` is people.Group.Kind's value, `level` the register's word for the grade; None where it gives no date."""

    register_id: str
    name: str
    kind: str
    level: str = ""
    grade: int | None = None
    line: str = ""
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    at_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact person of the pupil whose entry it stands in. `relation` is people.Guardianship.Relation's value."""

    person: PersonRow
    relation: str
    has_custody: bool
    access_level: int


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A pupil's role: `role` is the register's word, `grade` None outside 0.–10. klasse."""

    role: str
    grade: int | None
    main_group: str
    groups: tuple[str, ...] = ()
    contacts: tuple[ContactRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffRow:
    """An employee's roles (people.Post.Role's values), or an extern's one."""

    roles: tuple[str, ...]
    occupation: str = ""
    short_name: str = ""
    groups: tuple[str, ...] = ()
    is_extern: bool = False


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One person at the institution in one role; the register leaves out either now and then."""

    person: PersonRow | None
    student: StudentRow | None = None
    staff: StaffRow | None = None
    at_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """Everything one file says of one institution at one moment.

    carries   which facts this kind of file has at all; what it has not is left as it was
    warnings  what the reader met that is unlikely but not wrong, each with its place in the file
    """

    number: str
    name: str
    exported_at: dt.datetime
    school_years: tuple[str, ...]
    carries: frozenset[Carries]
    groups: list[GroupRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
