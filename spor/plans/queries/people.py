"""The persons a deed or a page names: the pupil by code, whom a plan is shared with, who may be let in, whose plan comes next."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import key as danish_key
from spor.base.errors import Refused
from spor.curriculum.models import Subject
from spor.people.models import Membership, Person, live
from spor.plans.queries.pupil import Pupil


@dataclass(frozen=True)
class Recipient:
    """Somebody a plan is shared with, each for themselves."""

    id: int
    code: str
    name: str
    first_name: str
    is_pupil: bool = False


def recipients(pupil: Pupil) -> list[Recipient]:
    """Whom the plan is shared with: those at home who may read it, then the pupil. For whoever may share it, who must see them named."""
    homes = [Recipient(each.id, each.code, each.name, each.first_name) for each in pupil.around.homes]
    return [*homes, _self(pupil)]


def others_at_home(actor: Actor, pupil: Pupil) -> list[Recipient]:
    """Whom somebody at home may let read an answer: the pupil and the other guardians, but nobody whose name is protected."""
    found = [
        Recipient(each.id, each.code, each.name, each.first_name)
        for each in pupil.around.homes
        if each.id != actor.person_id and not each.is_protected
    ]
    return found if pupil.can.is_own else [*found, _self(pupil)]


def ids_of(others: Collection[Recipient], codes: Collection[str]) -> list[int]:
    """The persons with these codes among them."""
    return [each.id for each in others if each.code in codes]


def _self(pupil: Pupil) -> Recipient:
    person = pupil.person
    return Recipient(person.pk, person.code, person.name, person.first_name, is_pupil=True)


def next_code(actor: Actor, code: str) -> str:
    """Code of the pupil whose plan comes next in the class's order, "" at the end of it. 404 as the page itself."""
    here = pupil_for_deed(actor, code)
    theirs = Membership.objects.filter(live(actor.today), person=here, role=Membership.Role.PUPIL, group__kind="main")
    members = Membership.objects.filter(
        live(actor.today), person=OuterRef("pk"), role=Membership.Role.PUPIL, group__in=theirs.values("group")
    )
    rows = guard.visible(actor, Person, thing="plan_live").filter(Exists(members) | Q(pk=here.pk))
    # By the names that are shown: an alias has the place of an alias.
    codes = [each.code for each in sorted(rows, key=lambda person: (danish_key(person.name), person.pk))]
    at = codes.index(code)
    return codes[at + 1] if at + 1 < len(codes) else ""


def pupil_for_deed(actor: Actor, code: str) -> Person:
    """The pupil whose plan the actor may read; 404 and 403 as the page itself. Nothing is recorded: the deed records its event."""
    found = guard.visible(actor, Person, thing="plan_live").filter(code=code).first()
    return found or guard.get_or_404(actor, Person, code, thing="plan_live")


def subject_by_code(code: str) -> Subject | None:
    """The subject, or None for the common section (a blank code). Raises Refused for one that no page offers."""
    if not code:
        return None
    found = Subject.objects.filter(code=code).first()
    if found is None:
        raise Refused(_("Vælg faget på listen. Dine ord står her stadig."))
    return found
