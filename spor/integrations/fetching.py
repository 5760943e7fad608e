"""The register's own service, for the nightly fetch: `agreed_numbers()` and `fetch(number)`.

    for number in agreed_numbers():
        files = read_source(fetch(number))

Where nothing is set up, `is_set_up()` is false and both raise NotFetched. So far the one service is STIL's WsiEksport 7.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from spor.integrations.refusals import NotFetched

if TYPE_CHECKING:
    from spor.integrations.stil.soap.client import Connection


def is_set_up() -> bool:
    """Whether this installation has an agreement with the service at all."""
    return bool(settings.STIL_SYSTEM and settings.STIL_CERTIFICATE)


def agreed_numbers() -> list[str]:
    """The numbers of the institutions that may be fetched. Raises NotFetched (a Danish sentence, `.cause`)."""
    return _connection().agreed()


def fetch(number: str) -> bytes:
    """One institution's file, as the register has it now; to be given to `read_source`. Raises NotFetched."""
    return _connection().export(number)


def _connection() -> "Connection":
    if not is_set_up():
        raise NotFetched(
            _("Forbindelsen til STIL er ikke sat op: se SPOR_STIL_SYSTEM og SPOR_STIL_CERTIFICATE."), "unset"
        )
    return _made(
        settings.STIL_ADDRESS,
        settings.STIL_SYSTEM,
        settings.STIL_PACKAGE,
        (settings.STIL_CERTIFICATE, settings.STIL_KEY, settings.STIL_PASSWORD),
        settings.STIL_AUTHORITY,
        settings.STIL_TIMEOUT,
        settings.STIL_MAX_BYTES,
    )


@lru_cache(maxsize=1)
def _made(
    address: str, system: str, package: str, files: tuple[str, str, str], authority: str, timeout: float, most: int
) -> "Connection":
    """One client for a night's many files. zeep takes its time to load, so only who fetches waits for it."""
    from spor.integrations.stil.soap.client import PACKAGES, Connection
    from spor.integrations.stil.soap.keys import load_keys

    if package not in PACKAGES:
        words = _("SPOR_STIL_PACKAGE skal være en af %(names)s.") % {"names": ", ".join(PACKAGES)}
        raise NotFetched(words, "package")
    return Connection(address, system, package, load_keys(*files), authority, timeout, most)
