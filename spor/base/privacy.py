"""What every model that can be traced to a person must say of itself, in its room's `privacy.py`."""

from dataclasses import dataclass
from typing import Literal

Basis = Literal["folkeskoleloven", "myndighedsopgave", "retlig forpligtelse", "samtykke"]
Erasure = Literal["delete", "blank", "keep", "cascade"]
Told = Literal["subject", "guard", "chosen", "judged"]


LEFT = "left"  # the day the person last had a place: as a pupil, an employee, or a guardian of a pupil who has one
PERSON = "person"  # goes when the name goes
PARENT = "parent"  # goes with the row it belongs to
IN_USE = "in use"  # for as long as something uses it


@dataclass(frozen=True)
class Term:
    """How long, as the nightly `retain` counts it. What `keep` says in words.

    since   one of the four above, or the path to a date or a moment of the row ("to_on", "release__at"); none there: not begun
    days, months, school_years   what is added; where both months and school years are given, the later one counts.
            A school year ends on 31 July: 1 is the end of the one after that in which `since` lies. It counts for pupils only
    by      the command that carries it out, where that is not `retain`
    """

    since: str
    days: int = 0
    months: int = 0
    school_years: int = 0
    by: str = "retain"

    @property
    def is_counted(self) -> bool:
        """Is there a day on which it is up, that `retain` has to look for?"""
        return self.since not in (PERSON, PARENT, IN_USE) and self.by == "retain"


@dataclass(frozen=True)
class Declaration:
    """One model's place in the record of processing (GDPR article 30).

    model     "room.Model"
    subject   lookup path to the person the row is about ("pupil", "trace__pupil"), or the reason there is none
    basis     legal basis, in Danish, as the record of processing names it
    purpose   why the row exists, one Danish sentence
    keep      how long, in words a parent understands
    erasure   what becomes of it when the person is erased: the row is deleted, its names are blanked, it is kept (audit, until its own
              term is up), or it goes with its parent (cascade)
    term      `keep`, as the machine counts it; None for what goes with its parent and for what only names somebody
    told      who gets it in a copy of what is held about a person (decision 0067): "subject" whoever the row is about, without
              more; "guard" what the one who asks may see on the pages too; "chosen" the same, and always: the pupil chose who may know;
              "judged" only once somebody has looked through it
    owns      foreign keys to rows that are nobody else's, and go with this one ("goal": the words of a pupil's own goal)
    """

    model: str
    subject: str
    basis: Basis
    purpose: str
    keep: str
    erasure: Erasure
    term: Term | None = None
    told: Told = "guard"
    owns: tuple[str, ...] = ()


DECLARATIONS = (
    Declaration(
        model="base.StoredFile",
        subject="whoever the row that refers to the file is about; the file itself names nobody",
        basis="folkeskoleloven",
        purpose="Billeder, lyd, film og dokumenter kan ses af dem, der må se det, de hører til.",
        keep="Så længe noget bruger filen. Senest to døgn efter, at intet bruger den, slettes både rækken og indholdet.",
        erasure="cascade",
        term=Term(PARENT),
    ),
    Declaration(
        model="base.Installation",
        subject="nobody: it says whether the database holds the demo school",
        basis="myndighedsopgave",
        purpose="Prøveskolen og en rigtig skole kan ikke forveksles.",
        keep="Så længe databasen findes.",
        erasure="keep",
        term=Term(IN_USE),
    ),
)
