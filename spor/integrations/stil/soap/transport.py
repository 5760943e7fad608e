"""The way to STIL's service: TLS with our own certificate shown, a time limit, and no answer larger than we would read.

Nothing of what is sent or answered is logged: it is about children.
"""

import ssl
import time
from typing import Any

import requests
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError
from zeep.transports import Transport

from spor.integrations.refusals import NotFetched
from spor.integrations.stil.soap.keys import Keys

CHUNK = 256 * 1024


class Careful(Transport):  # type: ignore[misc] # zeep is untyped
    """zeep's transport with limits.

    authority  path to the certificates that may have issued the service's, "" for the machine's own
    timeout    seconds for the whole answer
    most       bytes of the largest answer
    """

    def __init__(self, keys: Keys, *, authority: str, timeout: float, most: int) -> None:
        super().__init__(operation_timeout=timeout)  # type: ignore[no-untyped-call] # zeep is untyped
        self.timeout, self.most = timeout, most
        self.session.headers["Accept-Encoding"] = "identity"  # so that the bytes counted are the bytes read
        self.session.trust_env = False  # no proxy, no .netrc, no certificates from the environment
        self.session.mount("https://", _Adapter(_context(keys, authority)))

    def post(self, address: str, message: bytes, headers: dict[str, str]) -> requests.Response:
        """The answer, read to its end. Raises NotFetched."""
        ends = time.monotonic() + self.timeout
        try:
            answer = self.session.post(
                address, data=message, headers=headers, timeout=self.timeout, stream=True, allow_redirects=False
            )
            with answer:
                answer._content = self._read(answer, ends)
        except requests.Timeout:
            raise _too_slow() from None
        except requests.exceptions.SSLError:
            words = _("Forbindelsen til STIL er ikke sikker: certifikaterne blev ikke godkendt. Intet er hentet.")
            raise NotFetched(words, "tls") from None
        except (requests.RequestException, HTTPError) as fault:
            if isinstance(fault, ReadTimeoutError) or "timed out" in str(fault):
                raise _too_slow() from None
            raise NotFetched(_("STIL kan ikke nås lige nu. Vi prøver igen næste gang."), "unreachable") from None
        return answer

    def _read(self, answer: requests.Response, ends: float) -> bytes:
        """As it comes, so that neither a slow nor an endless answer is waited for."""
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise NotFetched(_("STIL's svar er pakket på en måde, vi ikke læser."), "strange")
        parts: list[bytes] = []
        size = 0
        while chunk := answer.raw.read1(CHUNK):
            size += len(chunk)
            if size > self.most:
                words = _("STIL's svar fylder mere end %(most)s MB og er ikke læst.")
                raise NotFetched(words % {"most": self.most // 2**20}, "large")
            if time.monotonic() > ends:
                raise _too_slow()
            parts.append(chunk)
        return b"".join(parts)


class _Adapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *words: Any, **named: Any) -> None:
        super().init_poolmanager(*words, **named, ssl_context=self.context)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context decides whom to believe; requests' own list is left out."""
        conn.cert_reqs = "CERT_REQUIRED"


def _context(keys: Keys, authority: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=authority or None)
    except OSError:
        raise NotFetched(_("Udstederens certifikat kan ikke læses: se SPOR_STIL_AUTHORITY."), "certificate") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    keys.offer(context)
    return context


def _too_slow() -> NotFetched:
    return NotFetched(_("STIL svarede ikke i tide. Vi prøver igen næste gang."), "timeout")
