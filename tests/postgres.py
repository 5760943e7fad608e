"""A PostgreSQL of the run's own: made in a temporary folder, reached through a socket there, gone when the run ends.

    python tests/postgres.py [--seconds N] COMMAND …    runs COMMAND with SPOR_DATABASE_URL set

`serving()` is the same for code. Nothing is listened to on the network, and nothing of a PostgreSQL already running is touched.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = 15
INITDB = [
    "--locale-provider=icu",
    "--icu-locale=da",
    "--locale=C.UTF-8",
    "--encoding=UTF8",
    "--username=spor",
    "--auth=trust",
    "--no-sync",
]
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "log_min_messages": "fatal",
}


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL ≥ 15 on this machine, or None."""
    folders = [Path(each).parent for each in [shutil.which("initdb"), shutil.which("postgres")] if each]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    folders += sorted(Path("/usr").glob("pgsql-*/bin"), reverse=True)
    return next((each for each in folders if (each / "initdb").exists() and _version(each) >= NEEDED), None)


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\) (\d+)", said)
    return int(number.group(1)) if number else 0


def _as_owner(command: list[str | Path]) -> list[str | Path]:
    """PostgreSQL refuses to run as root: there it runs as the system's postgres."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@contextmanager
def serving() -> Iterator[str]:
    """Yield the address (SPOR_DATABASE_URL) of a fresh server; RuntimeError where there is no PostgreSQL ≥ 15."""
    tools = binaries()
    if tools is None:
        raise RuntimeError(f"No PostgreSQL {NEEDED} or newer here (Debian, Ubuntu: apt install postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="spor-pg-", dir="/tmp"))  # a socket's path must be short
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    cluster = folder / "cluster"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder}
    try:
        subprocess.run(_as_owner([tools / "initdb", "-D", cluster, *INITDB]), check=True, **quiet)
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        control = [tools / "pg_ctl", "-D", cluster, "-w", "-t", "30"]
        log = ["-l", folder / "log"]
        start = [*control, *log, "-o", f"{options} -k {folder}", "start"]
        subprocess.run(_as_owner(start), check=True, **quiet)
        try:
            yield f"postgres://spor@/postgres?host={folder}"
        finally:
            subprocess.run(_as_owner([*control, "-m", "immediate", "stop"]), check=False, **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run a command beside a server of its own; its exit status, or 124 when it took too long."""
    seconds = 1800
    if arguments[:1] == ["--seconds"]:
        seconds, arguments = int(arguments[1]), arguments[2:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with serving() as address:
        child = subprocess.Popen(arguments, env=os.environ | {"SPOR_DATABASE_URL": address})
        try:
            return child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            print(f"Stopped after {seconds} s: {' '.join(arguments)}", file=sys.stderr)
            return 124
        finally:
            child.terminate()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RuntimeError as reason:
        sys.exit(str(reason))
