"""Who is what in each school: people, their roles and enrolments put together into the rows of an institution."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.integrations.oneroster.archive import Archive, Line
from spor.integrations.oneroster.classes import Class
from spor.integrations.oneroster.people import Human, People
from spor.integrations.oneroster.places import Schools
from spor.integrations.oneroster.time import in_force
from spor.integrations.oneroster.words import CONTACTS, STAFF, STUDENT
from spor.integrations.rows import ContactRow, EntryRow, StaffRow, StudentRow

FILE = "enrollments.csv"


@dataclass
class _Place:
    """What one human has in one school: classes as a pupil (the one marked primary first) and as staff."""

    pupil_in: list[str] = field(default_factory=list)
    staff_in: list[str] = field(default_factory=list)
    at_line: int = 0


def entries_of(
    archive: Archive, schools: Schools, classes: dict[str, Class], people: People
) -> dict[str, list[EntryRow]]:
    """School number → its entries: a pupil's, an employee's, or both of one person."""
    taken = _enrolments(archive, schools, classes, people)
    found: dict[str, list[EntryRow]] = defaultdict(list)
    for key, human in people.by_id.items():
        for school in dict.fromkeys([*human.roles, *taken[key]]):
            place = taken[key].get(school, _Place())
            words = human.roles.get(school, [])
            if STUDENT in words or place.pupil_in:
                student = _student(archive, classes, people, human, place)
                if student:
                    found[school].append(EntryRow(human.person, student=student, at_line=human.person.at_line))
            if place.staff_in or set(words) - {STUDENT}:
                staff = _staff(archive, human, words, place)
                found[school].append(EntryRow(human.person, staff=staff, at_line=human.person.at_line))
    return found


def _enrolments(
    archive: Archive, schools: Schools, classes: dict[str, Class], people: People
) -> dict[str, dict[str, _Place]]:
    """Human → school number → what they have there."""
    taken: dict[str, dict[str, _Place]] = defaultdict(dict)
    for line in archive.lines("enrollments"):
        known = _known(archive, classes, people, line)
        if known and in_force(archive, FILE, line):
            human, register_id, school = known
            place = taken[human].setdefault(school, _Place(at_line=line.at))
            rows = place.pupil_in if line.get("role").casefold() == STUDENT else place.staff_in
            if register_id in rows:
                archive.noted.note(FILE, _("står to gange."), line.at)
            elif line.get("primary").casefold() in ("true", "1"):
                rows.insert(0, register_id)
            else:
                rows.append(register_id)
    return taken


def _known(archive: Archive, classes: dict[str, Class], people: People, line: Line) -> tuple[str, str, str] | None:
    """(human, class, school number) of an enrolment where both are in the archive and the role is one."""
    human, register_id, role = line.get("userSourcedId"), line.get("classSourcedId"), line.get("role").casefold()
    if human not in people.by_id:
        archive.noted.note(FILE, _("brugeren er ikke i users.csv; linjen er sprunget over."), line.at)
    elif register_id not in classes:
        archive.noted.note(FILE, _("klassen er ikke i classes.csv; linjen er sprunget over."), line.at)
    elif role != STUDENT and role not in STAFF:
        archive.noted.note(FILE, _("rollen «%(role)s» kendes ikke og er sprunget over.") % {"role": role[:30]}, line.at)
    else:
        return human, register_id, classes[register_id].school
    return None


def _student(
    archive: Archive, classes: dict[str, Class], people: People, human: Human, place: _Place
) -> StudentRow | None:
    """A pupil goes in one class: the homeroom, else the one marked primary, else the first. Without any they cannot be placed."""
    if not place.pupil_in:
        words = _("eleven står ikke i nogen klasse og er ikke læst ind som elev.")
        archive.noted.note("users.csv", words, human.person.at_line)
        return None
    mains = [each for each in place.pupil_in if classes[each].is_main]
    if len(mains) > 1:
        archive.noted.note(
            "users.csv", _("eleven står i to stamklasser (homeroom); den første gælder."), human.person.at_line
        )
    if not mains:
        archive.noted.note(
            "users.csv",
            _("eleven har ingen stamklasse (homeroom); den første klasse er brugt som den."),
            human.person.at_line,
        )
        classes[place.pupil_in[0]].make_main()
    main = (mains or place.pupil_in)[0]
    grade = human.grade if human.grade is not None else classes[main].group.grade
    others = tuple(each for each in place.pupil_in if each != main)
    return StudentRow("Elev", grade, main, others, _contacts(archive, people, human))


def _contacts(archive: Archive, people: People, human: Human) -> tuple[ContactRow, ...]:
    """No custody: OneRoster does not know (decision 0061)."""
    rows = []
    for key in dict.fromkeys(human.agents):
        agent = people.by_id.get(key)
        if agent is None or agent is human:
            words = _("en kontaktperson (agentSourcedIds) er ikke en anden i users.csv og er sprunget over.")
            archive.noted.note("users.csv", words, human.person.at_line)
        elif not agent.contact_as:
            words = _("en kontaktperson har ikke rollen parent, guardian eller relative og er sprunget over.")
            archive.noted.note("users.csv", words, human.person.at_line)
        else:
            rows.append(ContactRow(agent.person, CONTACTS[agent.contact_as].value, has_custody=False, access_level=0))
    return tuple(rows)


def _staff(archive: Archive, human: Human, words: list[str], place: _Place) -> StaffRow:
    roles = tuple(dict.fromkeys(STAFF[word].value for word in words if word in STAFF))
    if not roles:
        archive.noted.note(
            FILE, _("er lærer i en klasse uden at have en rolle på skolen; læst som lærer."), place.at_line
        )
        roles = (STAFF["teacher"].value,)
    return StaffRow(roles, groups=tuple(dict.fromkeys(place.staff_in)))
