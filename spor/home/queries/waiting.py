"""What waits for an answer from a home: nothing that only wants to be looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Person
from spor.plans.models import Acknowledgement, PlanSnapshot
from spor.plans.wording import possessive


@dataclass(frozen=True)
class Waits:
    """A line that asks something of the reader: `icon` a symbol in icons.svg."""

    title: str
    text: str
    address: str
    icon: str = "notebook-text"


def waiting(actor: Actor, children: Iterable[Person]) -> list[Waits]:
    """What each child's home is asked, child by child. One query."""
    by_id = {child.pk: child for child in children}
    return [
        Waits(
            title=_("%(whose)s elevplan er klar") % {"whose": possessive(by_id[pupil].first_name)},
            text=_("Læs den, og skriv dit svar"),
            address=reverse("plan_snapshot", args=[by_id[pupil].code, code]),
        )
        for pupil, code in unread_plans(actor, by_id).items()
    ]


def unread_plans(actor: Actor, pupils: Iterable[int]) -> dict[int, str]:
    """Pupil id → the code of the newest shared plan, where the actor has not said to have read it. One query."""
    read = Acknowledgement.objects.filter(person=actor.person_id).values("snapshot")
    rows = guard.visible(actor, PlanSnapshot).filter(pupil__in=list(pupils)).order_by("pupil", "-at", "-id")
    newest: dict[int, PlanSnapshot] = {}
    for row in rows.exclude(pk__in=read):
        newest.setdefault(row.pupil_id, row)
    return {pupil: row.code for pupil, row in newest.items()}
