"""The way to Unilogin and back: what Spor must know again when somebody returns, in a signed cookie a trip.

No row is written for somebody on the way. Each window has its own trip, so two can be under way at once.
"""

import secrets
import time
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from spor.integrations.unilogin.provider import Provider

LASTS = 900  # seconds to sign in
MOST = 4
_SALT = "spor.unilogin.trip"
_PREFIX = "unilogin_"
_PATH = "/unilogin/"


@dataclass(frozen=True)
class Trip:
    """One sign-in under way. `fresh`: whoever comes back must have signed in since `began` (seconds)."""

    state: str
    nonce: str
    verifier: str
    began: int
    fresh: bool

    @property
    def cookie(self) -> str:
        return _PREFIX + self.state[:12]


def begin(*, fresh: bool) -> Trip:
    """A new trip, with secrets of its own."""
    return Trip(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        began=int(time.time()),
        fresh=fresh,
    )


def address_of(trip: Trip, provider: Provider, *, stronger: bool) -> str:
    """Where at the broker the trip leads. `stronger` asks for two factors."""
    asks: dict[str, str] = {"nonce": trip.nonce, "ui_locales": "da"}
    if trip.fresh:
        asks["prompt"] = "login"
    if stronger:
        asks["acr_values"] = settings.UNILOGIN_STRONGER
    with provider.client() as client:
        endpoint = provider.address("authorization_endpoint")
        url, _state = client.create_authorization_url(
            endpoint, state=trip.state, code_verifier=trip.verifier, response_type="code", **asks
        )
    return str(url)


def remember(request: HttpRequest, response: HttpResponse, trip: Trip) -> HttpResponse:
    """Let the browser carry the trip, and forget the oldest of many."""
    for name in sorted(name for name in request.COOKIES if name.startswith(_PREFIX))[: -MOST + 1 or None]:
        response.delete_cookie(name, path=_PATH)
    response.set_cookie(
        trip.cookie,
        signing.dumps(asdict(trip), salt=_SALT),
        max_age=LASTS,
        path=_PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def of(request: HttpRequest) -> Trip | None:
    """The trip that this return belongs to: the browser's own, not older than a quarter of an hour."""
    state = request.GET.get("state", "")
    carried = request.COOKIES.get(_PREFIX + state[:12], "")
    try:
        trip = Trip(**signing.loads(carried, salt=_SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError):
        return None
    return trip if secrets.compare_digest(trip.state.encode(), state.encode()) else None


def end(response: HttpResponse, trip: Trip) -> HttpResponse:
    """The trip is over, however it went: its secrets are used once."""
    response.delete_cookie(trip.cookie, path=_PATH)
    return response
