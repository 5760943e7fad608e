"""«Læg mærke til»: pupils nobody has seen a spor of, or answered, for a while. A reminder to the adults, no figure about the child."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.collate import key
from spor.base.compiled import Columns
from spor.evidence.models import Feedback, Trace
from spor.people.models import Group, Membership, Person, live
from spor.ui.moments import day_name, local

WEEKS = 3
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Unseen:
    """A pupil; `code` the person's; `seen_at` the last spor or feedback, None when there is none."""

    name: str
    code: str
    why: str
    seen_at: dt.datetime | None


@dataclass(frozen=True)
class Noticed:
    """`of` is how many pupils were looked at: «Alle 28 er set» when nobody is in `pupils`."""

    pupils: list[Unseen] = field(default_factory=list)
    of: int = 0
    weeks: int = WEEKS


def not_seen_lately(actor: Actor, *, weeks: int = WEEKS) -> Noticed:
    """Pupils of the classes the actor leads or is in the team of (else teaches) without spor or feedback for `weeks` weeks, longest first.

    Whoever came to the class in that time is not among them. One query.
    """
    since = actor.now - dt.timedelta(weeks=weeks)
    found = [(_PERSON.of(row[1:]), row[0]) for row in _SEEN(actor, local(since).date())]
    everyone = sorted(found, key=lambda each: (each[1], key(each[0].name)))  # by the name shown
    return Noticed([_unseen(actor, *each) for each in everyone if each[1] < since], len(everyone), weeks)


def _seen(actor: Actor, there_since: dt.date) -> QuerySet[Person, tuple[Any, ...]]:
    """When each was seen last, and the person."""
    known = actor.relations
    groups = known.groups_of("lead") | known.groups_of("team") or known.groups_of("subject")
    members = Membership.objects.filter(
        live(actor.today),
        group__in=groups,
        group__kind=Group.Kind.MAIN,
        role=Membership.Role.PUPIL,
        from_on__lte=there_since,
    )
    traces = guard.visible(actor, Trace, thing="product").filter(pupil=OuterRef("pk")).order_by("-at", "-id")
    given = guard.visible(actor, Feedback).filter(pupil=OuterRef("pk")).order_by("-written_at")
    rows = guard.visible(actor, Person).filter(pk__in=members.values("person"))
    seen_at = Greatest(
        Coalesce(Subquery(traces.values("at")[:1]), _NEVER),
        Coalesce(Subquery(given.values("written_at")[:1]), _NEVER),
    )
    return rows.values_list(seen_at, *_PERSON.names)


_PERSON, _SEEN = Columns(Person), ForAnyone(_seen)


def _unseen(actor: Actor, person: Person, at: dt.datetime) -> Unseen:
    if at == _NEVER:
        return Unseen(person.name, person.code, _("Intet spor endnu"), None)
    day = day_name(local(at).date(), actor.today)
    return Unseen(person.name, person.code, _("Intet spor siden %(day)s") % {"day": day}, at)
