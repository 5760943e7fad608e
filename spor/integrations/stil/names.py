"""STIL's own words and namespaces, and what they are called here."""

from spor.integrations.rows import Carries
from spor.people.models import Group, Guardianship, Post

_V7 = "https://brugerdatabasen.stil.dk/bpi"
_V7_EXPORT = f"{_V7}/wsieksport/7"
_V6 = "https://unilogin.dk"
_V6_EXPORT = "https://wsieksport.unilogin.dk/eksport"
_PACKAGES = ("small", "medium", "full", "fullmyndighed")

# A file keeps to the namespaces of its version.
VERSIONS: tuple[frozenset[str], ...] = (
    frozenset([f"{_V7}/common/3", f"{_V7_EXPORT}/common", *(f"{_V7_EXPORT}/{name}" for name in _PACKAGES)]),
    frozenset(
        [_V6, f"{_V6}/data", f"{_V6}/data/transitional", _V6_EXPORT] + [f"{_V6_EXPORT}/{name}" for name in _PACKAGES]
    ),
)

# The root says which package of facts was agreed on.
ROOTS: dict[str, frozenset[Carries]] = {
    "UNILoginExportSmall": frozenset(),
    "UNILoginExportMedium": frozenset({"births"}),
    "UNILoginExportFull": frozenset({"births", "protection", "contacts"}),
    "UNILoginExportFullMyndighed": frozenset({"births", "protection", "aliases", "contacts"}),
}

# What is read of a person at all. CPR numbers, addresses, phone numbers, mail, pictures and first passwords have no name
# here, so they never leave the file.
PERSON_FIELDS = frozenset({"FirstName", "FamilyName", "UserId", "BirthDate", "AliasFirstName", "AliasFamilyName"})

# The longest text each may hold, as the columns that keep them.
LONGEST = {
    "InstitutionNumber": 10,
    "InstitutionName": 200,
    "FirstName": 200,
    "FamilyName": 200,
    "AliasFirstName": 200,
    "AliasFamilyName": 200,
    "UserId": 50,
    "GroupId": 100,
    "MainGroupId": 100,
    "GroupName": 100,
    "Line": 40,
    "Occupation": 200,
    "ShortName": 20,
}

GROUP_KINDS = {
    "Hovedgruppe": Group.Kind.MAIN,
    "Årgang": Group.Kind.YEAR,
    "Retning": Group.Kind.DIRECTION,
    "Hold": Group.Kind.HOLD,
    "SFO": Group.Kind.SFO,
    "Team": Group.Kind.TEAM,
    "Andet": Group.Kind.OTHER,
}
GRADES: dict[str, int | None] = {
    **{str(grade): grade for grade in range(11)},
    **dict.fromkeys(["DT", "U1", "U2", "U3", "U4", "VU", "Andet"]),
}
STUDENT_ROLES = {"Barn": "Barn", "Elev": "Elev", "Studerende": "Studerende"}
EMPLOYEE_ROLES = {
    "Lærer": Post.Role.TEACHER,
    "Pædagog": Post.Role.PEDAGOGUE,
    "Vikar": Post.Role.SUBSTITUTE,
    "Leder": Post.Role.LEADER,
    "Ledelse": Post.Role.MANAGEMENT,
    "TAP": Post.Role.OFFICE,
    "Konsulent": Post.Role.CONSULTANT,
}
EXTERN_ROLES = {"Praktikant": Post.Role.TRAINEE, "Ekstern": Post.Role.EXTERN}
RELATIONS = {
    "Mor": Guardianship.Relation.MOTHER,
    "Far": Guardianship.Relation.FATHER,
    "Andet": Guardianship.Relation.OTHER,
    "Officielt tilknyttet person": Guardianship.Relation.OFFICIAL,
}
