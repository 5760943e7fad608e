"""The pages that answer when something is wrong. A stranger's 404 is the same bytes for every address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string

from spor.access import kept
from spor.access.going import carry
from spor.access.guard import PurposeNeeded, StrongerNeeded
from spor.access.looks import Throttled
from spor.home import resume


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What you may not see does not exist.

    What somebody without a session asked for rides in a cookie, so that signing in leads there; alike for what exists and what does not.
    """
    response = HttpResponse(render_to_string("404.html"), status=404)
    if _is_page(request) and _is_nobody(request):
        carry(response, request.get_full_path())
    return response


def _is_page(request: HttpRequest) -> bool:
    """Whether a person went there; browsers also ask for icons and the like."""
    is_document = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return request.method == "GET" and is_document and "text/html" in request.headers.get("Accept", "text/html")


def _is_nobody(request: HttpRequest) -> bool:
    """No live session. An address that no pattern matches has not met the middleware that knows the actor."""
    actor, account = getattr(request, "actor", None), getattr(request, "user", None)
    return not (actor.is_signed_in if actor else account and account.is_authenticated)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """For colleagues: the thing exists and is not theirs. For a leader: the form that asks why (decision 0016).

    For whoever has read too many: 429, for now (decision 0065).
    """
    if isinstance(exception, PurposeNeeded):
        from spor.home.views.purpose import ask

        return ask(request, exception.pupil_id)
    if isinstance(exception, Throttled):
        return HttpResponse(render_to_string("429.html", request=request), status=429, headers={"Retry-After": "600"})
    if isinstance(exception, StrongerNeeded):
        return _ask_stronger(request)
    return HttpResponse(render_to_string("403.html", request=request), status=403)


def _ask_stronger(request: HttpRequest) -> HttpResponse:
    """The page is theirs, the session is too weak for it: sign in with two factors, and on to the page, or to what was typed."""
    response = HttpResponse(render_to_string("home/stronger.html", request=request), status=403)
    if request.method == "POST":
        kept.keep(request, request.path, resume.kept(request))
        return response
    return carry(response, request.get_full_path())


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. A post gets its text back, so that nothing typed is lost."""
    if request.method == "POST" and resume.is_our_own(request):
        return resume.failed_page(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in. A post keeps its text through the sign-in; the front page leads there. (Any other address does not exist.)"""
    if request.method == "POST":
        return resume.sign_in_page(request)
    return HttpResponseRedirect(resolve_url("sign_in"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open so long, or signed in again elsewhere, that its token is stale. Nothing typed is lost.

    A post from another site is refused outright: its text is not ours to send.
    """
    if resume.is_our_own(request):
        return resume.resume_page(request, request.path, resume.kept(request), status=403)
    return HttpResponse(render_to_string("400.html"), status=403)
