"""The moment the measured school lives in."""

import datetime as dt

from spor.base import clock

NOW = clock.DEMO_START
TODAY = NOW.date()
YEAR_STARTS = dt.date(2026, 8, 1)


def stop_clock() -> None:
    """From now on it is Wednesday 25 November 2026, 8.00, in this process."""
    clock.now = lambda: NOW.astimezone(dt.UTC)
