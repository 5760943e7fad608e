"""Starts the real OpenID provider of the tests, and walks through it as a browser would. Its packages are pinned in package-lock.json."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

HERE = Path(__file__).parent
LINES = ("package.json", "package-lock.json")
PATIENCE = 60


def packages() -> Path:
    """The folder with node_modules, made once for each lock, beside the Python packages. Two test runs at once make it once."""
    lock = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LINES)).hexdigest()[:16]
    root = Path(os.environ.get("VIRTUAL_ENV") or HERE.parents[1] / ".venv").resolve()
    home = root / "node" / lock
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.parent) as made:
            for name in LINES:
                shutil.copy(HERE / name, made)
            words = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
            home_of = os.environ.get("HOME") or made  # a shell without a home has no settings of npm's either
            surroundings = {**os.environ, "HOME": home_of, "npm_config_cache": f"{made}/cache"}
            subprocess.run(words, cwd=made, check=True, capture_output=True, env=surroundings, timeout=300)
            shutil.rmtree(f"{made}/cache", ignore_errors=True)
            try:
                Path(made).rename(home)
            except OSError:  # another run was first
                assert home.exists()
            Path(made).mkdir(exist_ok=True)
    return home


@dataclass
class Broker:
    """A running provider."""

    issuer: str

    def say(self, *, lie: str = "", fail: str = "", **users: dict[str, Any]) -> None:
        """Who people are (`mette={"institution_ids": "[101001]"}`), and how the provider lies or fails. Earlier words are forgotten."""
        answer = requests.post(f"{self.issuer}/_say", json={"lie": lie, "fail": fail, "users": users}, timeout=5)
        assert answer.ok

    def walk(self, address: str, login: str, *, level: int = 2, stop: bool = False) -> str:
        """Sign in there as `login`, from the address that Spor sent one to, to the address at Spor one is sent back to."""
        with requests.Session() as browser:
            answer = browser.get(address, timeout=5)
            assert "Brugernavn" in answer.text, answer.text
            sent = {"login": login, "level": str(level)} | ({"stop": "1"} if stop else {})
            answer = browser.post(answer.url, data=sent, allow_redirects=False, timeout=5)
            for _step in range(5):
                onward = answer.headers["Location"]
                if not onward.startswith((self.issuer, "/")):
                    return onward
                answer = browser.get(requests.compat.urljoin(self.issuer, onward), allow_redirects=False, timeout=5)
        raise AssertionError("the provider did not send back")


def asked_for(address: str) -> dict[str, str]:
    """The parameters of an address, each once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@contextmanager
def running(*, redirects: list[str], backs: list[str], backchannel: str = "") -> Iterator[Broker]:
    """A provider on a free port of this machine, until the block ends."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    told = json.dumps({"port": port, "redirects": redirects, "backs": backs, "backchannel": backchannel})
    home = packages()
    program = home / "provider.mjs"
    if not program.exists() or program.read_bytes() != (HERE / "provider.mjs").read_bytes():
        fresh = home / f"provider.{os.getpid()}.mjs"
        shutil.copy(HERE / "provider.mjs", fresh)
        fresh.replace(program)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            ["node", str(program)], env={**os.environ, "SPOR_PROVIDER": told}, stdout=said, stderr=said
        )
        try:
            began = time.monotonic()
            while True:
                try:
                    requests.get(f"http://127.0.0.1:{port}/jwks", timeout=1)
                    break
                except requests.ConnectionError:
                    if process.poll() is not None or time.monotonic() - began > PATIENCE:
                        said.seek(0)
                        raise AssertionError(f"the provider did not start: {said.read().decode()}") from None
                    time.sleep(0.05)
            yield Broker(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(timeout=10)
