"""Persons out of users.csv and their roles out of roles.csv (1.2) or users.csv itself (1.1)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.integrations.oneroster.archive import Archive, Line
from spor.integrations.oneroster.classes import grade_of
from spor.integrations.oneroster.places import Schools, once
from spor.integrations.oneroster.time import in_force
from spor.integrations.oneroster.words import CONTACTS, NOBODYS, STAFF, STUDENT, listed, unilogin_of
from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import PersonRow

FILE = "users.csv"
UNIID_MAX, NAME_MAX = 50, 200


@dataclass(slots=True)
class Human:
    """A line of users.csv: who, the roles at each school (its number → words), and whose contact persons they name."""

    person: PersonRow
    grade: int | None
    agents: list[str]
    roles: dict[str, list[str]] = field(default_factory=dict)
    contact_as: str = ""


@dataclass
class People:
    """People by sourcedId."""

    by_id: dict[str, Human]

    @property
    def has_contacts(self) -> bool:
        return any(human.agents for human in self.by_id.values())


def read_people(archive: Archive, schools: Schools) -> People:
    """Raises RefusedFile for a person without a name or key, and for two persons with one Unilogin."""
    found: dict[str, Human] = {}
    uniids: dict[str, str] = {}
    for key, line in once(archive, "users").items():
        human = Human(_person(archive, key, line), grade_of(archive, FILE, line), listed(line.get("agentSourcedIds")))
        if uniids.setdefault(human.person.uniid, key) != key:
            raise RefusedFile(_("%(file)s: to linjer har det samme Unilogin.") % {"file": FILE}, line.at)
        found[key] = human
        if line.get("role"):
            for org in listed(line.get("orgSourcedIds")) or [line.get("primaryOrgSourcedId")]:
                _give(archive, schools, human, (FILE, line), line.get("role"), org)
    for line in archive.lines("roles"):
        _read_role(archive, schools, found, line)
    return People(found)


def _read_role(archive: Archive, schools: Schools, people: dict[str, Human], line: Line) -> None:
    file = "roles.csv"
    holder = people.get(line.get("userSourcedId"))
    if holder is None:
        archive.noted.note(file, _("brugeren er ikke i users.csv; linjen er sprunget over."), line.at)
    elif not in_force(archive, file, line):
        archive.noted.note(file, _("rollen er ikke begyndt eller er slut og er sprunget over."), line.at)
    else:
        _give(archive, schools, holder, (file, line), line.get("role"), line.get("orgSourcedId"))


def _give(archive: Archive, schools: Schools, human: Human, where: tuple[str, Line], word: str, org: str) -> None:
    """A role at a school, or as somebody's contact person. What nobody knows here gives nothing, and is told."""
    file, line = where
    role = word.casefold().replace(" ", "").replace("_", "")
    if role in CONTACTS:
        human.contact_as = human.contact_as or role
        return
    if role in NOBODYS:
        words_of_it = _("«%(role)s» er ingen rolle på en skole og giver ingen adgang her.") % {"role": word[:30]}
        archive.noted.note(file, words_of_it, line.at)
        return
    place = schools.by_id.get(org)
    if role not in STAFF and role != STUDENT:
        archive.noted.note(file, _("rollen «%(role)s» kendes ikke og er sprunget over.") % {"role": word[:30]}, line.at)
    elif place is None:
        archive.noted.note(file, _("rollens skole er ikke i orgs.csv; rollen er sprunget over."), line.at)
    else:
        words = human.roles.setdefault(place.number, [])
        if role not in words:
            words.append(role)


def _person(archive: Archive, key: str, line: Line) -> PersonRow:
    uniid = unilogin_of(line.get("userIds"))
    if not uniid:
        uniid = line.get("username") or key
        words = (
            _("har intet Unilogin i userIds; username er brugt.")
            if line.get("username")
            else _("har hverken Unilogin eller username; sourcedId er brugt, og personen kan ikke logge ind med det.")
        )
        archive.noted.note(FILE, words, line.at)
    given, family = line.get("givenName"), line.get("familyName")
    if not given:
        raise RefusedFile(_("%(file)s: givenName mangler.") % {"file": FILE}, line.at)
    for column, text, most in (
        ("Unilogin", uniid, UNIID_MAX),
        ("givenName", given, NAME_MAX),
        ("familyName", family, NAME_MAX),
    ):
        if len(text) > most:
            words = _("%(file)s: %(column)s er på %(length)s tegn; der er plads til %(most)s.")
            raise RefusedFile(words % {"file": FILE, "column": column, "length": len(text), "most": most}, line.at)
    if line.get("enabledUser").casefold() in ("false", "0", "no"):
        archive.noted.note(FILE, _("er slået fra (enabledUser), men står stadig på skolen og er læst."), line.at)
    return PersonRow(uniid, given, family, at_line=line.at)
