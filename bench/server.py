"""Databases and a server of the run's own, in a temporary folder, on this machine only; gone when the run ends."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
_STARTS_WITHIN = 30


@contextmanager
def folder() -> Iterator[Path]:
    """An empty data folder."""
    made = Path(tempfile.mkdtemp(prefix="spor-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@dataclass(frozen=True)
class Place:
    """Where a school lives: the environment of its server, and the process of its database, 0 where there is none of our own."""

    env: dict[str, str]
    database: int = 0


@contextmanager
def environment(database: str) -> Iterator[Place]:
    """The place of a measured server: `sqlite`, or `postgresql` (the one SPOR_DATABASE_URL names, else one started here).

    A database that is named must be empty: it is filled.
    """
    named = os.environ.get("SPOR_DATABASE_URL", "")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SPOR_")}
    started = import_module("tests.postgres").serving  # the tests' own, which no room imports
    address = nullcontext(named) if named.startswith("postgres") else started()
    with folder() as place:
        ours = plain | {
            "SPOR_DATA": str(place),
            "SPOR_DEMO": "false",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(ROOT),
        }
        if database == "sqlite":
            yield Place(ours)
            return
        with address as url:
            yield Place(ours | {"SPOR_DATABASE_URL": url}, _postmaster(url))


def _postmaster(url: str) -> int:
    """The process of the server we started, which writes its number beside its socket's folder."""
    noted = Path(url.partition("?host=")[2]) / "cluster" / "postmaster.pid"
    try:
        return int(noted.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def prepared(env: dict[str, str]) -> list[str]:
    """Fill the database; the lines that say what to measure."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.prepare"], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise SystemExit(f"The school could not be made:\n{made.stderr[-2000:]}")
    return made.stdout.splitlines()


@contextmanager
def serving(env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """(port, process) of the server, started as `./run` starts it."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += [
        "--workers",
        str(WORKERS),
        "--blocking-threads",
        "1",
        "--log-level",
        "warning",
        "bench.wsgi:application",
    ]
    server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            door = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            door.request("GET", "/sundhed/")
            if door.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit("The server did not start.")
