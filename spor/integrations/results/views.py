"""Results by file: brought, looked at, read in, undone."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.integrations.results import actions, queries
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request) -> HttpResponse:
    page = queries.files_page(request.actor)
    if request.method != "POST":
        return render(request, "integrations/results.html", {"page": page})
    upload, key = request.FILES.get("file"), request.POST.get("key", "")[:40]
    try:
        if upload is None or upload.file is None or not key:
            raise Refused(_("Vælg en fil."))
        school = request.POST.get("school", "")
        file = actions.bring_file(
            actor=request.actor, school=school, upload=upload.file, name=upload.name or "", key=key
        )
    except Refused as why:
        page = replace(page, trouble=str(why))
        return render(request, "integrations/results.html", {"page": page}, status=why.status)
    return redirect("results_from", file.code)


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: Request, code: str) -> HttpResponse:
    if request.method == "POST":
        found = queries.load(request.actor, code)
        actions.choose_columns(actor=request.actor, file=found, sent=request.POST)
        return redirect("results_from", code)
    return render(request, "integrations/result_file.html", {"page": queries.file_page(request.actor, code)})


@require_POST
def reading(request: Request, code: str) -> HttpResponse:
    found = queries.load(request.actor, code)
    try:
        made = actions.read_in(actor=request.actor, file=found)
        say(request, _("%(count)s resultater er hentet ind") % {"count": made.count})
    except Refused as why:
        say_refused(request, str(why))
    return redirect("results_from", code)


@require_POST
def undoing(request: Request, code: str) -> HttpResponse:
    found = queries.load(request.actor, code)
    try:
        actions.undo_reading(actor=request.actor, file=found)
        say(request, _("Indlæsningen er fortrudt"))
    except Refused as why:
        say_refused(request, str(why))
    return redirect("results_from", code)
