"""Unilogin's broker: what it says of itself, its public keys, and the calls Spor makes to it. Only where an issuer is set.

The broker is asked for its addresses once an hour and for its keys when an unknown one turns up, at most once a minute. No token is
kept but the one that signs out.
"""

import logging
import time
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.discovery import get_well_known_url
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests.adapters import HTTPAdapter

from spor.integrations.unilogin.refused import SignInRefused

PATIENCE = 5  # seconds a person waits for the broker's answer to one call
KEPT = 3600
ASK_AGAIN = 60
_log = logging.getLogger(__name__)
_POOL = HTTPAdapter(pool_maxsize=4)  # connections to the broker stay open between two sign-ins
_TROUBLE = (requests.RequestException, AuthlibBaseError, JoseError, ValueError, KeyError, TypeError)


def is_connected() -> bool:
    """Whether this installation has been given a broker and a name there."""
    return bool(settings.UNILOGIN_ISSUER and settings.UNILOGIN_CLIENT)


def return_address() -> str:
    """Where the broker sends people back to. Of the installation's own address, never of what a request calls its host."""
    return settings.ADDRESS + reverse("unilogin_return")


class Provider:
    """One broker, remembered by each process."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self._said: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._said_at = self._keys_at = float("-inf")

    def address(self, name: str) -> str:
        """An endpoint of the broker, e.g. "authorization_endpoint"; "" where it has none. Raises SignInRefused (503)."""
        return str(self._metadata().get(name, ""))

    def keys(self, *, anew: bool = False) -> KeySet:
        """Its public keys; `anew` when a token names one that is not among them."""
        age = time.monotonic() - self._keys_at
        if self._keys is None or age > KEPT or (anew and age > ASK_AGAIN):
            self._keys_at = time.monotonic()
            answer = self._get(self.address("jwks_uri"))
            try:
                self._keys = KeySet.import_key_set(answer)  # type: ignore[arg-type] # checked in there
            except _TROUBLE as trouble:
                raise _down(trouble) from trouble
        return self._keys

    def exchange(self, code: str, verifier: str) -> dict[str, Any]:
        """The tokens that the code stands for. The broker refuses a code used twice, and another's verifier."""
        try:
            with self.client() as client:
                token: dict[str, Any] = client.fetch_token(
                    self.address("token_endpoint"), code=code, code_verifier=verifier, grant_type="authorization_code"
                )
        except AuthlibBaseError as refused:
            _log.warning("Unilogin gave no token: %s", refused.error)
            words = _("Unilogin sagde nej til koden. Den kan være brugt før.")
            raise SignInRefused(f"token_{refused.error}", words) from refused
        except (requests.RequestException, ValueError) as trouble:
            raise _down(trouble) from trouble
        return token

    def vouches_for(self, token: dict[str, Any], uniid: str) -> None:
        """Ask the broker whether the token it just gave still stands, and for the same person. Raises SignInRefused."""
        if not (settings.UNILOGIN_INTROSPECTS and self.address("introspection_endpoint")):
            return
        said = self.introspect(str(token.get("access_token", "")))
        if said.get("active") is not True or said.get("uniid", uniid) != uniid:
            raise SignInRefused("not_active", _("Unilogin står ikke ved svaret længere."))

    def introspect(self, access_token: str) -> dict[str, Any]:
        """What the broker itself says of a token now."""
        try:
            with self.client() as client:
                answer = client.introspect_token(self.address("introspection_endpoint"), token=access_token)
                answer.raise_for_status()
                said = answer.json()
        except _TROUBLE as trouble:
            raise _down(trouble) from trouble
        return said if isinstance(said, dict) else {}

    def client(self) -> OAuth2Session:
        """Spor as the broker knows it."""
        client = OAuth2Session(
            settings.UNILOGIN_CLIENT,
            settings.UNILOGIN_SECRET,
            scope="openid",
            redirect_uri=return_address(),
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )
        client.mount("https://", _POOL)
        client.mount("http://", _POOL)
        return client

    def _metadata(self) -> dict[str, Any]:
        """The broker's own description. Where it cannot be read anew, what it said before still stands."""
        if time.monotonic() - self._said_at > KEPT or not self._said:
            try:
                said = self._get(get_well_known_url(self.issuer, external=True))
            except SignInRefused:
                if not self._said:
                    raise
            else:
                self._said = self._believed(said)
            self._said_at = time.monotonic()
        return self._said

    def _believed(self, said: dict[str, Any]) -> dict[str, Any]:
        """Of the right broker, with every address encrypted (or on this machine, where tests are)."""
        if said.get("issuer") != self.issuer:
            raise _down(f"its description is another's: {said.get('issuer')}")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(str(said.get(name, ""))):
                raise _down(f"{name} is no https address")
        return said

    def _get(self, address: str) -> dict[str, Any]:
        try:
            with self.client() as client:
                answer = client.request("GET", address, withhold_token=True)
                answer.raise_for_status()
                said = answer.json()
        except _TROUBLE as trouble:
            raise _down(trouble) from trouble
        if not isinstance(said, dict):
            raise _down(f"{address} answers with no object")
        return said


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))


def _down(trouble: object) -> SignInRefused:
    _log.warning("Unilogin does not answer as it should: %s", trouble)
    words = _("Unilogin svarer ikke lige nu.")
    return SignInRefused("provider_down", words, hint=_("Prøv igen om lidt. Du behøver ikke gøre andet."), status=503)


@lru_cache(maxsize=4)
def _of(issuer: str) -> Provider:
    return Provider(issuer)


def provider() -> Provider:
    """The broker of the settings."""
    return _of(settings.UNILOGIN_ISSUER)
