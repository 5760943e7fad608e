"""What a class or a year group works on together."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.people.models import Group
from spor.plans.models import ClassFocus, ClassFocusEnd
from spor.plans.models.focus import MOST
from spor.plans.queries.deeds import CLASS_DRAFTS
from spor.plans.texts import checked


@transaction.atomic
def write_class_focus(
    *,
    actor: Actor,
    group: Group,
    what: str,
    school: str,
    home: str,
    follow_up: str,
    key: str,
    code: str = "",
    n: int = 0,
) -> ClassFocus:
    """Write a focus point of a class, a new one or, with `code`, one that is there. The same key twice is one.

    Raises Refused for an empty or too long text, a sixth open point, and (409) for a text that another has changed.
    """
    texts = {
        "what": checked(what),
        **{
            name: checked(text, may_be_empty=True)
            for name, text in (("school", school), ("home", home), ("follow_up", follow_up))
        },
    }
    guard.require(actor, "write", group, name="class_focus")
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    row = ClassFocus.objects.filter(group=group, code=code).first() if code else None
    row = row or ClassFocus.objects.filter(group=group, key=key).first()
    if row is None:
        if ClassFocus.objects.filter(group=group, end=None).count() >= MOST:
            raise Refused(_("Klassen har allerede fem fokuspunkter. Afslut ét, før I vælger et nyt."))
        row = ClassFocus(group=group, key=key, n=0)
    elif code and row.n != n:
        raise Refused(_("En anden har ændret teksten imens. Se den igen, og gem så."), status=409)
    for name, text in texts.items():
        setattr(row, name, text)
    row.by_id, row.at, row.n = actor.person_id, actor.now, row.n + 1
    row.save()
    drafts.erase_draft(actor=actor, thing=CLASS_DRAFTS, code=code or group.code)
    events.record("write_class_focus", actor=actor, thing="class_focus", code=row.code)
    return row


@transaction.atomic
def end_class_focus(*, actor: Actor, focus: ClassFocus) -> ClassFocus:
    """It is over. Twice is once."""
    guard.require(actor, "write", focus)
    ClassFocusEnd.objects.get_or_create(focus=focus, defaults={"by_id": actor.person_id, "at": actor.now})
    events.record("end_class_focus", actor=actor, thing="class_focus", code=focus.code)
    return focus
