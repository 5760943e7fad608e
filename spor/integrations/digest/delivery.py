"""Speaking to the mail server, step by step, so that it is known how far one came when it went wrong."""

import smtplib
import ssl
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType
from typing import Protocol

from django.conf import settings
from django.utils import translation

from spor.integrations.digest import letters, links
from spor.integrations.models import Mail

PATIENCE = 20  # seconds
UNFOLDED = policy.SMTP.clone(max_line_length=998)  # a link that is broken over two lines is no link (RFC 5322, 2.1.1)


class NotNow(Exception):
    """Not sent, and may be tried again. `is_everybodys`: the server itself is away, so the others need not be tried either."""

    def __init__(self, trouble: str, *, is_everybodys: bool = False) -> None:
        super().__init__(trouble)
        self.is_everybodys = is_everybodys


class Rejected(Exception):
    """Not sent, and never will be: the server does not want this message or this address."""


class MaybeGone(Exception):
    """The server had the whole message when the line broke."""


class Delivery(Protocol):
    """Sends one message, or raises one of the three."""

    def send(self, mail: Mail) -> None: ...


class Smtp:
    """One connection for a whole sending. Use it as a context."""

    def __init__(self) -> None:
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> "Smtp":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._line is not None:
            self._line.close()

    def send(self, mail: Mail) -> None:
        """Raises NotNow, Rejected or MaybeGone."""
        line = self._connected()
        message = _written(mail)
        try:
            _accepted(line.mail(parseaddr(settings.MAIL_FROM)[1]))
            _accepted(line.rcpt(message["To"]))
        except (OSError, smtplib.SMTPException) as broken:
            self._drop()
            raise NotNow(str(broken), is_everybodys=True) from broken
        except (NotNow, Rejected):
            self._reset()
            raise
        try:
            answer = line.data(message.as_bytes(policy=UNFOLDED))
        except smtplib.SMTPDataError as refused:  # before the message itself was sent
            self._drop()
            raise NotNow(str(refused)) from refused
        except (OSError, smtplib.SMTPException) as broken:
            self._drop()
            raise MaybeGone(str(broken)) from broken
        _accepted(answer)

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            try:
                self._line = _open()
            except (OSError, smtplib.SMTPException) as away:
                raise NotNow(str(away), is_everybodys=True) from away
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _reset(self) -> None:
        try:
            if self._line is not None:
                self._line.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()


def _open() -> smtplib.SMTP:
    host, port = settings.MAIL_HOST, settings.MAIL_PORT
    trust = ssl.create_default_context()
    if settings.MAIL_TLS == "ssl":
        line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trust)
    else:
        line = smtplib.SMTP(host, port, timeout=PATIENCE)
        line.ehlo()
        if settings.MAIL_TLS == "starttls":
            line.starttls(context=trust)
            line.ehlo()
    if settings.MAIL_LOGIN:
        line.login(settings.MAIL_LOGIN, settings.MAIL_WORD)
    line.ehlo_or_helo_if_needed()
    return line


def _accepted(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if 400 <= code < 500:
        raise NotNow(f"{code} {words.decode(errors='replace')}")
    if code >= 500:
        raise Rejected(f"{code} {words.decode(errors='replace')}")


def _written(mail: Mail) -> EmailMessage:
    """The message, in the language of its reader."""
    if mail.address is None:
        raise Rejected("nobody to write to")
    with translation.override(links.language_of(mail.address)):
        return letters.written(mail, mail.address)
