"""What every model that can be traced to a person must say of itself, in its room's `privacy.py`."""

from dataclasses import dataclass
from typing import Literal

Basis = Literal["folkeskoleloven", "myndighedsopgave", "retlig forpligtelse", "samtykke"]
Erasure = Literal["delete", "blank", "keep", "cascade"]


@dataclass(frozen=True)
class Declaration:
    """One model's place in the record of processing (GDPR article 30).

    model     "room.Model"
    subject   lookup path to the person the row is about ("pupil", "trace__pupil"), or the reason there is none
    basis     legal basis, in Danish, as the record of processing names it
    purpose   why the row exists, one Danish sentence
    keep      how long, in words a parent understands
    erasure   what happens at the end: the row is deleted, blanked, kept (audit), or goes with its parent (cascade)
    """

    model: str
    subject: str
    basis: Basis
    purpose: str
    keep: str
    erasure: Erasure


DECLARATIONS = (
    Declaration(
        model="base.StoredFile",
        subject="whoever the row that refers to the file is about; the file itself names nobody",
        basis="folkeskoleloven",
        purpose="Billeder, lyd, film og dokumenter kan ses af dem, der må se det, de hører til.",
        keep="Så længe noget bruger filen. Senest to døgn efter, at intet bruger den, slettes både rækken og indholdet.",
        erasure="cascade",
    ),
    Declaration(
        model="base.Installation",
        subject="nobody: it says whether the database holds the demo school",
        basis="myndighedsopgave",
        purpose="Prøveskolen og en rigtig skole kan ikke forveksles.",
        keep="Så længe databasen findes.",
        erasure="keep",
    ),
)
