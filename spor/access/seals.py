"""The chain over the looks: sealed a stretch at a time, proved a day at a time, dropped by whole stretches (decision 0065).

A seal is a keyed digest of every look from one id to another, of whom they showed, and of the seal before. The key is not in the
database: whoever can write there can change a row, but not the seal that says what it was.
"""

import datetime as dt
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from spor.access import holds
from spor.access.models import Look, LookPupil, LookSeal
from spor.base import clock

STRETCH = 20_000  # looks a seal at most
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TICK = dt.timedelta(microseconds=1)
LATE = dt.timedelta(hours=1)  # no request lasts so long that its look is written so much later than it happened
LEAST = 6  # months that the law asks for


@dataclass(frozen=True)
class Stretch:
    """What one stretch of looks is now."""

    digest: str
    looks: int
    pupils: int
    first_at: dt.datetime
    last_at: dt.datetime


@dataclass
class Proof:
    """What a day's chain says: `troubles` in words, none when all is as it was sealed."""

    seals: int = 0
    looks: int = 0
    pupils: int = 0
    unsealed: int = 0
    head: str = ""
    troubles: list[str] = field(default_factory=list)


def seal(now: dt.datetime) -> int:
    """Seal every look that stands. Returns how many stretches. Two at once wait for each other."""
    upto, made = _settled(), 0
    while True:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("LOCK TABLE access_lookseal IN EXCLUSIVE MODE")
            last = LookSeal.objects.order_by("-to_id").first()
            from_id, before = (last.to_id, last.digest) if last else (0, "")
            ids = Look.objects.filter(id__gt=from_id, id__lte=upto).order_by("id").values_list("id", flat=True)
            to_id = max(ids[:STRETCH], default=None)
            if to_id is None:
                return made
            found = read(before, from_id, to_id)
            LookSeal.objects.create(
                from_id=from_id, to_id=to_id, before=before, digest=found.digest, looks=found.looks, pupils=found.pupils,
                first_at=found.first_at, last_at=found.last_at, sealed_at=now,
            )  # fmt: skip
        made += 1


