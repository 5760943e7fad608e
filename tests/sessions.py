"""Signing in without the sign-in page, for the test client and, by its cookie, for a browser."""

import time
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.test import Client

    from spor.people.models import Person


def sign_in_as(client: "Client", person: "Person", *, mfa: bool = True, substantial: bool = True) -> None:
    """Make the test client's session that of `person`, with the facts a sign-in route would have proved."""
    client.force_login(person.account)
    session = client.session
    session["mfa"], session["substantial"] = mfa, substantial
    session["seen"] = session["began"] = int(time.time())
    session.save()


def session_cookie(person: "Person", address: str) -> dict[str, str]:
    """A cookie, in Playwright's shape, with which a browser is signed in as `person` at `address`."""
    from django.test import Client

    client = Client()
    sign_in_as(client, person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}
