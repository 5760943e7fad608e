"""The template's columns: what each is called, and what is written in it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy, pgettext_lazy

from spor.people.models import Guardianship, Post

HOMES = 4  # contact persons a pupil has room for


@dataclass(frozen=True)
class Column:
    """A column: its heading in the file, and the guide's words and example."""

    heading: str
    guide: object
    example: str = ""


NUMBER, SCHOOL, ROLE, UNIID = "Institutionsnummer", "Skole", "Rolle", "Unilogin"
GIVEN, FAMILY, CLASS, GRADE, HOLDS = "Fornavn", "Efternavn", "Klasse", "Klassetrin", "Hold"
BORN, PROTECTED, SHORT, OCCUPATION = "Fødselsdato", "Navnebeskyttelse", "Initialer", "Stilling"
_PERSON = (
    Column(NUMBER, gettext_lazy("Skolens nummer på seks tegn. Det samme i alle rækker, hvis filen er fra én skole."), "101001"),
    Column(SCHOOL, gettext_lazy("Skolens navn."), "Kastanjeskolen"),
    Column(ROLE, gettext_lazy("Elev, Lærer, Pædagog, Vikar, Leder, Ledelse, TAP, Konsulent, Praktikant, Ekstern. Flere: komma."), "Elev"),
    Column(UNIID, gettext_lazy("Personens Unilogin. Hver person har sit eget."), "alma0123"),
    Column(GIVEN, gettext_lazy("Fornavn og eventuelle mellemnavne."), "Alma"),
    Column(FAMILY, gettext_lazy("Efternavn. Må være tomt."), "Lund"),
    Column(CLASS, gettext_lazy("Elever: den ene klasse, eleven går i. Ansatte: deres klasser, delt med komma."), "5.B"),
    Column(GRADE, gettext_lazy("Elever: 0–10, eller «Andet» i en klasse uden trin."), "5"),
    Column(HOLDS, gettext_lazy("Hold ud over klassen, delt med komma. Må være tomt."), "Svømning"),
    Column(BORN, gettext_lazy("Elever: dag-måned-år. Må være tomt."), "14-03-2015"),
    Column(PROTECTED, gettext_lazy("Ja eller Nej: har personen navne- og adressebeskyttelse?"), "Nej"),
    Column(SHORT, gettext_lazy("Ansatte: initialer. Må være tomt.")),
    Column(OCCUPATION, gettext_lazy("Ansatte: stilling. Må være tomt.")),
)  # fmt: skip

OF_HOME = H_UNIID, H_GIVEN, H_FAMILY, H_RELATION, H_CUSTODY, H_PROTECTED = (
    "Unilogin", "fornavn", "efternavn", "relation", "forældremyndighed", "navnebeskyttelse",
)  # fmt: skip
_HOME = (
    Column(H_UNIID, gettext_lazy("Elever: kontaktpersonens Unilogin. Er den tom, er resten af kontakten også tom."), "mor00123"),
    Column(H_GIVEN, gettext_lazy("Kontaktpersonens fornavn."), "Mette"),
    Column(H_FAMILY, gettext_lazy("Kontaktpersonens efternavn."), "Lund"),
    Column(H_RELATION, gettext_lazy("Mor, Far, Andet eller Officielt tilknyttet person."), "Mor"),
    Column(H_CUSTODY, gettext_lazy("Ja eller Nej: har personen forældremyndighed over eleven?"), "Ja"),
    Column(H_PROTECTED, gettext_lazy("Ja eller Nej: har personen navne- og adressebeskyttelse?"), "Nej"),
)  # fmt: skip


def of_home(number: int, heading: str) -> str:
    """The heading of a contact person's column: «Kontakt 2 fornavn»."""
    return f"Kontakt {number} {heading}"


_HOMES = tuple(
    Column(of_home(number, each.heading), each.guide, each.example if number == 1 else "")
    for number in range(1, HOMES + 1)
    for each in _HOME
)
COLUMNS = (*_PERSON, *_HOMES)
NEEDED = (NUMBER, ROLE, UNIID, GIVEN, FAMILY, CLASS, GRADE, PROTECTED)

PUPIL = "elev"
STAFF = {
    "lærer": Post.Role.TEACHER,
    "pædagog": Post.Role.PEDAGOGUE,
    "vikar": Post.Role.SUBSTITUTE,
    "leder": Post.Role.LEADER,
    "ledelse": Post.Role.MANAGEMENT,
    "tap": Post.Role.OFFICE,
    "konsulent": Post.Role.CONSULTANT,
}
EXTERNS = {"praktikant": Post.Role.TRAINEE, "ekstern": Post.Role.EXTERN}
RELATIONS = {
    "mor": Guardianship.Relation.MOTHER,
    "far": Guardianship.Relation.FATHER,
    "andet": Guardianship.Relation.OTHER,
    "officielt tilknyttet person": Guardianship.Relation.OFFICIAL,
}
YES_NO = {"ja": True, "nej": False}
GRADES: dict[str, int | None] = {**{str(grade): grade for grade in range(11)}, "andet": None}
ROLE_WORDS = pgettext_lazy(
    "roles of the template", "Elev, Lærer, Pædagog, Vikar, Leder, Ledelse, TAP, Konsulent, Praktikant, Ekstern"
)
