"""Posted text that waits for somebody to sign in, in the session of the browser it came from (decision 0013).

It waits a quarter of an hour, lies in no cookie and follows only the next sign-in of the same browser.
"""

import time
from typing import Any

from django.http import HttpRequest

LASTS = 900
LONGEST = 400_000  # characters of all fields together
_NAME = "kept"

Fields = list[tuple[str, str]]
Kept = tuple[str, Fields]
NOTHING: Kept = ("", [])


def keep(request: HttpRequest, path: str, fields: Fields) -> bool:
    """Let what was going to `path` wait. False where it is too long to."""
    if not path or sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return False
    request.session[_NAME] = {"path": path, "fields": fields, "at": int(time.time()), "new": True}
    return True


def taken(request: HttpRequest) -> Kept:
    """What waits, which then waits no longer: (path, fields), or NOTHING."""
    text = waiting(request)
    request.session.pop(_NAME, None)
    return text


def hand_over(request: HttpRequest, text: Kept) -> None:
    """Put it into the session that has just begun."""
    if text[0]:
        keep(request, *text)


def waiting(request: HttpRequest) -> Kept:
    """What waits, and goes on waiting until it is too old: a page that shows it may be loaded again."""
    found = _found(request)
    return (found["path"], [(name, value) for name, value in found["fields"]]) if found else NOTHING


def is_news(request: HttpRequest) -> bool:
    """Whether something waits that its writer has not been shown since they signed in. Asked once."""
    found = _found(request)
    if not found or not found["new"]:
        return False
    request.session[_NAME] = {**found, "new": False}
    return True


def _found(request: HttpRequest) -> dict[str, Any] | None:
    """What waits; what has waited too long is erased."""
    found: dict[str, Any] | None = request.session.get(_NAME)
    if found is not None and time.time() - found["at"] > LASTS:
        del request.session[_NAME]
        return None
    return found
