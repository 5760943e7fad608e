"""Who looked, at city size: fifty million rows of half a year's school days on PostgreSQL, asked and proved.

One JSON object: `who_saw_seconds` and `verify_log_seconds` (the slowest of some), `seal_seconds` for a day, and `erase_seconds` for what a
night's retention takes. Each answer is checked against the rows themselves, and a change must be found.
"""

import datetime as dt
import functools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.server import ROOT, environment

PUPILS, READERS, A_LOOK, DAYS = 40_000, 6_000, 5, 120
ASKED = 20
_BEGINS = "2026-05-25 07:00+02"  # a Monday; school days only, ten hours each

_LOOKS = """
INSERT INTO access_look (id, at, actor_id, thing, purpose, words)
SELECT i, timestamptz %(begins)s + ((d / 5) * 7 + d %% 5) * interval '1 day' + ((i - 1) %% %(per)s) * interval '10 hours' / %(per)s,
       1 + (i * 7919) %% %(readers)s, (ARRAY['plan_live', 'product', 'goal'])[1 + i %% 3], '', ''
  FROM (SELECT i, (i - 1) / %(per)s AS d FROM generate_series(1::bigint, %(looks)s) i) x
"""
_SEEN = """
INSERT INTO access_lookpupil (look_id, pupil_id, tie)
SELECT i, 1 + (i * 5 * 7907 + k * 977) %% %(pupils)s, CASE WHEN i %% 10000 = 0 THEN '' ELSE 'lead' END
  FROM generate_series(1::bigint, %(looks)s) i, generate_series(0, %(each)s - 1) k
"""
_INDEXES = """SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('access_look', 'access_lookpupil')
 AND indexname NOT LIKE '%%pkey'"""


def run(rows: int) -> Iterator[str]:
    """The line of one run, in a database of its own (or the empty one that SPOR_DATABASE_URL names)."""
    with environment("postgresql") as place:
        command = [sys.executable, "-m", "bench.looks", str(rows)]
        made = subprocess.run(command, env=place.env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if made.returncode:
        raise SystemExit("The looks could not be measured.")
    yield made.stdout.strip()


def _took(deed: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = deed()
    return time.perf_counter() - begun, answer


def fill(rows: int) -> int:
    """So many looked-at pupils; returns how many looks. The indexes are made afterwards, which is the quick way."""
    from django.db import connection

    looks = max(1, rows // A_LOOK // DAYS) * DAYS
    about: dict[str, Any] = {
        "begins": _BEGINS,
        "looks": looks,
        "per": looks // DAYS,
        "readers": READERS,
        "pupils": PUPILS,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
        cursor.execute(_INDEXES.replace("%%", "%"))
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(_LOOKS, about)
        cursor.execute(_SEEN, about | {"each": A_LOOK})
        for _name, made in indexes:
            cursor.execute(made)
        for table in ("access_look", "access_lookpupil"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608 # two names of ours
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE access_look, access_lookpupil")
    return looks


def _check(is_so: bool, what: str) -> None:
    if not is_so:
        raise SystemExit(f"A wrong answer: {what}")


def _stretches(looks: int) -> tuple[int, int]:
    """The first day, and all days but the last, as if they were sealed; returns the last id of each."""
    from spor.access.models import Look, LookSeal

    per = looks // DAYS
    first, last = per, looks - per
    for from_id, to_id in ((0, first), (first, last)):
        ends = list(Look.objects.filter(id__in=[from_id + 1, to_id]).order_by("id").values_list("at", flat=True))
        LookSeal.objects.create(
            from_id=from_id, to_id=to_id, first_at=ends[0], last_at=ends[1], looks=to_id - from_id, pupils=0,
            before="" if from_id == 0 else "0" * 64, digest="0" * 64, sealed_at=ends[1],
        )  # fmt: skip
    return first, last


def _asked(newest: dt.datetime) -> tuple[list[float], list[int]]:
    """Seconds of each question, and how many looks it was answered with."""
    from spor.access import sightings
    from spor.access.models import LookPupil

    begins, ends = newest - dt.timedelta(days=365), newest + dt.timedelta(days=1)
    seconds, counts = [], []
    for number in range(ASKED):
        pupil = 1 + number * (PUPILS // ASKED)
        took, found = _took(functools.partial(sightings.of_pupil, pupil, begins, ends))
        _check(len(found) == LookPupil.objects.filter(pupil_id=pupil).count() > 0, f"who saw {pupil}")
        seconds.append(took)
        counts.append(len(found))
    return seconds, counts


def measure(rows: int) -> dict[str, Any]:
    """Fill and ask. SystemExit where an answer is not what the rows say."""
    from django.db import connection

    from spor.access import seals
    from spor.access.models import Look, LookSeal
    from spor.base.clock import COPENHAGEN

    fill_seconds, looks = _took(lambda: fill(rows))
    first, last = _stretches(looks)
    newest = Look.objects.latest("id").at
    day = newest.astimezone(COPENHAGEN).date()
    asked, counts = _asked(newest)
    seal_seconds, _made = _took(lambda: seals.seal(newest))
    proofs = [_took(lambda: seals.prove(day)) for _ in range(3)]
    proof = proofs[0][1]
    _check(not proof.troubles and (proof.looks, proof.pupils) == (first, A_LOOK * first), f"the proof: {proof}")
    Look.objects.filter(id=last + 7).update(actor_id=1_000_000)
    _check(len(seals.prove(day).troubles) == 1, "a change was not found")
    limit = LookSeal.objects.get(to_id=first).last_at + dt.timedelta(days=185)
    erase_seconds, erased = _took(lambda: seals.drop(limit))
    _check(erased == first, f"{erased} looks erased")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname ~ '^access_look(pupil)?$'")
        size = int(cursor.fetchone()[0])
    return {
        "rows": A_LOOK * looks,
        "rows_a_day": A_LOOK * first,
        "rows_a_pupil": statistics.median(counts),
        "who_saw_seconds": round(max(asked), 3),
        "who_saw_median": round(statistics.median(asked), 3),
        "verify_log_seconds": round(max(seconds for seconds, _proof in proofs), 2),
        "seal_seconds": round(seal_seconds, 2),
        "erase_seconds": round(erase_seconds, 2),
        "fill_seconds": round(fill_seconds),
        "bytes": size,
    }


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(measure(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
