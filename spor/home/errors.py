"""The pages that answer when something is wrong. A stranger's 404 is the same bytes for every address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return HttpResponse(render_to_string("404.html"), status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return HttpResponse(render_to_string("403.html", request=request), status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=500)


def signed_out(request: HttpRequest) -> HttpResponse:
    """A post whose session is gone: sign in in place, and what was typed comes along (decision 0013)."""
    return HttpResponse(render_to_string("404.html"), status=401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=403)
