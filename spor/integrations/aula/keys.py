"""Aula's public keys: a JWKS in a file, or at an address that is asked again when an unknown key turns up, at most once a minute."""

import json
import logging
import time
from functools import lru_cache
from pathlib import Path

import jwt
from django.conf import settings

ASK_AGAIN = 60  # seconds between two askings, however many tokens name unknown keys
AFTER_TROUBLE = 10
KEPT = 600
PATIENCE = 5
_log = logging.getLogger(__name__)
_KINDS = {"RS256": "RSA", "ES256": "EC"}


class KeysUnreachable(Exception):
    """The address does not answer, or the file cannot be read."""


class KeySet:
    """The keys of one place, remembered."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._keys: list[jwt.PyJWK] = []
        self._asked = float("-inf")

    def of(self, kid: str, algorithm: str) -> jwt.PyJWK:
        """The key a token names, of the kind its algorithm needs. A token without a name is checked with the only key of its kind.

        Raises jwt.InvalidSignatureError where there is none, KeysUnreachable.
        """
        found = self._fitting(kid, algorithm)
        age = time.monotonic() - self._asked
        if age > (KEPT if found else ASK_AGAIN if self._keys else AFTER_TROUBLE):
            self._ask()
            found = self._fitting(kid, algorithm)
        if not self._keys:
            raise KeysUnreachable(self.place)
        if len(found) != 1:
            raise jwt.InvalidSignatureError("no such key")
        return found[0]

    def _fitting(self, kid: str, algorithm: str) -> list[jwt.PyJWK]:
        return [key for key in self._keys if key.key_type == _KINDS[algorithm] and (key.key_id == kid or not kid)]

    def _ask(self) -> None:
        """Read the keys anew. Where that fails, what was read before still stands."""
        self._asked = time.monotonic()
        try:
            if self.place.startswith(("https://", "http://")):
                client = jwt.PyJWKClient(self.place, cache_jwk_set=False, timeout=PATIENCE)
                self._keys = client.get_jwk_set().keys
            else:
                self._keys = jwt.PyJWKSet.from_dict(json.loads(Path(self.place).read_text())).keys
        except (OSError, ValueError, AttributeError, jwt.PyJWTError) as trouble:
            _log.warning("The keys of Aula cannot be read from %s: %s", self.place, trouble)


@lru_cache(maxsize=4)
def _of(place: str) -> KeySet:
    return KeySet(place)


def key_set() -> KeySet:
    """The keys of the place that the settings name."""
    return _of(settings.AULA_KEYS)
