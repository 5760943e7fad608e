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
