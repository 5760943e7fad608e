from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.forloeb import actions, queries
from spor.forloeb.forms import FrameForm
from spor.forloeb.views.parts import address_in, page_context
from spor.ui.toasts import say


@require_safe
def page(request: Request, code: str) -> HttpResponse:
    return render(request, "forloeb/page.html", page_context(request, code))


@require_POST
def frame(request: Request, code: str) -> HttpResponse:
    shown = queries.forloeb_page(request.actor, code)
    form = FrameForm(request.POST, today=request.actor.today)
    if form.is_valid():
        try:
            actions.set_frame(actor=request.actor, forloeb=shown.forloeb, frame=form.frame())
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            say(request, _("Fag og uger er gemt."))
            return redirect("forloeb", code)
    return render(request, "forloeb/page.html", page_context(request, code, frame=form), status=422)


@require_safe
def preview(request: Request, code: str) -> HttpResponse:
    shown = queries.forloeb_page(request.actor, code, address_in(code))
    return render(request, "forloeb/preview.html", {"page": shown, "front": shown.front.shown})


@require_safe
def file(request: Request, code: str, file: str) -> HttpResponseBase:
    return files.respond(request, queries.file_of(request.actor, code, file), download="hent" in request.GET)
