"""What a deed about agreements, interventions and the class's focus is about, loaded through the guard."""

from dataclasses import dataclass, field

from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.people.models import Group, Membership, Person, live
from spor.plans.models import Agreement, ClassFocus, FocusPoint, Intervention


def agreement_for_deed(actor: Actor, pupil_code: str, code: str) -> Agreement:
    """An agreement of this pupil that the actor may read; 404 and 403 as the plan itself."""
    found = guard.get_or_404(actor, Agreement, code, rows=Agreement.objects.select_related("pupil"))
    if found.pupil.code != pupil_code:
        raise Http404
    return found


def intervention_for_deed(actor: Actor, pupil_code: str, code: str) -> Intervention:
    """An intervention of this pupil that the actor may read; 404 and 403 as the plan itself."""
    found = guard.get_or_404(actor, Intervention, code, rows=Intervention.objects.select_related("pupil"))
    if found.pupil.code != pupil_code:
        raise Http404
    return found


def point_by_code(actor: Actor, pupil: Person, code: str) -> FocusPoint | None:
    """A focus point of the pupil that the actor reads, None for a blank code. Raises Refused for any other."""
    if not code:
        return None
    found = guard.visible(actor, FocusPoint).filter(pupil=pupil, code=code).first()
    if found is None:
        raise Refused(_("Det fokuspunkt er ikke på planen mere. Dine ord står her stadig."))
    return found


def pupils_by_code(actor: Actor, group: Group, codes: list[str]) -> dict[str, Person]:
    """The pupils of the class with these codes. Http404 where one of them is not in it."""
    rows = Membership.objects.filter(
        live(actor.today), group=group, role=Membership.Role.PUPIL, person__code__in=codes
    ).select_related("person")
    found = {each.person.code: each.person for each in rows}
    if set(codes) - set(found):
        raise Http404
    return found


def class_for_talks(actor: Actor, code: str) -> Group:
    """The class, for whoever calls its talks."""
    return guard.get_or_404(actor, Group, code, thing="class_talks")


CLASS_DRAFTS = "klassefokus"


@dataclass(frozen=True)
class ClassFocusPage:
    """A class's focus points. `can_write`: leads the class."""

    group: Group
    rows: list[ClassFocus]
    can_write: bool
    trouble: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    key: str = field(default_factory=new_code)


def class_focus_page(actor: Actor, code: str) -> ClassFocusPage:
    """For everybody in and around the class; a row holds what its writer has begun to change. Three queries."""
    group = guard.get_or_404(actor, Group, code, thing="class_focus", also=["write"])
    rows = list(guard.visible(actor, ClassFocus).filter(group=group, end=None).order_by("at"))
    can_write = bool(vars(group)["can_write"])
    typed: dict[str, dict[str, str]] = {}
    for draft in drafts.rows_of(actor, thing=CLASS_DRAFTS) if can_write else []:
        typed.setdefault(draft.thing_code, {})[draft.field] = draft.text
    for row in rows:
        for name, text in typed.get(row.code, {}).items():
            setattr(row, name, text)
    return ClassFocusPage(group, rows, can_write, typed=typed.get(group.code, {}))


def class_focus_for_deed(actor: Actor, group_code: str, code: str) -> ClassFocus:
    """One focus point of this class."""
    found = guard.get_or_404(actor, ClassFocus, code, rows=ClassFocus.objects.select_related("group"))
    if found.group.code != group_code:
        raise Http404
    return found
