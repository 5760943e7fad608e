"""What waits for an answer from a home: nothing that only wants to be looked at."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Person
from spor.plans.models import (
    Acknowledgement,
    Agreement,
    AgreementState,
    PlanSnapshot,
    Preparation,
    Talk,
    TalkAcknowledgement,
    TalkEnd,
)
from spor.plans.models.agreement import Side
from spor.plans.wording import possessive
from spor.ui.moments import moment

WAITS_FOR = dt.timedelta(days=60)  # then nobody expects it any more


@dataclass(frozen=True)
class Waits:
    """A line that asks something of the reader: `icon` a symbol in icons.svg."""

    title: str
    text: str
    address: str
    icon: str = "notebook-text"


def waiting(actor: Actor, children: Iterable[Person]) -> list[Waits]:
    """What each child's home is asked. Three queries, however many children."""
    by_id = {child.pk: child for child in children}
    plans = [
        Waits(
            title=_("%(whose)s elevplan er klar") % {"whose": possessive(by_id[pupil].first_name)},
            text=_("Læs den, og skriv dit svar"),
            address=reverse("pupil_plan", args=[by_id[pupil].code]),  # where it is answered too
        )
        for pupil in unread_plans(actor, by_id)
    ]
    return _talks(actor, by_id) + plans + _proposals(actor, by_id)


def unread_plans(actor: Actor, pupils: Iterable[int]) -> list[int]:
    """Ids of the pupils whose newest shared plan the actor has not said to have read. One query."""
    newest = PlanSnapshot.objects.filter(pupil=OuterRef("pupil")).order_by("-at", "-id").values("pk")[:1]
    rows = guard.visible(actor, PlanSnapshot).filter(pupil__in=list(pupils), pk=Subquery(newest))
    read = Acknowledgement.objects.filter(person=actor.person_id).values("snapshot")
    return list(rows.exclude(pk__in=read).order_by("pupil__born_on", "pupil").values_list("pupil", flat=True))


def _talks(actor: Actor, children: dict[int, Person]) -> list[Waits]:
    """Talks to come that the actor has not prepared, and those held whose words the actor has not said to have read. One query."""
    mine = {"talk": OuterRef("pk")}
    prepared = Q(Exists(Preparation.objects.filter(**mine, by=actor.person_id)))
    to_come = Q(end=None, at__gt=actor.now) & ~prepared
    read = Q(Exists(TalkAcknowledgement.objects.filter(**mine, person=actor.person_id)))
    held = Q(end__kind=TalkEnd.Kind.HELD, end__at__gt=actor.now - WAITS_FOR) & ~read
    rows = guard.visible(actor, Talk).filter(to_come | held, pupil__in=children).select_related("end")
    found = []
    for row in rows.order_by("at", "id"):
        child = children[row.pupil_id]
        names = {"name": child.first_name, "when": moment(row.at, actor.now)}
        is_over = hasattr(row, "end")
        title = _("Samtalen om %(name)s er holdt") if is_over else _("Samtale om %(name)s %(when)s")
        text = _("Læs, hvad I talte om") if is_over else _("Skriv, hvad du gerne vil tale om")
        found.append(Waits(title % names, text, reverse("talk", args=[child.code, row.code]), "messages-square"))
    return found


def _proposals(actor: Actor, children: dict[int, Person]) -> list[Waits]:
    """Agreements that school or pupil has proposed and nobody has taken up. One query."""
    newest = AgreementState.objects.filter(agreement=OuterRef("pk")).order_by("-at", "-id").values("state")[:1]
    rows = guard.visible(actor, Agreement, "answer").filter(pupil__in=children, at__gt=actor.now - WAITS_FOR)
    rows = rows.exclude(side=Side.HOME).annotate(state=Subquery(newest))
    return [
        Waits(
            title=_("Et forslag til en aftale om %(name)s") % {"name": children[row.pupil_id].first_name},
            text=f"«{row.text}»",
            address=reverse("pupil_plan", args=[children[row.pupil_id].code]),
            icon="heart-handshake",
        )
        for row in rows.filter(state=AgreementState.State.PROPOSED).order_by("-at", "-id")
    ]
