"""Schools out of orgs.csv. A department belongs to the school above it; districts and the like are nobody's school."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.integrations.oneroster.archive import Archive, Line
from spor.integrations.refusals import RefusedFile

NUMBER_MAX, NAME_MAX = 10, 200


@dataclass(frozen=True, slots=True)
class Place:
    """A school: its institution number and name."""

    number: str
    name: str


@dataclass(frozen=True)
class Schools:
    """The schools in the file's order, and each org that is one or part of one by its sourcedId."""

    every: list[Place]
    by_id: dict[str, Place]


def read_schools(archive: Archive) -> Schools:
    """Raises RefusedFile where a school has no institution number, two have the same, or the orgs go in a ring."""
    orgs = once(archive, "orgs")
    schools: dict[str, Place] = {}
    for key, line in orgs.items():
        if line.get("type").casefold() == "school":
            schools[key] = _place(key, line)
    every = list(schools.values())
    if not every:
        raise RefusedFile(_("orgs.csv: der er ingen skoler (type «school»)."))
    numbers = [place.number for place in every]
    for key, place in schools.items():
        if numbers.count(place.number) > 1:
            words = _("orgs.csv: to skoler har nummeret %(number)s.") % {"number": place.number}
            raise RefusedFile(words, orgs[key].at)
    for key in orgs:
        above = _school_above(key, orgs, schools)
        if above:
            schools.setdefault(key, above)
    return Schools(every, schools)


def once(archive: Archive, name: str) -> dict[str, Line]:
    """Lines by their sourcedId. The same twice counts once; two that differ: the first."""
    found: dict[str, Line] = {}
    for line in archive.lines(name):
        key = line.get("sourcedId")
        if not key:
            raise RefusedFile(_("%(file)s: sourcedId mangler.") % {"file": f"{name}.csv"}, line.at)
        first = found.setdefault(key, line)
        if first is not line:
            words = _("står der i forvejen; den første gælder.") if first.values != line.values else _("står to gange.")
            archive.noted.note(f"{name}.csv", words, line.at)
    return found


def _place(key: str, line: Line) -> Place:
    number = line.get("identifier") or key
    if len(number) > NUMBER_MAX:
        words = _("orgs.csv: skolen «%(name)s» har intet institutionsnummer i kolonnen identifier.")
        raise RefusedFile(words % {"name": line.get("name")[:60]}, line.at)
    return Place(number, line.get("name")[:NAME_MAX] or number)


def _school_above(key: str, orgs: dict[str, Line], schools: dict[str, Place]) -> Place | None:
    walked: set[str] = set()
    while key in orgs and key not in schools:
        if key in walked:
            raise RefusedFile(_("orgs.csv: enhederne hører til hinanden i ring."), orgs[key].at)
        walked.add(key)
        key = orgs[key].get("parentSourcedId")
    return schools.get(key)
