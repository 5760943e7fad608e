"""The outbox: what is to be sent is a row before it is sent, so that a mail server that is down loses nothing and nothing goes twice.

A row is taken in a transaction of its own before the server is spoken to, so that two senders never take the same. What the server may
have got is never sent again, even when its answer was lost: a message too few is better than two.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from spor.base.clock import today
from spor.integrations.digest.delivery import Delivery, MaybeGone, NotNow, Rejected
from spor.integrations.digest.queries import due_for_digest
from spor.integrations.models import Mail, MailAddress

KEPT = dt.timedelta(days=30)
UNCONFIRMED = dt.timedelta(days=7)
FIRST_WAIT = dt.timedelta(minutes=10)
TRIES = 20  # about four days; then the next day's message says the same
STALE = dt.timedelta(hours=1)  # a sender that has been at a row so long is dead, and what it did is not known


@dataclass
class Sent:
    """How many messages were made, went, wait for another try, and were given up."""

    made: int = 0
    gone: int = 0
    waiting: int = 0
    given_up: int = 0


def make_digests(now: dt.datetime) -> int:
    """A row for everybody who has something new today. Run twice, or by two at once: still one a person and day."""
    day = today(now)
    made = 0
    for row in due_for_digest(now, day):
        _mail, is_new = Mail.objects.get_or_create(
            person_id=row.person_id,
            day=day,
            defaults={"address": row, "kind": Mail.Kind.DIGEST, "made_at": now, "due_at": now},
        )
        made += is_new
    return made


def send_waiting(now: dt.datetime, delivery: Delivery) -> Sent:
    """Send what is due. A server that cannot be reached leaves everything where it is, for later."""
    sent = Sent()
    rows = Mail.objects.filter(gone_at=None, taken_at=None, due_at__lte=now, address__isnull=False)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        mail = _take(pk, now)
        if mail is None:
            continue
        try:
            delivery.send(mail)
        except NotNow as trouble:
            _wait(mail, now, str(trouble), sent)
            if trouble.is_everybodys:
                break
        except Rejected as trouble:
            _finish(mail, now, str(trouble))
            sent.given_up += 1
        except MaybeGone as trouble:
            _finish(mail, now, str(trouble))
            sent.gone += 1
        else:
            _finish(mail, now, "")
            sent.gone += 1
    return sent


def forget(now: dt.datetime) -> None:
    """Old messages, addresses that nobody confirmed, and what a dead sender had taken: that may have gone, so it is not sent again."""
    Mail.objects.filter(gone_at=None, taken_at__lt=now - STALE).update(gone_at=now, trouble="the sender stopped")
    Mail.objects.filter(made_at__lt=now - KEPT).delete()
    MailAddress.objects.filter(confirmed_at=None, asked_at__lt=now - UNCONFIRMED).delete()


def _take(pk: int, now: dt.datetime) -> Mail | None:
    """The row, when nobody else has it. A digest that waited since another day becomes today's, unless today has one."""
    try:
        with transaction.atomic():
            mine = Mail.objects.filter(pk=pk, gone_at=None, taken_at=None)
            if not mine.update(taken_at=now):
                return None
            Mail.objects.filter(pk=pk, kind=Mail.Kind.DIGEST).filter(~Q(day=today(now))).update(day=today(now))
    except IntegrityError:
        Mail.objects.filter(pk=pk).update(gone_at=now, trouble="another one today")
        return None
    return Mail.objects.select_related("address__person__account").get(pk=pk)


def _wait(mail: Mail, now: dt.datetime, trouble: str, sent: Sent) -> None:
    mail.tries += 1
    if mail.tries >= TRIES:
        _finish(mail, now, trouble)
        sent.given_up += 1
        return
    mail.taken_at, mail.trouble = None, trouble[:200]
    mail.due_at = now + min(FIRST_WAIT * 2 ** (mail.tries - 1), dt.timedelta(hours=6))
    mail.save(update_fields=["tries", "taken_at", "trouble", "due_at"])
    sent.waiting += 1


def _finish(mail: Mail, now: dt.datetime, trouble: str) -> None:
    mail.gone_at, mail.trouble = now, trouble[:200]
    mail.save(update_fields=["gone_at", "trouble", "tries"])
