"""Sharing the plan, and what was shared."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.plans.actions import reply
from spor.plans.actions.share import share
from spor.plans.forms import AnswerForm, ShareForm
from spor.plans.queries import snapshots
from spor.plans.queries.people import pupil_for_deed
from spor.plans.views.plan import refused
from spor.ui.toasts import say


@require_POST
def sharing(request: Request, code: str) -> HttpResponse:
    form = ShareForm(request.POST)
    pupil = pupil_for_deed(request.actor, code)
    if not form.is_valid():
        return refused(request, code, Refused(_("Se, hvem planen deles med, og prøv igen.")), "share")
    try:
        made = share(actor=request.actor, pupil=pupil, to=form.cleaned_data["to"], key=form.cleaned_data["key"])
    except Refused as why:
        return refused(request, code, why, "share")
    say(request, _("Planen er delt"))
    return redirect("plan_snapshot", code, made.code)


@require_GET
def shared(request: Request, code: str, snapshot: str) -> HttpResponse:
    return render(request, "plans/snapshot.html", {"page": snapshots.page(request.actor, code, snapshot)})


@require_GET
def pdf(request: Request, code: str, snapshot: str) -> HttpResponseBase:
    stored = snapshots.load(request.actor, code, snapshot).pdf
    if stored is None:
        raise Http404
    return files.respond(request, stored)


@require_POST
def answers(request: Request, code: str, snapshot: str) -> HttpResponse:
    found = snapshots.load(request.actor, code, snapshot)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    sent = form.cleaned_data
    try:
        reply.answer(actor=request.actor, snapshot=found, **sent)
    except Refused as why:
        return refused(request, code, why, found.code, sent["text"])
    return redirect(f"{reverse('pupil_plan', args=[code])}#svar")


@require_POST
def acknowledgement(request: Request, code: str, snapshot: str) -> HttpResponse:
    reply.acknowledge(actor=request.actor, snapshot=snapshots.load(request.actor, code, snapshot))
    return redirect(f"{reverse('pupil_plan', args=[code])}#laest")
