"""The persons around a pupil's plan: who it is shared with, who leads the class, whose plan comes next."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import Restriction, TeamRole
from spor.base.collate import danish
from spor.people.models import Guardianship, Membership, Person, live
from spor.plans.queries.pupil import Pupil


@dataclass(frozen=True)
class Recipient:
    """Somebody a plan is shared with, each for themselves."""

    code: str
    name: str
    first_name: str
    is_pupil: bool


def _homes(pupil: Pupil) -> QuerySet[Guardianship]:
    """Live guardianships that give access: custody or another basis, the pupil under 18, no restriction (decision 0006)."""
    born = pupil.person.born_on
    if born is not None and (pupil.today.year - born.year, pupil.today.month, pupil.today.day) >= (
        18,
        born.month,
        born.day,
    ):
        return Guardianship.objects.none()
    closed = Restriction.objects.filter(live(pupil.today), guardian=OuterRef("guardian"), pupil=OuterRef("pupil"))
    rows = Guardianship.objects.filter(live(pupil.today), ~Exists(closed), pupil=pupil.person)
    return rows.exclude(has_custody=False, legal_basis="").select_related("guardian").order_by("pk")


def people_at_home(pupil: Pupil) -> list[Person]:
    """Those at home who may read the plan. For whoever may share it; unscoped, since sharing names them all. One query."""
    return [row.guardian for row in _homes(pupil)]


def recipients(people: list[Person], pupil: Pupil) -> list[Recipient]:
    """Whom the plan is shared with: those at home, then the pupil."""
    return [*(_recipient(person) for person in people), _recipient(pupil.person, is_pupil=True)]


def others_at_home(actor: Actor, pupil: Pupil) -> list[Recipient]:
    """Whom somebody at home may let read an answer: the pupil and the other guardians, but nobody whose name is protected. One query."""
    rows = _homes(pupil).exclude(guardian=actor.person_id)
    found = [_recipient(row.guardian) for row in rows if not row.guardian.is_protected]
    return found if pupil.can.is_own else [*found, _recipient(pupil.person, is_pupil=True)]


def people_by_code(pupil: Pupil, codes: Collection[str]) -> list[Person]:
    """The persons of `others_at_home` with these codes, for the deed that lets them read. One query."""
    everyone = [*(row.guardian for row in _homes(pupil)), pupil.person]
    return [person for person in everyone if person.code in codes]


def _recipient(person: Person, *, is_pupil: bool = False) -> Recipient:
    return Recipient(person.code, person.name, person.first_name, is_pupil)


def lead_name(pupil: Pupil) -> str:
    """First name of who leads the class, "" when nobody is set. One query."""
    rows = TeamRole.objects.filter(live(pupil.today), group=pupil.class_id, kind=TeamRole.Kind.LEAD)
    row = rows.select_related("person").order_by("from_on", "pk").first()
    return row.person.first_name if row else ""


def next_code(actor: Actor, pupil: Pupil) -> str:
    """Code of the pupil whose plan comes next in the class's order, "" at the end of it. One query."""
    members = Membership.objects.filter(
        live(actor.today), person=OuterRef("pk"), group=pupil.class_id, role=Membership.Role.PUPIL
    )
    rows = guard.visible(actor, Person, thing="plan_live").filter(Exists(members) | Q(pk=pupil.person.pk))
    codes = list(rows.order_by(danish("given_name"), danish("family_name"), "pk").values_list("code", flat=True))
    here = codes.index(pupil.person.code)
    return codes[here + 1] if here + 1 < len(codes) else ""
