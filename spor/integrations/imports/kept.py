"""A file's rows as they are kept between the upload and the approval: only what Spor holds anyway, and no byte of the file itself."""

import datetime as dt
import json
import zlib
from dataclasses import asdict
from typing import Any

from spor.integrations.rows import ContactRow, EntryRow, GroupRow, PersonRow, RegisterFile, StaffRow, StudentRow


def keep(file: RegisterFile) -> bytes:
    """The rows, packed."""
    said = asdict(file) | {"carries": sorted(file.carries)}
    return zlib.compress(json.dumps(said, default=_text, ensure_ascii=False).encode())


def unpack(rows: bytes | memoryview) -> RegisterFile:
    """The rows that `keep` packed."""
    said = json.loads(zlib.decompress(bytes(rows)))
    return RegisterFile(
        **said
        | {
            "exported_at": dt.datetime.fromisoformat(said["exported_at"]),
            "school_years": tuple(said["school_years"]),
            "carries": frozenset(said["carries"]),
            "groups": [GroupRow(**_dated(group, "from_on", "to_on")) for group in said["groups"]],
            "entries": [_entry(entry) for entry in said["entries"]],
        }
    )


def _entry(said: dict[str, Any]) -> EntryRow:
    student, staff = said["student"], said["staff"]
    return EntryRow(
        person=_person(said["person"]) if said["person"] else None,
        student=_student(student) if student else None,
        staff=StaffRow(**staff | {"roles": tuple(staff["roles"]), "groups": tuple(staff["groups"])}) if staff else None,
        at_line=said["at_line"],
    )


def _student(said: dict[str, Any]) -> StudentRow:
    contacts = tuple(ContactRow(**contact | {"person": _person(contact["person"])}) for contact in said["contacts"])
    return StudentRow(**said | {"groups": tuple(said["groups"]), "contacts": contacts})


def _person(said: dict[str, Any]) -> PersonRow:
    return PersonRow(**_dated(said, "born_on"))


def _dated(said: dict[str, Any], *columns: str) -> dict[str, Any]:
    return said | {name: dt.date.fromisoformat(said[name]) for name in columns if said[name]}


def _text(moment: dt.date) -> str:
    return moment.isoformat()
