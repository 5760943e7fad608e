"""The cast of the tests: one small school with everybody who matters, built straight from models.

Wednesday 25 November 2026 at 8.00. Kastanjeskolen has 0.A, 2.A and 5.B; Åsenskolen has 5.A. Each person is an attribute of `Cast`
and has an account of the same name. Tests that need more add it themselves.
"""

import datetime as dt
import pickle
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db.models import Model

from spor.access.models import Cover, TeamRole
from spor.curriculum.models import Framework, FrameworkVersion, Goal, GoalWording, Subject
from spor.people.models import Account, Enrolment, Group, Guardianship, Membership, Person, Post, School

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = dt.datetime(2026, 11, 25, 8, 0, tzinfo=COPENHAGEN)
TODAY = NOW.date()
YEAR_STARTS = dt.date(2026, 8, 1)


@dataclass
class Cast:
    """Everybody and everything by name. `people` holds each person once, by the name of the account."""

    people: dict[str, Person] = field(default_factory=dict)

    kastanje: School = field(init=False)
    aasen: School = field(init=False)
    g0a: Group = field(init=False)
    g2a: Group = field(init=False)
    g5b: Group = field(init=False)
    aasen_5a: Group = field(init=False)

    dansk: Subject = field(init=False)
    historie: Subject = field(init=False)
    matematik: Subject = field(init=False)
    goals: list[Goal] = field(default_factory=list)  # six: two of dansk, two of historie, two of matematik
    wordings: list[GoalWording] = field(default_factory=list)  # one a goal, in the same order

    # staff of Kastanjeskolen
    mette: Person = field(init=False)  # leads 5.B, teaches it dansk and historie; guardian of Magnus at Åsenskolen
    jonas: Person = field(init=False)  # co-teacher of 5.B: dansk too, and matematik
    birgitte: Person = field(init=False)  # leads 2.A; to 5.B an unrelated teacher of the same school
    sanne: Person = field(init=False)  # leads 0.A by post, registered as pædagog
    ali: Person = field(init=False)  # pædagog in the team of 2.A
    ida: Person = field(init=False)  # substitute: covers 5.B today from 7.30 to 15.30
    susanne: Person = field(init=False)  # leader
    lone: Person = field(init=False)  # secretary
    # others
    otto: Person = field(init=False)  # leads 5.A at Åsenskolen
    rikke: Person = field(init=False)  # the municipality's register administrator
    jan: Person = field(init=False)  # the municipality's analyst, figures only
    stranger: Person = field(init=False)  # has an account and no relation to anybody
    # pupils
    villads: Person = field(init=False)  # 0.A, six
    ella: Person = field(init=False)  # 0.A
    alma: Person = field(init=False)  # 2.A, Oskar's sister
    oskar: Person = field(init=False)  # 5.B
    viggo: Person = field(init=False)  # 5.B
    classmate: Person = field(init=False)  # 5.B, Liva
    noor: Person = field(init=False)  # 5.B, protected name and address, shown by an alias
    magnus: Person = field(init=False)  # Åsenskolen 5.A, Mette's son
    # guardians
    henrik: Person = field(init=False)  # Oskar and Alma, custody
    signe: Person = field(init=False)  # Oskar and Alma, custody, the other home
    jens: Person = field(init=False)  # once Oskar's guardian, ended in 2025
    nina: Person = field(init=False)  # Viggo, custody
    stepfather: Person = field(init=False)  # Viggo's contact, no custody and no other basis

    def person(self, account: str, name: str, born_on: dt.date | None = None, **more: object) -> Person:
        """Make a person with an account, and remember both under `account`."""
        given, _, family = name.partition(" ")
        person = Person.objects.create(
            uniid=account, given_name=given, family_name=family, born_on=born_on, seen_on=TODAY, **more
        )
        Account.objects.create(username=account, person=person)
        self.people[account] = person
        setattr(self, account, person)
        return person


# Each table of the cast, those named by others first.
TABLES: tuple[type[Model], ...] = (
    *(School, Group, Framework, FrameworkVersion, Subject, Goal, GoalWording),
    *(Person, Account, Post, TeamRole, Membership, Cover, Enrolment, Guardianship),
)

# The first cast of this run and its rows: building costs ten times as much as putting the same rows in once more.
_first: list[bytes] = []


