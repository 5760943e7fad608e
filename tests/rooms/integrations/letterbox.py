"""A real mail server for the tests: it takes messages over SMTP, and can be told to be in a bad way."""

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Letterbox:
    """What arrived.

    says        what RCPT is answered instead of yes; `says_of` for one address
    dies_after  break the line when the message has come
    """

    messages: list[Message] = field(default_factory=list)
    says: str = ""
    says_of: dict[str, str] = field(default_factory=dict)
    dies_after: bool = False
    port: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if no := self.says_of.get(address, self.says):
            return no
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if self.dies_after:
            server.transport.abort()
        return "250 OK"

    @property
    def words(self) -> list[str]:
        """The text of each message."""
        return [message.get_payload(decode=True).decode() for message in self.messages]


@contextmanager
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """Open one on a free port, and point the settings at it."""
    box = Letterbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_TLS = "127.0.0.1", box.port, "none"
    try:
        yield box
    finally:
        controller.stop()
