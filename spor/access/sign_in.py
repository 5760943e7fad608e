"""Signing in and out. An account is made the first time a person known by the register signs in; nobody else gets one.

A session ends three hours after it was last used and twelve hours after it began, whatever happens in between. It uses real time, also
in the demo.
"""

import datetime as dt
import time
from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.http import HttpRequest

from spor.access import events, kept, tablets
from spor.access.actor import Actor, nobody
from spor.people.models import Account, Person

IDLE_SECONDS = 3 * 3600
LONGEST_SECONDS = 12 * 3600
_SEEN_EVERY = 300


class AccountBackend(BaseBackend):
    """Loads the account of a session. It checks no password: who a person is comes from the sign-in routes."""

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).select_related("person").first()


@transaction.atomic
def sign_in(
    request: HttpRequest,
    *,
    person: Person,
    now: dt.datetime,
    mfa: bool,
    substantial: bool,
    facts: dict[str, Any] | None = None,
) -> Account:
    """Open a session for a person the register knows. `mfa` and `substantial` are what the sign-in route proved.

    facts   what the route needs to close the session again
    Nothing of the session before goes over into this one but the text that waited for it; the key is a new one.
    """
    text = kept.taken(request)
    request.session.flush()
    account: Account | None = getattr(person, "account", None)
    if account is None:
        account, _ = Account.objects.get_or_create(person=person, defaults={"username": person.uniid})
    login(request, account, backend="spor.access.sign_in.AccountBackend")
    request.session["mfa"], request.session["substantial"] = mfa, substantial
    request.session.update(facts or {})
    request.session["seen"] = request.session["began"] = int(time.time())
    request.session.set_expiry(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=LONGEST_SECONDS))
    kept.hand_over(request, text)
    events.record("sign_in", actor=None, thing="account", code=person.code)
    return account


def sign_out(request: HttpRequest) -> None:
    """Close the session."""
    logout(request)


def seconds_left(request: HttpRequest) -> tuple[int, int]:
    """Until the session ends if it is not used, and until it ends anyway. Nothing is left of one that does not say when it began."""
    real, session = int(time.time()), request.session
    began = session.get("began", 0)
    return session.get("seen", 0) + IDLE_SECONDS - real, began + LONGEST_SECONDS - real


def touch(request: HttpRequest, *, at_once: bool = False) -> None:
    """The session was used now; written down at most every five minutes, unless `at_once`."""
    real = int(time.time())
    if at_once or real - request.session.get("seen", 0) > _SEEN_EVERY:
        request.session["seen"] = real


def still_fresh(request: HttpRequest) -> bool:
    """False when the session lay idle for three hours or is twelve hours old: it is ended, and what it held is gone."""
    if min(seconds_left(request)) > 0:
        return True
    logout(request)
    return False


def actor_of(request: HttpRequest, now: dt.datetime) -> Actor:
    """The actor of a request: nobody when no live session stands behind it."""
    account = request.user
    if not account.is_authenticated and tablets.is_tablet(request):
        return tablets.actor_of(request, now)
    if not isinstance(account, Account) or not account.is_active or not still_fresh(request):
        return nobody(now)
    match = request.resolver_match
    if (
        match is None or match.view_name != "session_time"
    ):  # a page that asks how long is left does not itself use the session
        touch(request)
    return Actor(
        account.person_id,
        now,
        account_id=account.pk,
        mfa=bool(request.session.get("mfa")),
        substantial=bool(request.session.get("substantial")),
        memo={"person": account.person, "language": account.language},
    )
