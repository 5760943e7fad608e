"""Agreements and interventions: what is proposed, and how it stands."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.plans.actions import agreements as deeds
from spor.plans.actions import interventions
from spor.plans.forms.focus import AgreementForm, FollowUpForm, InterventionForm, MoveForm
from spor.plans.queries.deeds import agreement_for_deed, intervention_for_deed, point_by_code
from spor.plans.queries.people import pupil_for_deed, subject_by_code
from spor.plans.views.plan import refused
from spor.ui.toasts import say, say_refused


@require_POST
def proposals(request: Request, code: str) -> HttpResponse:
    form = AgreementForm(request.POST)
    pupil = pupil_for_deed(request.actor, code)
    try:
        sent = form.values()
        point = point_by_code(request.actor, pupil, sent["point"])
        deeds.propose(actor=request.actor, pupil=pupil, point=point, text=sent["text"], key=sent["key"])
    except Refused as why:
        return refused(request, code, why, "aftale", form.typed())
    say(request, _("Forslaget er sendt"))
    return _back(code, sent["point"], sent["back"])


@require_POST
def move(request: Request, code: str, agreement: str) -> HttpResponse:
    form = MoveForm(request.POST)
    found = agreement_for_deed(request.actor, code, agreement)
    if not form.is_valid():
        raise Http404
    try:
        deeds.move_agreement(actor=request.actor, agreement=found, state=form.cleaned_data["state"])
    except Refused as why:
        say_refused(request, str(why))
    return _back(code, "", form.cleaned_data["back"])


def _back(code: str, point: str, talk: str) -> HttpResponse:
    """Where the writer was: at the talk, the focus point or the plan."""
    if talk:
        return redirect(f"{reverse('talk', args=[code, talk])}#aftaler")
    if point:
        return redirect("focus_point", code, point)
    return redirect(f"{reverse('pupil_plan', args=[code])}#aftaler")


@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    form = InterventionForm(request.POST)
    pupil = pupil_for_deed(request.actor, code)
    try:
        sent = form.values()
        subject = subject_by_code(sent.pop("subject"))
        interventions.begin_intervention(actor=request.actor, pupil=pupil, subject=subject, **sent)
    except Refused as why:
        return refused(request, code, why, "indsats", form.typed())
    return _to_interventions(code)


@require_POST
def follow_up(request: Request, code: str, intervention: str) -> HttpResponse:
    found = intervention_for_deed(request.actor, code, intervention)
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        return refused(request, code, Refused(_("Skriv datoen som dag, måned og år.")), intervention, form.typed())
    try:
        interventions.follow_up(actor=request.actor, intervention=found, **form.cleaned_data)
    except Refused as why:
        return refused(request, code, why, intervention, form.typed())
    return _to_interventions(code)


@require_POST
def end(request: Request, code: str, intervention: str) -> HttpResponse:
    found = intervention_for_deed(request.actor, code, intervention)
    interventions.end_intervention(actor=request.actor, intervention=found)
    say(request, _("Indsatsen er afsluttet"))
    return _to_interventions(code)


def _to_interventions(code: str) -> HttpResponse:
    return redirect(f"{reverse('pupil_plan', args=[code])}#indsatser")
