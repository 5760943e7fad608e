"""What the night does: publish the weeks that have closed, once, and erase what has had its time, beyond recovery.

No actor: whoever runs the installation schedules the command (docs/operations.md).
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from spor.access import events, holds
from spor.base import clock
from spor.base.schoolyear import week_of
from spor.wellbeing.figures import distribution
from spor.wellbeing.models import CheckIn, CheckInReader, ClimateCell, ClimateWeek, TalkHeld, TalkWish, oldest_day

WISHES_KEPT = dt.timedelta(days=90)
ERASED = (CheckIn, CheckInReader, TalkWish, TalkHeld)
_Key = tuple[int, str, int, int]


@dataclass(frozen=True)
class Closed:
    """How many weeks of classes were published, and how many rows about pupils erased."""

    published: int
    erased: int


def close(*, now: dt.datetime) -> Closed:
    """Publish, then erase: what is erased has always been counted. Running it again changes nothing. `scrub` comes after it."""
    with transaction.atomic():
        published = _publish(now)
        erased = _erase(now)
        if published or erased:
            events.record("close_weeks", actor=None, thing="wellbeing_class_aggregate", note=f"{published}, {erased}")
    return Closed(published, erased)


def scrub() -> None:
    """Rewrite what held the erased rows, so that not even the file has them. Outside a transaction; locks what it rewrites."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ", ".join(f'"{model._meta.db_table}"' for model in ERASED)
            cursor.execute(f"VACUUM (FULL, ANALYZE) {tables}")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _publish(now: dt.datetime) -> int:
    """A row for every class, scale and closed week in which somebody answered, and its cells where they may be shown."""
    monday = week_of(clock.today(now)).monday
    last: dict[_Key, dict[int, str]] = defaultdict(dict)
    rows = CheckIn.objects.filter(on__lt=monday).order_by("on")
    for group, scale, on, pupil, answer in rows.values_list("group_id", "scale", "on", "pupil_id", "answer"):
        week = week_of(on)
        last[group, scale, week.year, week.number][pupil] = answer  # a child counts once a week, by the last word
    done = set(ClimateWeek.objects.values_list("group_id", "scale", "year", "week"))
    new = {key: said for key, said in last.items() if key not in done}
    for (group, scale, year, number), said in new.items():
        closed = ClimateWeek.objects.create(group_id=group, scale=scale, year=year, week=number, published_at=now)
        ranges = distribution(Counter(said.values()), settings.SMALL_CELL)
        ClimateCell.objects.bulk_create(
            ClimateCell(week=closed, best=each.best, worst=each.worst, count=each.count) for each in ranges
        )
    return len(new)


def _erase(now: dt.datetime) -> int:
    held = holds.held(now)
    _all, check_ins = CheckIn.objects.filter(on__lt=oldest_day(clock.today(now))).exclude(pupil__in=held).delete()
    old = TalkWish.objects.filter(Q(held__isnull=False) | Q(at__lt=now - WISHES_KEPT))
    _all, wishes = old.exclude(pupil__in=held).delete()
    return check_ins.get("wellbeing.CheckIn", 0) + wishes.get("wellbeing.TalkWish", 0)
