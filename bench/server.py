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


@contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    """The environment of a measured server: `sqlite`, or `postgresql` (the one SPOR_DATABASE_URL names, else one started here).

    A database that is named must be empty: it is filled.
    """
    named = os.environ.get("SPOR_DATABASE_URL", "")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SPOR_")}
    started = import_module("tests.postgres").serving  # the tests' own, which no room imports
    address = nullcontext(named) if named.startswith("postgres") else started()
    with folder() as data:
        ours = plain | {
            "SPOR_DATA": str(data),
            "SPOR_DEMO": "false",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(ROOT),
        }
        if database == "sqlite":
            yield ours
            return
        with address as url:
            yield ours | {"SPOR_DATABASE_URL": url}


def prepared(env: dict[str, str]) -> list[str]:
    """Fill the database; the lines that say what to measure."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.prepare"], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise SystemExit(f"The school could not be made:\n{made.stderr[-2000:]}")
    return made.stdout.splitlines()


@contextmanager
def serving(env: dict[str, str]) -> Iterator[int]:
    """The port that Spor is served on, as `./run` serves it."""
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
        yield port
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
