"""Who a call from Aula is for: its Bearer token, checked.

What stands in Aula's tokens is not public, so all of it is settings: the issuer, where its public keys lie, the audience (the widget's
number) and the claim that holds the person's Unilogin. `SPOR_AULA_VERIFIER` names another function of the same shape, should Aula's
tokens be of another kind altogether.

The signature's clock is the real one, also in the demo (decision 0024).
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import jwt
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from spor.integrations.aula.keys import KeysUnreachable, key_set
from spor.integrations.models import UsedToken

ALGORITHMS = ["RS256", "ES256"]  # public keys only: no secret is shared with Aula
LEEWAY = dt.timedelta(seconds=30)
LONGEST = dt.timedelta(hours=1)  # Aula's live for minutes; one that lives for years is not a session's


class TokenRefused(Exception):
    """The call is not answered: `str()` is the Danish reason, `status` 401, or 503 where the fault is not the caller's."""

    def __init__(self, reason: str, status: int = 401) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Bearer:
    """Whom the token was made for."""

    uniid: str


Verifier = Callable[[str], Bearer]


def bearer_of(header: str) -> Bearer:
    """The person of an `Authorization` header. Raises TokenRefused."""
    kind, _sep, token = header.strip().partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise TokenRefused(_("Kaldet har ingen Bearer-token fra Aula."))
    verifier = cast(Verifier, import_string(settings.AULA_VERIFIER))
    return verifier(token.strip())


def by_published_keys(token: str) -> Bearer:
    """A signed JWT from the configured issuer, for the configured audience, not expired and not used before."""
    if not (settings.AULA_ISSUER and settings.AULA_KEYS and settings.AULA_AUDIENCE):
        raise TokenRefused(_("Aula er ikke koblet på denne installation."), 503)
    claims = _checked(token)
    _use_once(claims)
    uniid = claims.get(settings.AULA_CLAIM)
    if not isinstance(uniid, str) or not uniid.strip():
        raise TokenRefused(_("Tokenet siger ikke, hvem det er til."))
    return Bearer(uniid.strip())


def _checked(token: str) -> dict[str, Any]:
    """The claims, when everything about the token holds."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise TokenRefused(_("Tokenet er ikke underskrevet på en måde, vi godtager."))
        key = key_set().of(str(header.get("kid", "")), str(header["alg"]))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=settings.AULA_ISSUER,
            audience=settings.AULA_AUDIENCE,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud"]},
        )
    except KeysUnreachable as unreachable:
        raise TokenRefused(_("Aulas nøgler kan ikke hentes lige nu. Prøv igen om lidt."), 503) from unreachable
    except jwt.InvalidTokenError as wrong:
        raise TokenRefused(_reason(wrong)) from wrong
    if int(claims["exp"]) > (_real_now() + LONGEST + LEEWAY).timestamp():
        raise TokenRefused(_("Tokenet gælder for længe. Det skal højst gælde en time."))
    return claims


def _reason(wrong: jwt.InvalidTokenError) -> str:
    """What is said of it: enough for whoever sets it up, nothing about anybody."""
    if isinstance(wrong, jwt.ExpiredSignatureError):
        return _("Tokenet er udløbet. Hent et nyt i Aula.")
    if isinstance(wrong, jwt.InvalidIssuerError):
        return _("Tokenet er udstedt af en anden end Aula.")
    if isinstance(wrong, jwt.InvalidAudienceError):
        return _("Tokenet er til en anden widget.")
    if isinstance(wrong, jwt.MissingRequiredClaimError):
        return _("Tokenet mangler oplysninger om udsteder, modtager eller udløb.")
    if isinstance(wrong, jwt.ImmatureSignatureError):
        return _("Tokenet gælder ikke endnu.")
    return _("Tokenets underskrift passer ikke.")


@transaction.atomic
def _use_once(claims: dict[str, Any]) -> None:
    """A token that has an id is used once. Two calls at the same moment with the same one: the database lets one through."""
    name = claims.get("jti")
    if name is None:
        return
    UsedToken.objects.filter(until__lt=_real_now() - LEEWAY).delete()
    fingerprint = hashlib.sha256(f"{claims['iss']}\n{name}".encode()).hexdigest()
    try:
        with transaction.atomic():
            until = dt.datetime.fromtimestamp(int(claims["exp"]), dt.UTC) + LEEWAY
            UsedToken.objects.create(fingerprint=fingerprint, until=until)
    except IntegrityError as used:
        raise TokenRefused(_("Tokenet er brugt før. Hent et nyt i Aula.")) from used


def _real_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
