"""What a token from Unilogin says, read and checked. No name, class or child stands in it: those come from the register."""

import re
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from django.conf import settings
from django.utils.translation import gettext as _
from joserfc import errors, jwt

from spor.integrations.unilogin.provider import Provider
from spor.integrations.unilogin.refused import SignInRefused

ALGORITHMS = ["RS256", "PS256", "ES256"]  # the broker's public keys only: neither `none` nor a shared secret
LEEWAY = 60  # seconds two clocks may differ
STRONG = frozenset({"ToFaktor", "VoksenVerificeret"})
_NUMBER = re.compile(r"[A-Za-z0-9]{3,10}")


@dataclass(frozen=True)
class Claims:
    """uniid      the Unilogin, which is the register's UserId
    institutions  the numbers of the institutions it belongs to
    strong        two factors, or a verified adult: NSIS substantial
    has_license   None where the token does not say
    sid           the session at the broker; `signed_in_at` when it began (seconds), 0 where the token does not say
    """

    uniid: str
    institutions: frozenset[str]
    strong: bool
    has_license: bool | None
    sid: str = ""
    signed_in_at: int = 0


def claims_of(token: dict[str, Any], *, nonce: str, provider: Provider) -> Claims:
    """The claims of the ID token in a token answer, when everything about it holds. Raises SignInRefused."""
    id_token = token.get("id_token")
    if not isinstance(id_token, str):
        raise _wrong("no_id_token", _("Unilogin sendte intet svar om, hvem du er."))
    return read_claims(_checked(id_token, nonce, str(token.get("access_token", "")), provider))


def read_claims(said: dict[str, Any]) -> Claims:
    """The words of a believed token as Spor uses them."""
    uniid = said.get("uniid")
    if not isinstance(uniid, str) or not uniid.strip():
        raise _wrong("no_uniid", _("Unilogin sagde ikke, hvem du er."))
    license_word = str(said.get("has_license", "")).lower()
    return Claims(
        uniid=uniid.strip(),
        institutions=institutions_of(said.get("institution_ids")),
        strong=said.get("unilogin_loa") in STRONG or level_of(said.get("loa")) >= 3,
        has_license={"true": True, "false": False}.get(license_word),
        sid=str(said.get("sid", ""))[:200],
        signed_in_at=int(said.get("auth_time") or 0),
    )


def institutions_of(said: object) -> frozenset[str]:
    """A list, or text that looks like one: "[A04441]", '["101101", "A04441"]', "101101,A04441"."""
    words = said if isinstance(said, list) else [said]
    return frozenset(number.upper() for word in words for number in _NUMBER.findall(str(word or "")))


def level_of(said: object) -> int:
    """2, 3 or 4 of `loa`, which is a number as text, or the last word of an NSIS address; 0 where it says neither."""
    word = str(said or "").rstrip("/").rpartition("/")[2].lower()
    named = {"low": 2, "substantial": 3, "high": 4}
    return named.get(word, int(word) if word.isascii() and word.isdigit() and len(word) == 1 else 0)


def _checked(id_token: str, nonce: str, access_token: str, provider: Provider) -> dict[str, Any]:
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": settings.UNILOGIN_CLIENT},
    }
    known = {"nonce": nonce, "client_id": settings.UNILOGIN_CLIENT, "access_token": access_token}
    try:
        decoded = _decoded(id_token, provider)
        claims = CodeIDToken(decoded.claims, decoded.header, options, known)
        claims.validate(leeway=LEEWAY)
    except (errors.JoseError, ValueError, TypeError) as wrong:
        raise _refusal(wrong) from wrong
    return dict(claims)


def _decoded(id_token: str, provider: Provider) -> jwt.Token:
    """The token, its signature checked; an unknown key is asked for once."""
    try:
        return jwt.decode(id_token, provider.keys(), algorithms=ALGORITHMS)
    except errors.InvalidKeyIdError:
        return jwt.decode(id_token, provider.keys(anew=True), algorithms=ALGORITHMS)


def _refusal(wrong: Exception) -> SignInRefused:
    """Enough for whoever sets it up, nothing about anybody."""
    if isinstance(wrong, errors.ExpiredTokenError):
        return _wrong("expired", _("Svaret fra Unilogin var udløbet, da det kom frem."))
    if isinstance(wrong, errors.MissingClaimError | errors.InvalidClaimError):
        claim = str(wrong.claim)
        reasons = {
            "iss": _("Svaret kom fra en anden end Unilogin."),
            "aud": _("Svaret fra Unilogin var til en anden tjeneste."),
            "azp": _("Svaret fra Unilogin var til en anden tjeneste."),
            "nonce": _("Svaret fra Unilogin hørte ikke til dit forsøg."),
            "iat": _("Svaret fra Unilogin er dateret ude i fremtiden."),
            "at_hash": _("Svaret fra Unilogin var sat sammen af to."),
        }
        return _wrong(f"claim_{claim}", reasons.get(claim, _("Svaret fra Unilogin manglede noget.")))
    if isinstance(wrong, errors.UnsupportedAlgorithmError | errors.SecurityWarning):
        return _wrong("algorithm", _("Svaret fra Unilogin var ikke underskrevet på en måde, vi godtager."))
    return _wrong("signature", _("Underskriften på svaret fra Unilogin passede ikke."))


def _wrong(word: str, reason: str) -> SignInRefused:
    return SignInRefused(word, reason, hint=_("Prøv igen. Sker det en gang til, så sig det til skolens kontor."))
