"""The list of who has been erased, outside the database, so that a restored back-up can be brought up to date (docs/operations.md).

One line a person: the code it had, and when. It names nobody once the person is gone; beside an old back-up it says whom to erase again.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings


def place() -> Path:
    return Path(settings.ERASED)


def note(codes: Iterable[str], now: dt.datetime) -> None:
    """Add persons to the list, safe on disk when this returns. Written before the erasure is committed: too many is no harm, too few is."""
    lines = "".join(json.dumps({"person": code, "at": now.isoformat()}) + "\n" for code in codes)
    if not lines:
        return
    place().parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def noted(path: Path) -> Iterator[str]:
    """The codes on a list. A line cut short by a power failure is passed over."""
    for line in path.read_text().splitlines():
        try:
            yield str(json.loads(line)["person"])
        except (ValueError, KeyError, TypeError):
            continue
