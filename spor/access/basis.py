"""Contacts without custody: the school says on what other basis one is a guardian (a foster family, a værge), or that it is over."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.people.models import Guardianship

LONGEST = 200


@transaction.atomic
def record_basis(*, actor: Actor, link: Guardianship, basis: str) -> None:
    """From now on the contact reads as one with custody does, or, where `basis` is blank, not any more. Said already is said once.

    By leader or secretary of the pupil's school, in a strong session. Refused for oneself, and for one word that says nothing.
    """
    guard.require(actor, "record", link, name="custody_status")
    basis = clean_line(basis)
    if link.guardian_id == actor.person_id:
        raise Refused(_("Du kan ikke give dig selv adgang. Bed en anden leder eller sekretæren."))
    if link.has_custody:
        raise Refused(_("Registeret siger, at der er forældremyndighed. Så skal der ikke et grundlag til."))
    if basis and not 3 <= len(basis) <= LONGEST:
        raise Refused(_("Skriv grundlaget med 3–200 tegn, for eksempel «Plejetilladelse fra 1. august 2026»."))
    if Guardianship.objects.filter(pk=link.pk).exclude(legal_basis=basis).update(legal_basis=basis):
        deed = "record_basis" if basis else "end_basis"
        events.record(deed, actor=actor, thing="custody_status", code=link.code, pupil_id=link.pupil_id)