def build_cast() -> Cast:
    """Build the cast in the test's database. About 200 rows; the same ids and codes in every test that has none of these rows before."""
    if _first and not School.objects.exists():
        cast, rows = pickle.loads(_first[0])  # noqa: S301 # our own bytes, made below
        for table, made in zip(TABLES, rows, strict=True):
            table._default_manager.bulk_create(made)
        return cast
    was_empty = not any(table._default_manager.exists() for table in TABLES)
    cast = Cast()
    _schools(cast)
    _curriculum(cast)
    _staff(cast)
    _pupils(cast)
    _guardians(cast)
    if was_empty:
        _first[:] = [pickle.dumps((cast, [list(table._default_manager.all()) for table in TABLES]))]
    return cast


def _schools(cast: Cast) -> None:
    cast.kastanje = School.objects.create(number="101001", name="Kastanjeskolen")
    cast.aasen = School.objects.create(number="101002", name="Åsenskolen")
    cast.g0a = _main_group(cast.kastanje, "0.A", 0)
    cast.g2a = _main_group(cast.kastanje, "2.A", 2)
    cast.g5b = _main_group(cast.kastanje, "5.B", 5)
    cast.aasen_5a = _main_group(cast.aasen, "5.A", 5)


def _main_group(school: School, name: str, grade: int) -> Group:
    return Group.objects.create(
        school=school,
        register_id=f"{grade}{name[-1]}",
        name=name,
        kind=Group.Kind.MAIN,
        grade=grade,
        line=name[-1],
        from_on=YEAR_STARTS,
    )


def _curriculum(cast: Cast) -> None:
    framework = Framework.objects.create(key="test", name="Fælles Mål", kind=Framework.Kind.OFFICIAL)
    version = FrameworkVersion.objects.create(framework=framework, label="2019", from_on=dt.date(2019, 8, 1))
    cast.dansk = Subject.objects.create(key="dan", name="Dansk", hue="dan", icon="book-open")
    cast.historie = Subject.objects.create(key="his", name="Historie", hue="his", icon="landmark")
    cast.matematik = Subject.objects.create(key="mat", name="Matematik", hue="mat", icon="calculator")
    said = [
        (cast.dansk, "Eleven kan søge information", "Jeg kan finde svar i en tekst"),
        (cast.dansk, "Eleven kan udarbejde sammenhængende tekster", "Jeg kan skrive en fortælling"),
        (cast.historie, "Eleven kan anvende kilder", "Jeg kan bruge en kilde"),
        (cast.historie, "Eleven kan ordne begivenheder i tid", "Jeg kan lægge begivenheder i rækkefølge"),
        (cast.matematik, "Eleven kan anvende brøker", "Jeg kan regne med brøker"),
        (cast.matematik, "Eleven kan måle vinkler", "Jeg kan måle en vinkel"),
    ]
    for number, (subject, text, pupil_text) in enumerate(said):
        goal = Goal.objects.create(
            version=version,
            subject=subject,
            kind=Goal.Kind.SKILL,
            identity=f"test-{number}",
            from_grade=3,
            to_grade=6,
            text=text,
            search_text=text.casefold(),
        )
        cast.goals.append(goal)
        cast.wordings.append(GoalWording.objects.create(goal=goal, text=pupil_text))


def _post(person: Person, school: School | None, role: str) -> None:
    Post.objects.create(person=person, school=school, role=role, from_on=dt.date(2020, 8, 1))


def _team(person: Person, group: Group, kind: str, subject: Subject | None = None) -> None:
    TeamRole.objects.create(person=person, group=group, kind=kind, subject=subject, from_on=YEAR_STARTS)
    Membership.objects.get_or_create(
        person=person, group=group, role=Membership.Role.STAFF, defaults={"from_on": YEAR_STARTS}
    )


