"""Who gets the daily message, and whether there is anything new for them. Nothing of what is new is handed out: only that it is there."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max, Q

from spor.access import guard
from spor.access.actor import Actor
from spor.base.clock import COPENHAGEN
from spor.evidence.models import Feedback, Trace
from spor.integrations.models import Mail, MailAddress
from spor.people.models import Account, Person
from spor.plans.models import Answer, PlanSnapshot, Talk
from spor.teaching.models import WeekShare

STILL_NEW = dt.timedelta(days=14)  # what is older is nothing to write about, however long ago the last message was


def own_address(actor: Actor) -> MailAddress | None:
    """The actor's own address for the daily message, confirmed or not. One query."""
    return guard.visible(actor, MailAddress).first()


def digest_page(actor: Actor) -> MailAddress | None:
    """As `own_address`, for whoever may have one: a guardian. 404 for others. Two queries."""
    guard.require(actor, "write", Person(pk=actor.person_id), name="mail_address")
    return own_address(actor)


def due_for_digest(now: dt.datetime, day: dt.date) -> Iterator[MailAddress]:
    """Confirmed addresses of open accounts without a digest of `day` or one that still waits, for whom there is something new."""
    closed = Account.objects.filter(is_active=False).values("person")
    waiting = Mail.objects.filter(kind=Mail.Kind.DIGEST, gone_at=None, address__isnull=False).values("person")
    today = Mail.objects.filter(day=day).values("person")
    rows = MailAddress.objects.filter(confirmed_at__isnull=False).exclude(person__in=closed)
    rows = rows.exclude(person__in=waiting).exclude(person__in=today)
    last = dict(Mail.objects.filter(kind=Mail.Kind.DIGEST).values_list("person").annotate(Max("made_at")).order_by())
    for row in rows.order_by("pk").iterator(chunk_size=500):
        begun = row.confirmed_at or now
        since = max(begun, last.get(row.person_id, begun), now - STILL_NEW)
        if has_news(Actor(row.person_id, now), since):
            yield row


def has_news(actor: Actor, since: dt.datetime) -> bool:
    """Whether a guardian's children have feedback, work, a plan, an answer, a talk or a week from after `since`, or a talk tomorrow."""
    own = actor.relations.pupils_of("guardian")
    if not own:
        return False
    groups = actor.relations.groups_of("child_member")
    return (
        guard.visible(actor, Feedback).filter(pupil__in=own, release__at__gt=since).exists()
        or guard.visible(actor, PlanSnapshot).filter(pupil__in=own, at__gt=since).exists()
        or guard.visible(actor, Answer).filter(pupil__in=own, at__gt=since).exclude(by=actor.person_id).exists()
        or guard.visible(actor, Talk).filter(_is_told(actor, since), pupil__in=own, end=None).exists()
        or guard.visible(actor, Trace, thing="product").filter(pupil__in=own, at__gt=since).exists()
        or guard.visible(actor, WeekShare).filter(group__in=groups, at__gt=since, ended_at=None).exists()
    )


def _is_told(actor: Actor, since: dt.datetime) -> Q:
    """Called since the last message and still to come; or tomorrow, so that the day before brings a reminder."""
    tomorrow = dt.datetime.combine(actor.today + dt.timedelta(days=1), dt.time(), COPENHAGEN)
    return Q(at__gt=actor.now, called_at__gt=since) | Q(at__gte=tomorrow, at__lt=tomorrow + dt.timedelta(days=1))
