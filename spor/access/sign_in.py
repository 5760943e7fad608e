"""Signing in and out. An account is made the first time a person known by the register signs in; nobody else gets one."""

import datetime as dt
import time

from django.contrib.auth import login, logout
from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.http import HttpRequest

from spor.access import events, tablets
from spor.access.actor import Actor, nobody
from spor.people.models import Account, Person

IDLE_SECONDS = 3 * 3600
_SEEN_EVERY = 300


class AccountBackend(BaseBackend):
    """Loads the account of a session. It checks no password: who a person is comes from the sign-in routes."""

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).select_related("person").first()


@transaction.atomic
def sign_in(request: HttpRequest, *, person: Person, now: dt.datetime, mfa: bool, substantial: bool) -> Account:
    """Open a session for a person the register knows. `mfa` and `substantial` are what the sign-in route proved."""
    if tablets.is_tablet(request):
        tablets.end(request)  # nothing of the class's session goes over into a person's
    account, _ = Account.objects.get_or_create(person=person, defaults={"username": person.uniid})
    login(request, account, backend="spor.access.sign_in.AccountBackend")
    request.session["mfa"], request.session["substantial"] = mfa, substantial
    request.session["seen"] = int(time.time())
    events.record("sign_in", actor=None, thing="account", code=person.code)
    return account


def sign_out(request: HttpRequest) -> None:
    """Close the session."""
    logout(request)


def still_fresh(request: HttpRequest) -> bool:
    """False when the session lay idle for three hours; otherwise remembers, at most every five minutes, that it did not.

    Sessions use real time, also in the demo.
    """
    seen = request.session.get("seen", 0)
    real = int(time.time())
    if real - seen > IDLE_SECONDS:
        return False
    if real - seen > _SEEN_EVERY:
        request.session["seen"] = real
    return True


def actor_of(request: HttpRequest, now: dt.datetime) -> Actor:
    """The actor of a request: nobody when no live session stands behind it."""
    account = request.user
    if not account.is_authenticated and tablets.is_tablet(request):
        return tablets.actor_of(request, now)
    if not isinstance(account, Account) or not account.is_active or not still_fresh(request):
        return nobody(now)
    return Actor(
        account.person_id,
        now,
        account_id=account.pk,
        mfa=bool(request.session.get("mfa")),
        substantial=bool(request.session.get("substantial")),
        memo={"person": account.person, "language": account.language},
    )
