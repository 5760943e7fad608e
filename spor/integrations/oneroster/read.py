"""A OneRoster archive made into an institution a school: `read(content) -> list[RegisterFile]`."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spor.base import clock
from spor.integrations.oneroster.archive import Archive, Line, open_archive
from spor.integrations.oneroster.classes import read_classes
from spor.integrations.oneroster.manifest import check_manifest
from spor.integrations.oneroster.people import read_people
from spor.integrations.oneroster.places import read_schools
from spor.integrations.oneroster.school import entries_of
from spor.integrations.rows import RegisterFile

CUSTODY = gettext_lazy(
    "OneRoster fortæller ikke, hvem der har forældremyndighed. Kontaktpersonerne får først adgang, når skolen har noteret grundlaget."
)
PROTECTION = gettext_lazy(
    "OneRoster fortæller ikke, hvem der har navne- og adressebeskyttelse. Det, Spor ved i forvejen, er ikke ændret."
)


def read(content: bytes) -> list[RegisterFile]:
    """Every school of the archive, in its order. Raises RefusedFile."""
    archive = open_archive(content, settings.REGISTER_MAX_BYTES)
    check_manifest(archive)
    _drop_deleted(archive)
    schools = read_schools(archive)
    sessions = _sessions(archive)
    classes = read_classes(archive, schools, sessions)
    people = read_people(archive, schools)
    moment = (archive.newest or clock.now()).astimezone(dt.UTC)
    by_school = entries_of(archive, schools, classes, people)
    years = tuple(sorted({_year(line) for line in archive.lines("academicSessions")} - {""}))
    told = [str(PROTECTION), *([str(CUSTODY)] if people.has_contacts else []), *archive.noted.sentences()]
    return [
        RegisterFile(
            number=school.number,
            name=school.name,
            exported_at=moment,
            school_years=years,
            carries=frozenset({"contacts"}),
            groups=[each.group for each in classes.values() if each.school == school.number],
            entries=by_school.get(school.number, []),
            warnings=told if number == 0 else [str(PROTECTION)],
        )
        for number, school in enumerate(schools.every)
    ]


def _drop_deleted(archive: Archive) -> None:
    """In a whole extract nothing is marked as deleted: what is gone is not there. Some systems do it anyway."""
    for name, lines in archive.files.items():
        kept = []
        for line in lines:
            if line.get("status").casefold() in ("tobedeleted", "inactive"):
                archive.noted.note(f"{name}.csv", _("er mærket som slettet og er sprunget over."), line.at)
            else:
                kept.append(line)
        archive.files[name] = kept


def _sessions(archive: Archive) -> dict[str, Line]:
    return {line.get("sourcedId"): line for line in archive.lines("academicSessions")}


def _year(line: Line) -> str:
    """«2027», the year a school year ends in, as the register writes it: «2026-2027»."""
    text = line.get("schoolYear")
    return f"{int(text) - 1}-{text}" if text.isascii() and text.isdigit() and len(text) == 4 else ""
