"""What the second lock costs: each measured page from a server with it and from one without, by turns, on PostgreSQL (decision 0045)."""

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from bench import meter
from bench.load import Reader, plain
from bench.server import ROOT, environment, prepared, serving

ROLE = "spor_measured"
_ROUND = 40  # requests a turn

_MAKE_ROLE = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
connection.cursor().execute("CREATE ROLE {role} LOGIN")
call_command("row_security", "{role}", verbosity=0)
"""


def run(seconds: float) -> Iterator[str]:
    """A line a page: its cost with the lock through its cost without, the median of the rounds."""
    with environment("postgresql") as place:
        pages = [json.loads(line) for line in prepared(place.env)]
        role = [sys.executable, "-c", _MAKE_ROLE.format(role=ROLE)]
        subprocess.run(role, env=place.env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        url = place.env["SPOR_DATABASE_URL"].replace("//spor@", f"//{ROLE}@", 1)
        locked = place.env | {"SPOR_DATABASE_URL": url, "SPOR_ROW_SECURITY": "true"}
        with serving(place.env) as open_door, serving(locked) as locked_door:
            doors = {"open": open_door, "locked": locked_door}
            costs: dict[str, list[float]] = defaultdict(list)
            until = time.monotonic() + seconds
            while time.monotonic() < until or len(costs[pages[0]["name"]]) < 3:
                for page in pages:
                    took = {name: _cost(page, *door, place.database) for name, door in doors.items()}
                    costs[page["name"]].append(took["locked"] / took["open"])
            for page in pages:
                ratios = costs[page["name"]]
                yield json.dumps({
                    "name": page["name"], "cost_ratio": round(statistics.median(ratios), 3),
                    "min": round(min(ratios), 3), "max": round(max(ratios), 3), "rounds": len(ratios),
                    "same": _body(page, *open_door) == _body(page, *locked_door),
                })  # fmt: skip


def _cost(page: dict[str, str], port: int, server: int, database: int) -> float:
    """Seconds of the processors of server and database, or on the wall where those cannot be read, for one request."""
    reader = Reader(port, page["cookie"])
    reader.ask(page["path"], 2)
    begun = _measured(server, database)
    reader.ask(page["path"], _ROUND)
    return (_measured(server, database) - begun) / _ROUND


def _measured(server: int, database: int) -> float:
    return meter.seconds([server, database]) if meter.is_there() and database else time.perf_counter()


def _body(page: dict[str, str], port: int, _server: int) -> bytes:
    return plain(Reader(port, page["cookie"]).get(page["path"]))
