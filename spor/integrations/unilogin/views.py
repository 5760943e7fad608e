"""To Unilogin and back."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from spor.access import events, going
from spor.access import sign_in as signing
from spor.base import clock
from spor.integrations.unilogin import trips
from spor.integrations.unilogin.admission import admitted
from spor.integrations.unilogin.claims import LEEWAY, Claims, claims_of
from spor.integrations.unilogin.provider import Provider, is_connected, provider
from spor.integrations.unilogin.refused import SignInRefused

_log = logging.getLogger(__name__)


@require_safe
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """GET /unilogin/: off to the broker. With `?staerkere` it is asked for two factors."""
    if not is_connected():
        raise Http404
    stronger = "staerkere" in request.GET
    trip = trips.begin(fresh=stronger or settings.UNILOGIN_ASKS_AGAIN)
    try:
        response = redirect(trips.address_of(trip, provider(), stronger=stronger))
    except SignInRefused as refused:
        return refusal_page(request, refused)
    if stronger and (page := _came_from(request)):
        going.carry(response, page)
    return trips.remember(request, response, trip)


@require_safe
@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """GET /unilogin/tilbage/: somebody returns with a code, or with the reason why not."""
    if not is_connected():
        raise Http404
    trip = trips.of(request)
    try:
        if trip is None:
            raise SignInRefused("no_trip", _("Der gik for lang tid, eller siden blev åbnet et andet sted."))
        claims, token = _answered(request, trip, provider())
        person = admitted(claims, clock.now())
    except SignInRefused as refused:
        response = refusal_page(request, refused)
    else:
        facts = {"id_token": token["id_token"], "sid": claims.sid}
        signing.sign_in(
            request, person=person, now=clock.now(), mfa=claims.strong, substantial=claims.strong, facts=facts
        )
        response = redirect("signed_in")
    return trips.end(response, trip) if trip else response


def _came_from(request: HttpRequest) -> str:
    """The page of ours that asked for more, to come back to; "" where it was no page of ours."""
    parts = urlsplit(request.headers.get("Referer", ""))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if parts.netloc == request.get_host() and going.is_our_path(path) else ""


def refusal_page(request: HttpRequest, refused: SignInRefused) -> HttpResponse:
    """Says why, and whom to ask. The log has the word of it, and nobody's name."""
    _log.warning("Sign-in refused: %s", refused.word)
    events.record("sign_in_refused", actor=None, thing="account", note=refused.word)
    return render(request, "integrations/sign_in_refused.html", {"refused": refused}, status=refused.status)


def _answered(request: HttpRequest, trip: trips.Trip, broker: Provider) -> tuple[Claims, dict[str, Any]]:
    """What the broker says of whoever came back. Raises SignInRefused."""
    answer = request.GET
    if answer.get("iss", broker.issuer) != broker.issuer:
        raise SignInRefused("other_issuer", _("Svaret kom fra en anden end Unilogin."))
    if "error" in answer or not answer.get("code"):
        raise _said_no(answer.get("error", ""))
    token = broker.exchange(answer["code"], trip.verifier)
    claims = claims_of(token, nonce=trip.nonce, provider=broker)
    if trip.fresh and claims.signed_in_at and claims.signed_in_at < trip.began - LEEWAY:
        raise SignInRefused("not_fresh", _("Unilogin bad dig ikke om at logge ind igen."))
    broker.vouches_for(token, claims.uniid)
    return claims, token


def _said_no(error: str) -> SignInRefused:
    if error in ("access_denied", "login_required", "interaction_required"):
        return SignInRefused("gave_up", _("Du blev ikke logget ind hos Unilogin."))
    return SignInRefused("broker_error", _("Unilogin kunne ikke logge dig ind lige nu."), status=503)
