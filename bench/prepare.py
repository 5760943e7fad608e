"""Fill an empty database and say what to measure: one JSON line a page. Run in the server's own environment: `python -m bench.prepare`."""

import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


@dataclass(frozen=True)
class Measured:
    """A page as the reader's browser would ask for it.

    cookie   the session's, `name=value`
    queries  statements in one request, begin and commit not counted
    floor    the address of the floor page with as many queries and rows, and no more bytes
    beside   the page whose cost this one is compared with, "" for none
    """

    name: str
    path: str
    cookie: str
    queries: int
    floor: str
    beside: str = ""


def main() -> None:
    """Migrate, fill, and print the pages."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.moment import stop_clock

    stop_clock()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    pages = _pages()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for page in pages:
        print(json.dumps(asdict(page)))


def _pages() -> list[Measured]:
    from bench import figures, pupils
    from bench.school import Town, guardian_of

    town = Town()
    town.fill()
    group = next(each for each in town.classes if each.grade == 8)
    nine, one, new = town.pupils[group.pk][:3]
    pupils.grow(town, nine, group, years=pupils.YEARS, number=pupils.SPOR)
    pupils.grow(town, one, group, years=1, number=pupils.SPOR // pupils.YEARS)
    pupils.grow(town, new, group, years=1, number=pupils.A_PAGE)
    teacher = _cookie(town.teachers[group.pk])
    hers, theirs = _cookie(nine), _cookie(new)
    shelf = f"/elever/{nine.code}/portfolio/"
    return [
        _measured("plan: 1 year", f"/elever/{one.code}/plan/", teacher),
        _measured("plan: 9 years", f"/elever/{nine.code}/plan/", teacher, "plan: 1 year"),
        _measured("i dag", "/", teacher),
        _measured("goals: 9 years", f"/elever/{nine.code}/maal/", hers),
        _measured("check-in", f"/elever/{nine.code}/trivsel/", hers),
        _measured("home of two children", "/", _cookie(guardian_of(*town.pupils[group.pk][3:5]))),
        _measured("figures of 60 schools", "/", _cookie(figures.fill())),
        _measured("portfolio: 24 spor", f"/elever/{new.code}/portfolio/", theirs),
        _measured("portfolio: 2,000 spor", shelf, hers, "portfolio: 24 spor"),
        _measured("portfolio: page 40", f"{shelf}?fra={_start_of_page(nine.pk, 40)}", hers, "portfolio: 2,000 spor"),
    ]


def _start_of_page(pupil_id: int, number: int) -> str:
    from spor.evidence.models import Trace
    from spor.portfolio.queries.rows import PAGE

    rows = Trace.objects.filter(pupil=pupil_id).order_by("-at", "-id")
    return rows.values_list("code", flat=True)[(number - 1) * PAGE]


def _cookie(person: object) -> str:
    """A session as signing in makes it."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from bench.school import account_of

    account = account_of(person)  # type: ignore[arg-type] # a Person; this module is read before Django is ready
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["mfa"] = session["substantial"] = True
    session["seen"] = session["began"] = int(time.time())
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _measured(name: str, path: str, cookie: str, beside: str = "") -> Measured:
    """Ask once, and make the floor of what the page asked beside what session and middleware ask."""
    size, said = _asked(name, path, cookie)
    bare, session = _asked(name, "/gulv/", cookie)
    frame = Counter(str(each) for each in session)
    own = [each for each in said if not _taken(frame, str(each))]
    rows = [_rows(each) for each in own if each.sql.lstrip().startswith(("SELECT", "WITH"))]
    looks = "1" if any("INSERT" in each.sql for each in own) else "0"
    floor = f"/gulv/?raekker={','.join(map(str, rows))}&opslag={looks}"
    return Measured(
        name, path, cookie, len(said), f"{floor}&vis={_shown(sum(rows), floor, cookie, bare, size)}", beside
    )


def _shown(number: int, floor: str, cookie: str, bare: int, size: int) -> int:
    """How many of so many rows the floor page can show without being larger than the page beside it."""
    full, _ = _asked("floor", f"{floor}&vis={number}", cookie)
    a_row = (full - bare) / max(1, number)
    return max(0, min(number, int((size - bare) / max(1, a_row))))


def _taken(frame: Counter[str], said: str) -> bool:
    """Is this statement one of the frame's? Each of them is taken once."""
    frame[said] -= 1
    return frame[said] >= 0


class _Said(NamedTuple):
    """A statement as it was sent."""

    sql: str
    params: Any


def _asked(name: str, path: str, cookie: str) -> tuple[int, list[_Said]]:
    """The bytes of one answer, and the statements behind it without the transactions around them."""
    from django.db import connection
    from django.test import Client

    client, said = Client(headers={"cookie": cookie}), []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        # sessions use real time, which is not the same in two requests
        said.append(_Said(sql, None if "django_session" in sql else params))
        return execute(sql, params, many, context)

    client.get(path)
    with connection.execute_wrapper(note):
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {path} answered {answer.status_code}")
    return len(answer.content), [each for each in said if not _TRANSACTION.match(each.sql)]


_TRANSACTION = re.compile(r"\s*(BEGIN|COMMIT|SAVEPOINT|RELEASE)\b")


def _rows(said: _Said) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({said.sql}) AS rows_of_it", said.params)  # noqa: S608 # Django's own statement, counted
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
