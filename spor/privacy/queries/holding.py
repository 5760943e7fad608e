"""Who is held, and when what is kept about somebody ends."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import Hold
from spor.base.schoolyear import school_year, year_starts
from spor.people.models import Person
from spor.privacy import declared
from spor.privacy.leaving import leavers

SHOWN = 200


@dataclass(frozen=True)
class Ends:
    """When the account, and when the name with the trail, ends. All None for who has a place, or whom nothing dates."""

    left_on: dt.date | None = None
    account_on: dt.date | None = None
    name_on: dt.date | None = None


@dataclass(frozen=True)
class HoldsPage:
    """The holds that stand, newest first, then the last ones that ended; and the person asked about, if any."""

    standing: list[Hold]
    ended: list[Hold]
    asked: str
    person: Person | None
    ends: Ends


def holds_page(actor: Actor, asked: str) -> HoldsPage:
    """The page of whoever may read holds; Http404 for anybody else. `asked` is a typed Unilogin."""
    rows = guard.visible(actor, Hold).select_related("person", "set_by", "release__by").order_by("-set_at")
    stands = Q(release=None) & (Q(until_on=None) | Q(until_on__gt=actor.today))
    person = to_hold(actor, asked) if asked else None
    return HoldsPage(
        standing=list(rows.filter(stands)[:SHOWN]),
        ended=list(rows.exclude(stands)[:SHOWN]),
        asked=asked,
        person=person,
        ends=ends(person, actor.today) if person else Ends(),
    )


def to_hold(actor: Actor, uniid: str) -> Person | None:
    """The person with this Unilogin, if the actor may hold what is kept about them."""
    return guard.visible(actor, Person, "set", thing="hold").filter(uniid=uniid).first()


def ends(person: Person, today: dt.date) -> Ends:
    """When what is kept about this person ends, if nothing changes and no hold stands."""
    gone = leavers(today, Person.objects.filter(pk=person.pk)).get(person.pk)
    if gone is None:
        return Ends()
    terms = {each.model: each.term for each in declared.declarations() if each.term is not None}
    account, name = terms["people.Account"], terms["people.Person"]
    named = _months_after(gone.on, name.months)
    if gone.is_pupil:
        last = school_year(gone.on - dt.timedelta(days=1)) + 1 + name.school_years
        named = max(named, year_starts(last))
    return Ends(gone.on, _months_after(gone.on, account.months), named)


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, 28))
