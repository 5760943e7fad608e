"""The school's own days off: set, taken away, and several at once, all or none."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.people.models import School
from spor.teaching.holidays import DAY, Free
from spor.teaching.models import DayOff
from spor.ui.moments import calendar_day

LONGEST = dt.timedelta(days=70)  # a summer holiday; what is longer never ends


@transaction.atomic
def add_day_off(*, actor: Actor, school: School, free: Free, key: str) -> DayOff:
    """A day or a stretch of days without lessons. The same key, or the very same days and name, twice is one.

    Refused: days that end before they begin, more than ten weeks, or days that another has already.
    """
    guard.require(actor, "write", school, name="school_calendar")
    if free.to_on <= free.from_on:
        raise Refused(_("«%(name)s» slutter før, den begynder. Byt om på dagene.") % {"name": free.name}, field="last")
    if free.to_on - free.from_on > LONGEST:
        words = _("«%(name)s» varer over ti uger. Skriv, hvornår den slutter, eller del den op.")
        raise Refused(words % {"name": free.name}, field="last")
    own = DayOff.objects.filter(school=school, removed_at=None)
    same = own.filter(key=key) | own.filter(from_on=free.from_on, to_on=free.to_on, name=free.name)
    found = same.first()
    if found is not None:
        return found
    taken = own.filter(from_on__lt=free.to_on, to_on__gt=free.from_on).first()
    if taken is not None:
        raise Refused(_said_taken(free, taken), field="first")
    row = DayOff.objects.create(
        school=school,
        name=free.name,
        from_on=free.from_on,
        to_on=free.to_on,
        by_id=actor.person_id,
        at=actor.now,
        key=key,
    )
    events.record("add_day_off", actor=actor, thing="school_calendar", code=row.code)
    return row


def _said_taken(free: Free, taken: DayOff) -> str:
    return _("«%(name)s» falder sammen med «%(other)s» (%(first)s – %(last)s). Ret den ene.") % {
        "name": free.name,
        "other": taken.name,
        "first": calendar_day(taken.from_on),
        "last": calendar_day(taken.to_on - DAY),
    }


@transaction.atomic
def add_days_off(*, actor: Actor, school: School, days: list[Free]) -> int:
    """All of them or none; how many are new. Refused as `add_day_off`."""
    guard.require(actor, "write", school, name="school_calendar")
    before = DayOff.objects.filter(school=school, removed_at=None).count()
    for free in days:
        key = f"{school.code}-{free.from_on:%Y%m%d}-{actor.now:%Y%m%d%H%M%S}"
        add_day_off(actor=actor, school=school, free=free, key=key)
    return DayOff.objects.filter(school=school, removed_at=None).count() - before


@transaction.atomic
def remove_day_off(*, actor: Actor, day_off: DayOff) -> None:
    """There is school on those days after all. `return_day_off` undoes it."""
    guard.require(actor, "write", day_off)
    day_off.removed_at = actor.now
    day_off.save(update_fields=["removed_at"])
    events.record("remove_day_off", actor=actor, thing="school_calendar", code=day_off.code)


@transaction.atomic
def return_day_off(*, actor: Actor, day_off: DayOff) -> None:
    """Days that were taken away are off again. Refused when others have taken their place."""
    guard.require(actor, "write", day_off)
    others = DayOff.objects.filter(school=day_off.school, removed_at=None).exclude(pk=day_off.pk)
    taken = others.filter(from_on__lt=day_off.to_on, to_on__gt=day_off.from_on).first()
    if taken is not None:
        raise Refused(_said_taken(Free(day_off.from_on, day_off.to_on, day_off.name), taken))
    day_off.removed_at = None
    day_off.save(update_fields=["removed_at"])
    events.record("return_day_off", actor=actor, thing="school_calendar", code=day_off.code)
