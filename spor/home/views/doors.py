"""In and out, and what everybody may see."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import sign_in as signing
from spor.home import resume
from spor.ui.gallery import samples


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The way in. In the demo: the picker. A post brings text that a lost session left behind, and carries it on."""
    path, fields = resume.carried(request) if request.method == "POST" else ("", [])
    context = {"path": path, "fields": [(resume.PREFIX + name, value) for name, value in fields]}
    if settings.DEMO:
        return import_string("demo.views.picker_page")(request, context)  # type: ignore[no-any-return] # by name, see urls
    return render(request, "home/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    signing.sign_out(request)
    return redirect("sign_in")


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
