"""The daily message: asked for, confirmed, stopped. Off until a person has typed an address and opened the link sent to it."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.integrations.models import Mail, MailAddress
from spor.people.models import Person

CONFIRMATIONS_A_DAY = 3  # nobody's letterbox is filled by us


@transaction.atomic
def ask_for_digest(*, actor: Actor, address: str) -> MailAddress:
    """An address to which a confirmation is on its way. The same again while it waits, or is confirmed, changes nothing.

    Refused where no mail can be sent, and after three confirmations in a day.
    """
    guard.require(actor, "write", Person(pk=actor.person_id), name="mail_address")
    if not settings.MAIL_HOST:
        raise Refused(_("Kommunen har ikke koblet mail på Spor."), field="address")
    row = MailAddress.objects.select_for_update().filter(person=actor.person_id).first()
    if row and row.address == address and (row.confirmed_at or _is_under_way(row)):
        return row
    since = actor.now - dt.timedelta(days=1)
    sent = Mail.objects.filter(person=actor.person_id, kind=Mail.Kind.CONFIRMATION, made_at__gt=since)
    if sent.count() >= CONFIRMATIONS_A_DAY:
        raise Refused(
            _("Vi har sendt tre bekræftelser det sidste døgn. Prøv igen i morgen."), status=429, field="address"
        )
    row, _made = MailAddress.objects.update_or_create(
        person_id=actor.person_id, defaults={"address": address, "asked_at": actor.now, "confirmed_at": None}
    )
    Mail.objects.create(
        address=row, person_id=actor.person_id, kind=Mail.Kind.CONFIRMATION, made_at=actor.now, due_at=actor.now
    )
    events.record("ask_for_digest", actor=actor, thing="mail_address", code=row.code)
    return row


def _is_under_way(row: MailAddress) -> bool:
    return row.mails.filter(kind=Mail.Kind.CONFIRMATION, gone_at=None).exists()


@transaction.atomic
def confirm_address(*, actor: Actor, row: MailAddress) -> None:
    """Whoever opened the link reads that letterbox. `actor` may be nobody: the link is the proof. Confirmed twice is confirmed once."""
    if MailAddress.objects.filter(pk=row.pk, address=row.address, confirmed_at=None).update(confirmed_at=actor.now):
        events.record("confirm_address", actor=actor, thing="mail_address", code=row.code)


@transaction.atomic
def stop_digest(*, actor: Actor, row: MailAddress) -> None:
    """No more mail; the address is erased at once. `actor` may be nobody, with the link from a message. Stopped twice is stopped once."""
    deleted, _each = MailAddress.objects.filter(pk=row.pk).delete()
    if deleted:
        events.record("stop_digest", actor=actor, thing="mail_address", code=row.code)
