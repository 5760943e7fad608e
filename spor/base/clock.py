"""What time it is. All of Spor asks here, so that the demo can stand on one Wednesday in November and tests on a day they choose.

UTC in the database; *today* is the Copenhagen date of `now`.
"""

import datetime as dt
import time
from zoneinfo import ZoneInfo

from django.conf import settings

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DEMO_START = dt.datetime(2026, 11, 25, 8, 0, tzinfo=COPENHAGEN)
_started = time.monotonic()


def now() -> dt.datetime:
    """The present moment, aware, in UTC. In the demo: Wednesday 25 November 2026 at 8.00, ticking since the server started."""
    if _is_demo():
        return (DEMO_START + dt.timedelta(seconds=time.monotonic() - _started)).astimezone(dt.UTC)
    return dt.datetime.now(dt.UTC)


def today(moment: dt.datetime | None = None) -> dt.date:
    """The Copenhagen date of `moment` (default: now)."""
    return (moment or now()).astimezone(COPENHAGEN).date()


def start_of_day(day: dt.date) -> dt.datetime:
    """Midnight in Copenhagen at the beginning of `day`, aware."""
    return dt.datetime.combine(day, dt.time(), COPENHAGEN)


_demo_row: bool | None = None


def _is_demo() -> bool:
    """The demo clock runs only when the setting *and* the database's own row say demo (decision 0024)."""
    global _demo_row
    if not settings.DEMO:
        return False
    if _demo_row is None:
        from spor.base.models import Installation  # models need the app registry, which needs this module

        _demo_row = Installation.objects.filter(kind=Installation.Kind.DEMO).exists() or None
    return bool(_demo_row)
