"""Asking a server, one page after another or several at once, and comparing what it answers."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor

# What is new in every answer, and means nothing: security tokens and forms' keys.
_FRESH = re.compile(
    rb'(csrf-token" content="|csrfmiddlewaretoken" value="|nonce="|name="key" value="|name="key"[^>]*? value=")[^"]*'
)


class Reader:
    """One person at one keep-alive connection."""

    def __init__(self, port: int, cookie: str) -> None:
        self.door = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": cookie, "Accept-Language": "da"}

    def get(self, path: str) -> bytes:
        """The body of a page that must be 200."""
        self.door.request("GET", path, headers=self.headers)
        answer = self.door.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body

    def ask(self, path: str, times: int) -> None:
        """Get a page so many times, one after another."""
        for _ in range(times):
            self.get(path)


def plain(body: bytes) -> bytes:
    """An answer without what is new every time."""
    return _FRESH.sub(rb"\1", body)


def differences(port: int, cookie: str, path: str, *, readers: int, times: int) -> int:
    """How many answers, asked for by `readers` at once, differ from the one asked for alone."""
    alone = plain(Reader(port, cookie).get(path))

    def ask(_: int) -> int:
        reader = Reader(port, cookie)
        return sum(plain(reader.get(path)) != alone for _ in range(times))

    with ThreadPoolExecutor(readers) as pool:
        return sum(pool.map(ask, range(readers)))
