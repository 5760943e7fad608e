"""Where somebody without a session was going: the sign-in leads there. Only to addresses of our own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

NEXT_COOKIE = "naeste"
LASTS = 600
LONGEST = 500


def carry(response: HttpResponse, path: str) -> HttpResponse:
    """Let `path` ride along with the response until the sign-in; ten minutes."""
    response.set_cookie(
        NEXT_COOKIE, path[:LONGEST], max_age=LASTS, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def is_our_path(path: str) -> bool:
    """Whether `path` is the address of a page here: no other host, no scheme, and a page that there is."""
    if len(path) > LONGEST or not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return False
    try:
        resolve(path.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return True


def go_on(request: HttpRequest) -> HttpResponse:
    """To where the reader was going, which is then forgotten; to the front page from anywhere that is not a page here."""
    path = request.COOKIES.get(NEXT_COOKIE, "")
    response = redirect(path if is_our_path(path) else "/")
    response.delete_cookie(NEXT_COOKIE)
    return response
