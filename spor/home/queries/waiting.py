"""What waits for an answer from a home: nothing that only wants to be looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
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
            address=reverse("pupil_plan", args=[by_id[pupil].code]),  # where it is answered too
        )
        for pupil in unread_plans(actor, by_id)
    ]


def unread_plans(actor: Actor, pupils: Iterable[int]) -> list[int]:
    """Ids of the pupils whose newest shared plan the actor has not said to have read. One query."""
    newest = PlanSnapshot.objects.filter(pupil=OuterRef("pupil")).order_by("-at", "-id").values("pk")[:1]
    rows = guard.visible(actor, PlanSnapshot).filter(pupil__in=list(pupils), pk=Subquery(newest))
    read = Acknowledgement.objects.filter(person=actor.person_id).values("snapshot")
    return list(rows.exclude(pk__in=read).order_by("pupil__born_on", "pupil").values_list("pupil", flat=True))
