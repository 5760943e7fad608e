"""The register's imports: brought, looked at, approved, dismissed and undone."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access.request import Request
from spor.base.errors import Refused
from spor.integrations.imports import actions, queries
from spor.integrations.imports.forms import sources_of
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    page = queries.imports_page(request.actor)
    if request.method != "POST":
        return render(request, "integrations/imports.html", {"page": page})
    if not page.can_run:
        raise Http404
    try:
        actions.receive(actor=request.actor, sources=sources_of(request))
    except Refused as why:
        page = replace(page, trouble=str(why))
        return render(request, "integrations/imports.html", {"page": page}, status=why.status)
    return redirect("imports")


@require_safe
def progress(request: Request) -> HttpResponse:
    return render(request, "integrations/parts/import_progress.html", {"page": queries.imports_page(request.actor)})


@require_safe
def run(request: Request, code: str) -> HttpResponse:
    about, everything = request.GET.get("kun", ""), "alle" in request.GET
    page = queries.run_page(request.actor, code, about=about, everything=everything)
    return render(request, "integrations/import_run.html", {"page": page})


@require_POST
def approval(request: Request) -> HttpResponse:
    runs = queries.runs_of(request.actor, request.POST.getlist("run"))
    try:
        count = actions.approve(
            actor=request.actor,
            runs=runs,
            large=request.POST.getlist("large"),
            is_rollover=request.POST.get("rollover") == "on",
        )
        words = ngettext("%(count)s skole er godkendt", "%(count)s skoler er godkendt", count)
        say(request, words % {"count": count})
    except Refused as why:
        say_refused(request, str(why))
    return redirect("import_run", runs[0][0].code) if len(runs) == 1 else redirect("imports")


@require_POST
def dismissal(request: Request, code: str) -> HttpResponse:
    found = queries.load(request.actor, code)
    try:
        actions.dismiss(actor=request.actor, run=found)
        say(request, _("Ændringerne er afvist"))
    except Refused as why:
        say_refused(request, str(why))
    return redirect("import_run", code)


@require_POST
def undoing(request: Request, code: str) -> HttpResponse:
    found = queries.load(request.actor, code)
    try:
        actions.undo(actor=request.actor, run=found)
        say(request, _("Indlæsningen er fortrudt"))
    except Refused as why:
        say_refused(request, str(why))
    return redirect("import_run", code)


@require_POST
def nights(request: Request) -> HttpResponse:
    actions.let_nights_approve(actor=request.actor, is_wanted=request.POST.get("nights") == "on")
    return redirect("imports")
