"""Focus points: made, written on part by part, shown, ended."""

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.plans.actions import focus as deeds
from spor.plans.forms.focus import PartForm, PointForm
from spor.plans.queries import focus_page as pages
from spor.plans.queries.people import pupil_for_deed
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def points(request: Request, code: str) -> HttpResponse:
    if request.method == "POST":
        return _add(request, code)
    return render(request, "plans/focus_new.html", {"page": pages.new_page(request.actor, code)})


def _add(request: Request, code: str) -> HttpResponse:
    form = PointForm(request.POST)
    pupil = pupil_for_deed(request.actor, code)
    try:
        sent = form.values()
        subject, area = pages.about(sent.pop("about"))
        point = deeds.add_point(actor=request.actor, pupil=pupil, subject=subject, area=area, **sent)
    except Refused as why:
        page = pages.new_page(request.actor, code)
        new = replace(page.new, what=form.typed("what"), school=form.typed("school"))
        return render(
            request, "plans/focus_new.html", {"page": replace(page, trouble=str(why), new=new)}, status=why.status
        )
    return redirect("focus_point", code, point.code)


@require_safe
def opened(request: Request, code: str, point: str) -> HttpResponse:
    page = pages.point_page(request.actor, code, point)
    return render(request, page.frame, {"page": page})


@require_safe
def voice(request: Request, code: str, point: str) -> HttpResponseBase:
    return files.respond(request, pages.voice_of(request.actor, code, point))


@require_POST
def writing(request: Request, code: str, point: str, part: str) -> HttpResponse:
    found = pages.point_for_deed(request.actor, code, point)
    form = PartForm(request.POST, request.FILES)
    if part not in pages.Part.values:
        raise Http404
    try:
        deeds.write_part(actor=request.actor, point=found, part=part, **form.said())
    except Refused as why:
        page = pages.point_page(request.actor, code, point)
        trouble = pages.Trouble(part, str(why), form.typed())
        return render(request, page.frame, {"page": replace(page, trouble=trouble)}, status=why.status)
    say(request, _("Gemt"))
    return redirect(f"{reverse('focus_point', args=[code, point])}#del-{part}")


@require_POST
def showing(request: Request, code: str, point: str) -> HttpResponse:
    deeds.show_point(actor=request.actor, point=pages.point_for_deed(request.actor, code, point))
    say(request, _("Fokuspunktet vises nu for elev og hjem"))
    return redirect("focus_point", code, point)


@require_POST
def ending(request: Request, code: str, point: str) -> HttpResponse:
    deeds.end_point(actor=request.actor, point=pages.point_for_deed(request.actor, code, point))
    say(request, _("Fokuspunktet er afsluttet"), undo_url=reverse("focus_return", args=[code, point]))
    return redirect(f"{reverse('pupil_plan', args=[code])}#fokus")


@require_POST
def putting_back(request: Request, code: str, point: str) -> HttpResponse:
    try:
        deeds.reopen_point(actor=request.actor, point=pages.point_for_deed(request.actor, code, point))
    except Refused as why:
        say_refused(request, str(why))
    return redirect(f"{reverse('pupil_plan', args=[code])}#fokus")
