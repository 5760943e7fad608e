"""The plan page, *I dag* and the portfolio beside the floor page, in interleaved rounds over loopback HTTP."""

import json
import platform
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from bench import meter
from bench.load import Reader, differences
from bench.server import environment, prepared, serving

GOALS = {"plan: 9 years": (0.8, 1.2), "portfolio: 2,000 spor": (0.8, 1.2), "portfolio: page 40": (0.8, 1.2)}
_A_TURN = 0.2  # seconds: long enough to time, short enough that a neighbour's burst hits page and floor alike
_READERS, _TIMES = 4, 6


@dataclass(frozen=True)
class Line:
    """One page.

    ratio    its throughput (requests a second of the processors of server and database, so that whoever else is on the machine
             does not count) through that of the floor page: the median of the rounds
    beside   its cost through that of the page it is compared with, 0 where there is none
    bytes    of one answer; differences: answers at several readers at once that were not the one given to a reader alone
    """

    database: str
    name: str
    ratio: float
    min: float
    max: float
    rounds: int
    queries: int
    bytes: int
    differences: int
    beside: float
    compared_with: str
    floor_ms: float
    versions: str


def run(database: str, seconds: float) -> Iterator[Line]:
    """Measure every page on one database for about `seconds`, filling it not counted."""
    with environment(database) as place:
        pages = [json.loads(line) for line in prepared(place.env)]
        with serving(place.env) as (port, server):
            measure = _watch(server, place.database, database == "sqlite")
            rounds = _rounds(port, pages, seconds, measure)
            for page in pages:
                yield _line(database, port, page, rounds)


def text(line: Line) -> str:
    """A line for people; `!` where a goal is missed."""
    least, most = GOALS.get(line.name, (0.0, float("inf")))
    sign = "!" if line.ratio < least or line.beside > most or line.differences else " "
    beside = f"{line.beside:4.2f} × {line.compared_with}" if line.compared_with else ""
    return (
        f"{sign} {line.database:10} {line.name:22} {line.ratio:4.2f} × floor ({line.min:.2f}–{line.max:.2f}, {line.rounds} rounds)"
        f"  {line.queries:2} queries  {line.bytes:6} bytes  {line.differences} differences  {beside}"
    )


def as_json(line: Line) -> str:
    """A line for machines."""
    return json.dumps(asdict(line), ensure_ascii=False)


def _watch(server: int, database: int, is_embedded: bool) -> Callable[[], float]:
    """What the time of a request is read from: the processors of the server and its database, else the clock on the wall."""
    if not meter.is_there() or not (database or is_embedded):
        return time.perf_counter
    roots = [server, *([database] if database else [])]
    return lambda: meter.seconds(roots)


def _rounds(
    port: int, pages: list[dict[str, Any]], seconds: float, measure: Callable[[], float]
) -> dict[str, list[tuple[float, float]]]:
    """Page name → (seconds a request, seconds a floor request) of each round. Page and floor by turns, the order changing."""
    readers = {page["name"]: Reader(port, page["cookie"]) for page in pages}

    def took(name: str, path: str, number: int) -> float:
        begun = measure()
        readers[name].ask(path, number)
        return (measure() - begun) / number

    times: dict[tuple[str, str], int] = {}
    for page in pages:  # twice: what is made at the first request is made
        for path in (page["path"], page["floor"]) * 2:
            times[page["name"], path] = max(4, round(_A_TURN / took(page["name"], path, 8)))
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    until, odd = time.monotonic() + seconds, False
    while time.monotonic() < until or len(found[pages[0]["name"]]) < 3:
        for page in pages:
            turn = {}
            for path in (page["path"], page["floor"])[:: -1 if odd else 1]:
                number = times[page["name"], path]
                turn[path] = took(page["name"], path, number)
            found[page["name"]].append((turn[page["path"]], turn[page["floor"]]))
        odd = not odd
    return found


def _line(database: str, port: int, page: dict[str, Any], rounds: dict[str, list[tuple[float, float]]]) -> Line:
    own = rounds[page["name"]]
    ratios = [floor / took for took, floor in own]
    other = rounds.get(page["beside"], [])
    costs = [mine[0] / theirs[0] for mine, theirs in zip(own, other, strict=bool(other))] if other else [0.0]
    return Line(
        database=database,
        name=page["name"],
        ratio=round(statistics.median(ratios), 3),
        min=round(min(ratios), 3),
        max=round(max(ratios), 3),
        rounds=len(own),
        queries=page["queries"],
        bytes=len(Reader(port, page["cookie"]).get(page["path"])),
        differences=differences(port, page["cookie"], page["path"], readers=_READERS, times=_TIMES),
        beside=round(statistics.median(costs), 3),
        compared_with=page["beside"],
        floor_ms=round(1000 * statistics.median(floor for _, floor in own), 2),
        versions=f"Python {platform.python_version()}, Django {version('django')}, granian {version('granian')}",
    )
