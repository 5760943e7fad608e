"""The supplier's support: asks for a window, the municipality opens it for at most eight hours, either closes it (decision 0066)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.access.models import SupportGrant, SupportWindow
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.people.models import School

LONGEST = 8  # hours


@transaction.atomic
def ask_for_window(*, actor: Actor, school: School, reason: str, key: str) -> SupportWindow:
    """Support asks to look at a school. Asked already, with the same key, is asked once. Refused without a reason."""
    guard.require(actor, "ask", school, name="support_grant")
    reason = clean_line(reason)
    if len(reason) < 3:
        raise Refused(_("Skriv kort, hvad du skal se efter."), field="reason")
    if len(reason) > 500:
        raise Refused(_("Skriv det kortere: højst 500 tegn."), field="reason")
    asked = {"person_id": actor.person_id, "school": school, "reason": reason, "asked_at": actor.now}
    window, made = SupportWindow.objects.get_or_create(key=key[:40], defaults=asked)
    if made:
        events.record("ask_for_window", actor=actor, thing="support_grant", code=window.code)
    return window


@transaction.atomic
def approve_window(*, actor: Actor, window: SupportWindow, hours: int) -> SupportGrant:
    """The municipality opens the window from now. Opened already stays as it was.

    Refused for one's own, and for more than eight hours.
    """
    guard.require(actor, "approve", window)
    if window.person_id == actor.person_id:
        raise Refused(_("Du kan ikke åbne dit eget vindue. Bed en kollega."))
    if not 1 <= hours <= LONGEST:
        raise Refused(_("Et vindue er åbent i højst otte timer."))
    opened = {"by_id": actor.person_id, "from_at": actor.now, "to_at": actor.now + dt.timedelta(hours=hours)}
    grant, made = SupportGrant.objects.get_or_create(window=window, defaults=opened)
    if made:
        events.record("approve_window", actor=actor, thing="support_grant", code=window.code)
    return grant


@transaction.atomic
def end_window(*, actor: Actor, window: SupportWindow) -> None:
    """The window closes now; one that nobody opened never will be. Closed already stays as it was."""
    guard.require(actor, "end", window)
    opened = {"by_id": actor.person_id, "from_at": actor.now, "to_at": actor.now}
    grant, made = SupportGrant.objects.get_or_create(window=window, defaults=opened)
    if not made and grant.to_at > actor.now:
        SupportGrant.objects.filter(pk=grant.pk).update(to_at=max(actor.now, grant.from_at))
        made = True
    if made:
        events.record("end_window", actor=actor, thing="support_grant", code=window.code)