def _staff(cast: Cast) -> None:
    role, kind = Post.Role, TeamRole.Kind
    for account, name, school, post in [
        ("mette", "Mette Lindqvist", cast.kastanje, role.TEACHER),
        ("jonas", "Jonas Beck", cast.kastanje, role.TEACHER),
        ("birgitte", "Birgitte Olsen", cast.kastanje, role.TEACHER),
        ("sanne", "Sanne Friis", cast.kastanje, role.PEDAGOGUE),
        ("ali", "Ali Haddad", cast.kastanje, role.PEDAGOGUE),
        ("ida", "Ida Winther", cast.kastanje, role.SUBSTITUTE),
        ("susanne", "Susanne Krag", cast.kastanje, role.LEADER),
        ("lone", "Lone Bisgaard", cast.kastanje, role.SECRETARY),
        ("otto", "Otto Juhl", cast.aasen, role.TEACHER),
        ("rikke", "Rikke Storm", None, role.MUNICIPAL_ADMIN),
        ("jan", "Jan Mandrup", None, role.MUNICIPAL_ANALYST),
    ]:
        _post(cast.person(account, name), school, post)
    cast.person("stranger", "Frede Fremmed")

    _team(cast.mette, cast.g5b, kind.LEAD)
    _team(cast.mette, cast.g5b, kind.SUBJECT, cast.dansk)
    _team(cast.mette, cast.g5b, kind.SUBJECT, cast.historie)
    _team(cast.jonas, cast.g5b, kind.SUBJECT, cast.dansk)
    _team(cast.jonas, cast.g5b, kind.SUBJECT, cast.matematik)
    _team(cast.birgitte, cast.g2a, kind.LEAD)
    _team(cast.birgitte, cast.g2a, kind.SUBJECT, cast.dansk)
    _team(cast.sanne, cast.g0a, kind.LEAD)
    _team(cast.ali, cast.g2a, kind.TEAM)
    _team(cast.otto, cast.aasen_5a, kind.LEAD)
    _team(cast.otto, cast.aasen_5a, kind.SUBJECT, cast.dansk)
    Cover.objects.create(
        person=cast.ida,
        group=cast.g5b,
        from_at=NOW.replace(hour=7, minute=30),
        to_at=NOW.replace(hour=15, minute=30),
        opened_by=cast.lone,
    )


def _pupils(cast: Cast) -> None:
    _pupil(cast.person("villads", "Villads Krogh", dt.date(2020, 3, 14)), cast.g0a)
    _pupil(cast.person("ella", "Ella Sand", dt.date(2020, 6, 2)), cast.g0a)
    _pupil(cast.person("alma", "Alma Dahl", dt.date(2018, 4, 9)), cast.g2a)
    _pupil(cast.person("oskar", "Oskar Dahl", dt.date(2015, 2, 20)), cast.g5b)
    _pupil(cast.person("viggo", "Viggo Brandt", dt.date(2015, 9, 1)), cast.g5b)
    _pupil(cast.person("classmate", "Liva Østergaard", dt.date(2015, 5, 17)), cast.g5b)
    protected = {"is_protected": True, "alias_given_name": "Nora", "alias_family_name": "Nygaard"}
    _pupil(cast.person("noor", "Noor Hemmelig", dt.date(2015, 12, 3), **protected), cast.g5b)
    _pupil(cast.person("magnus", "Magnus Lindqvist", dt.date(2015, 7, 30)), cast.aasen_5a)


def _pupil(person: Person, group: Group) -> None:
    Membership.objects.create(person=person, group=group, role=Membership.Role.PUPIL, from_on=YEAR_STARTS)
    Enrolment.objects.create(person=person, school=group.school, group=group, grade=group.grade, from_on=YEAR_STARTS)


def _guardians(cast: Cast) -> None:
    mother, father, other = Guardianship.Relation.MOTHER, Guardianship.Relation.FATHER, Guardianship.Relation.OTHER
    cast.person("henrik", "Henrik Dahl")
    cast.person("signe", "Signe Dahl")
    cast.person("jens", "Jens Holt")
    cast.person("nina", "Nina Brandt")
    cast.person("stepfather", "Søren Lund")
    ended = {"from_on": dt.date(2018, 1, 1), "to_on": dt.date(2025, 6, 1)}
    for guardian, pupil, relation, has_custody, dates in [
        (cast.henrik, cast.oskar, father, True, {}),
        (cast.henrik, cast.alma, father, True, {}),
        (cast.signe, cast.oskar, mother, True, {}),
        (cast.signe, cast.alma, mother, True, {}),
        (cast.jens, cast.oskar, other, True, ended),
        (cast.nina, cast.viggo, mother, True, {}),
        (cast.stepfather, cast.viggo, other, False, {}),
        (cast.mette, cast.magnus, mother, True, {}),
    ]:
        Guardianship.objects.create(
            guardian=guardian,
            pupil=pupil,
            relation=relation,
            has_custody=has_custody,
            **{"from_on": dt.date(2020, 1, 1), **dates},
        )
