"""Out of Unilogin too: its session would let the next child at the same machine in as the last one."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from spor.integrations.unilogin.provider import is_connected, provider
from spor.integrations.unilogin.refused import SignInRefused


def way_out(request: HttpRequest) -> str:
    """The address at the broker that ends the session this one came from; "" where it came from elsewhere or the broker has none."""
    id_token = request.session.get("id_token", "")
    if not (id_token and is_connected()):
        return ""
    try:
        address = provider().address("end_session_endpoint")
    except SignInRefused:
        return ""
    back = settings.ADDRESS + reverse("sign_in")
    asks = {"id_token_hint": id_token, "client_id": settings.UNILOGIN_CLIENT, "post_logout_redirect_uri": back}
    return f"{address}?{urlencode(asks)}" if address else ""
