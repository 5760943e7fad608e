"""In and out, and what everybody may see."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import going, kept
from spor.access import sign_in as signing
from spor.access.request import Request
from spor.home import resume
from spor.integrations.unilogin.leaving import way_out
from spor.integrations.unilogin.provider import is_connected
from spor.ui.gallery import samples


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The way in. In the demo: the picker. A post brings text that a lost session left behind; it waits for whoever signs in."""
    path, fields = resume.carried(request) if request.method == "POST" else ("", [])
    context: dict[str, Any] = {"path": path, "fields": [(resume.PREFIX + name, value) for name, value in fields]}
    if settings.DEMO:
        return import_string("demo.views.picker_page")(request, context)  # type: ignore[no-any-return] # by name, see urls
    if path and not kept.keep(request, path, fields):
        return resume.too_long_page(request, path, fields)
    return render(request, "home/sign_in.html", {"waits": bool(path), "unilogin": is_connected()})


@require_safe
@never_cache
def signed_in(request: Request) -> HttpResponse:
    """GET /log-ind/videre/: where every way in ends. What was typed comes first, then the page that was asked for, else the front page."""
    if not request.actor.is_signed_in:
        return redirect("sign_in")
    if kept.is_news(request):
        return redirect("kept_text")
    return going.go_on(request)


@require_safe
@never_cache
def kept_text(request: Request) -> HttpResponse:
    """GET /log-ind/tekst/: what was typed before the session ended, and the button that sends it on."""
    path, fields = kept.waiting(request)
    return resume.resume_page(request, path, fields) if path else redirect("home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session, and Unilogin's too where it came from there."""
    onward = way_out(request)
    signing.sign_out(request)
    return render(request, "home/signed_out.html", {"onward": onward}) if onward else redirect("sign_in")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the reverse proxy: 200 when the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """`/komponenter/`: every component in all its states, for those who write pages. In the demo and while developing only."""
    if not (settings.DEMO or settings.DEBUG or settings.TESTING):
        raise Http404
    return render(request, "ui/gallery.html", samples())