def _settled() -> int:
    """The newest id under which no look can come any more.

    An id is taken before its row is committed. On PostgreSQL the lock waits for those who are writing, and whoever comes after takes a
    higher one; it is held for no longer than the question. On SQLite there is one writer, and this is it.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
                cursor.execute("LOCK TABLE access_look, access_lookpupil IN SHARE MODE")
        newest: int | None = Look.objects.aggregate(newest=Max("id"))["newest"]
    return newest or 0


def read(before: str, from_id: int, to_id: int) -> Stretch:
    """The digest of what stands there now. Two statements."""
    rows = Look.objects.filter(id__gt=from_id, id__lte=to_id).order_by("id")
    looks: list[Any] = list(rows.values_list("id", "at", "actor_id", "thing", "purpose", "words"))
    seen = LookPupil.objects.filter(look_id__gt=from_id, look_id__lte=to_id).order_by("look_id", "pupil_id", "tie")
    pupils: list[Any] = list(seen.values_list("look_id", "pupil_id", "tie"))
    mac = hmac.new(settings.LOOKS_KEY.encode(), f"{before} {from_id} {to_id}\n".encode(), "sha256")
    mac.update(repr([(row[0], (row[1] - _EPOCH) // _TICK, *row[2:]) for row in looks]).encode())
    mac.update(repr(pupils).encode())
    moments = [row[1] for row in looks]
    return Stretch(mac.hexdigest(), len(looks), len(pupils), min(moments, default=_EPOCH), max(moments, default=_EPOCH))


def prove(day: dt.date | None) -> Proof:
    """Whether every look of the day (None: of all days) stands as it was sealed, and the chain from its first seal to its last."""
    seals = list(LookSeal.objects.order_by("to_id"))
    proof = Proof(head=seals[-1].digest if seals else "")
    proof.troubles += _beginning(seals) + list(_links(seals))
    begins, ends = (None, None) if day is None else (clock.start_of_day(day), clock.start_of_day(day + dt.timedelta(1)))
    for each in seals:
        if begins and ends and (each.last_at < begins or each.first_at >= ends) or each.dropped_at:
            continue
        found = read(each.before, each.from_id, each.to_id)
        proof.seals, proof.looks, proof.pupils = (
            proof.seals + 1, proof.looks + found.looks, proof.pupils + found.pupils,
        )  # fmt: skip
        if not hmac.compare_digest(found.digest, each.digest):
            what = (
                f"{each.looks} looks at {each.pupils} pupils were sealed, {found.looks} at {found.pupils} stand there"
            )
            proof.troubles.append(f"{_span(each)}: not as it was sealed. {what}.")
        elif (found.first_at, found.last_at, found.looks, found.pupils) != (
            each.first_at, each.last_at, each.looks, each.pupils,
        ):  # fmt: skip
            proof.troubles.append(f"{_span(each)}: the seal says another time or number than its looks.")
    proof.unsealed = Look.objects.filter(id__gt=seals[-1].to_id if seals else 0).count()
    return proof


def _beginning(seals: list[LookSeal]) -> list[str]:
    """Only retention takes the beginning away, and only what is older than six months. It leaves the last seal of what it took."""
    if not seals or seals[0].from_id == 0 and not seals[0].dropped_at:
        return []
    if not seals[0].dropped_at:
        return [f"{_span(seals[0])}: the chain begins here, and there were looks before."]
    if seals[0].last_at > keep_from(clock.now(), LEAST):
        return [f"{_span(seals[0])}: was dropped, and is younger than {LEAST} months."]
    return []


def _links(seals: list[LookSeal]) -> Iterator[str]:
    for left, right in pairwise(seals):
        if right.before != left.digest or right.from_id != left.to_id:
            yield f"{_span(right)}: does not follow on the seal before; one was taken out, put in or changed."
        if right.dropped_at:
            yield f"{_span(right)}: was dropped, and what is older stands."
        if right.first_at < left.last_at - LATE:
            yield f"{_span(right)}: holds a look that was written more than an hour after others that came later."


def _span(each: LookSeal) -> str:
    """The stretch in words."""
    return f"Looks {each.from_id + 1}–{each.to_id} ({each.first_at:%Y-%m-%d %H:%M}–{each.last_at:%Y-%m-%d %H:%M} UTC)"


def keep_from(now: dt.datetime, months: int) -> dt.datetime:
    """The moment so many months ago; the last day of a month that has no such day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in (now.day, 30, 29, 28):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def drop(now: dt.datetime) -> int:
    """Erase what is older than is kept, in whole sealed stretches; the last of their seals stays. Returns how many looks.

    It stops before the first look by, or at, somebody about whom nothing is erased now.
    """
    limit, dropped = keep_from(now, settings.LOOKS_MONTHS), 0
    kept_on = LookSeal.objects.filter(last_at__gte=limit).order_by("to_id").first()
    old = LookSeal.objects.filter(last_at__lt=limit, dropped_at=None).order_by("to_id")
    held = holds.held(now)
    for each in list(old if kept_on is None else old.filter(to_id__lt=kept_on.to_id)):
        if held and _names(held, each.to_id):
            break
        with transaction.atomic():
            LookPupil.objects.filter(look_id__lte=each.to_id)._raw_delete("default")
            dropped += Look.objects.filter(id__lte=each.to_id)._raw_delete("default")
            LookSeal.objects.filter(to_id__lt=each.to_id).delete()
            LookSeal.objects.filter(pk=each.pk).update(dropped_at=now)
    return dropped


def _names(persons: set[int], to_id: int) -> bool:
    by, at = Look.objects.filter(actor_id__in=persons), LookPupil.objects.filter(pupil_id__in=persons)
    return by.filter(pk__lte=to_id).exists() or at.filter(look_id__lte=to_id).exists()
