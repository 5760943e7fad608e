"""A small school to write register files of: two classes, a hold, teachers, homes. Tests change a part and import again."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from demo.stil import write
from spor.base.clock import COPENHAGEN
from spor.integrations.importing import import_file
from spor.integrations.preview import Report
from spor.integrations.rows import ContactRow, EntryRow, GroupRow, PersonRow, RegisterFile, StaffRow, StudentRow

FIXTURES = Path(__file__).parents[2] / "fixtures" / "stil"
EXAMPLE = FIXTURES / "example-fullmyndighed-v7.xml"
ALL = frozenset({"births", "protection", "aliases", "contacts"})
AUGUST = dt.date(2026, 8, 17)


def at(day: dt.date, hour: int = 4) -> dt.datetime:
    """The moment of an export: early in the morning of `day`."""
    return dt.datetime.combine(day, dt.time(hour), COPENHAGEN)


def person(uniid: str, name: str = "", **more: object) -> PersonRow:
    given, _, family = (name or f"{uniid.title()} Prøve").partition(" ")
    return PersonRow(uniid, given, family, **{"is_protected": False, **more})  # type: ignore[arg-type] # test rows


def contact(
    uniid: str, relation: str = "mother", *, custody: bool = True, level: int = 1, **more: object
) -> ContactRow:
    return ContactRow(person(uniid, **more), relation, custody, level)  # type: ignore[arg-type] # test rows


def pupil(
    uniid: str,
    main: str = "5b",
    grade: int | None = 5,
    *contacts: ContactRow,
    groups: tuple[str, ...] = (),
    role: str = "Elev",
    **more: object,
) -> EntryRow:
    return EntryRow(person(uniid, **more), StudentRow(role, grade, main, groups, contacts))  # type: ignore[arg-type] # test rows


def employee(uniid: str, *roles: str, groups: tuple[str, ...] = (), **more: object) -> EntryRow:
    return EntryRow(person(uniid, **more), staff=StaffRow(roles or ("teacher",), "", "", groups))  # type: ignore[arg-type] # test rows


def group(register_id: str, name: str = "", kind: str = "main", grade: int | None = None, **more: object) -> GroupRow:
    level = "" if grade is None else str(grade)
    return GroupRow(register_id, name or register_id, kind, level, grade, **more)  # type: ignore[arg-type] # test rows


def school(
    *entries: EntryRow,
    groups: tuple[GroupRow, ...] | None = None,
    day: dt.date = AUGUST,
    number: str = "101001",
    name: str = "Kastanjeskolen",
) -> RegisterFile:
    """A file of one school on `day`; class 5.B is declared unless `groups` says otherwise."""
    declared = (group("5b", "5.B", grade=5, line="B", from_on=dt.date(2021, 8, 1)),) if groups is None else groups
    return RegisterFile(number, name, at(day), ("2026-2027",), ALL, list(declared), list(entries))


def later(file: RegisterFile, days: int = 1, **changes: object) -> RegisterFile:
    """The same school some days later."""
    return replace(file, exported_at=file.exported_at + dt.timedelta(days=days), **changes)  # type: ignore[arg-type] # test rows


def apply(file: RegisterFile) -> Report:
    """Write the file as XML and read it in."""
    return import_file(write(file), apply=True)


def numbers(report: Report, table: str) -> tuple[int, int, int]:
    """(added, changed, ended)."""
    count = report.tables[table]
    return count.added, count.changed, count.ended


def nothing(report: Report) -> bool:
    return report.is_empty
