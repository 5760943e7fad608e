"""Sharing the plan, and what was shared."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.plans.actions import reply
from spor.plans.actions.share import share
from spor.plans.forms.plan import AnswerForm, ReplyForm, ShareForm
from spor.plans.queries import dialogue, snapshots
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


@require_safe
def shared(request: Request, code: str, snapshot: str) -> HttpResponse:
    return render(request, "plans/snapshot.html", {"page": snapshots.page(request.actor, code, snapshot)})


@require_safe
def pdf(request: Request, code: str, snapshot: str) -> HttpResponseBase:
    """The shared plan on paper: a copy to take along, so staff say why first."""
    stored = snapshots.load(request.actor, code, snapshot, "export").pdf
    if stored is None:
        raise Http404
    return files.respond(request, stored)


@require_POST
def answers(request: Request, code: str, snapshot: str) -> HttpResponse:
    found = snapshots.load(request.actor, code, snapshot)
    form = AnswerForm(request.POST)
    try:
        reply.answer(actor=request.actor, snapshot=found, **form.values())
    except Refused as why:
        return refused(request, code, why, found.code, form.typed())
    return redirect(f"{reverse('pupil_plan', args=[code])}#svar")


@require_POST
def acknowledgement(request: Request, code: str, snapshot: str) -> HttpResponse:
    reply.acknowledge(actor=request.actor, snapshot=snapshots.load(request.actor, code, snapshot))
    return redirect(f"{reverse('pupil_plan', args=[code])}#laest")


@require_POST
def replies(request: Request, code: str, answer: str) -> HttpResponse:
    """`/elever/<code>/plan/svar/<answer>/`: what the team says to an answer."""
    found = dialogue.load_answer(request.actor, code, answer, "write")
    form = ReplyForm(request.POST)
    try:
        reply.reply(actor=request.actor, answer=found, **form.values())
    except Refused as why:
        return refused(request, code, why, (found.after or found).code, form.typed())
    say(request, _("Sendt til %(name)s") % {"name": (found.after or found).by.first_name})
    return redirect(f"{reverse('pupil_plan', args=[code])}#svar")


@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: Request, code: str, answer: str) -> HttpResponse:
    """`/elever/<code>/plan/svar/<answer>/laesere/`: a leader is let in, named in full before it happens."""
    page = dialogue.readers_page(request.actor, code, answer)
    why = None
    if request.method == "POST":
        try:
            reply.let_read(actor=request.actor, answer=page.answer, code=request.POST.get("person", "")[:12])
            return redirect("plan_readers", code, answer)
        except Refused as refusal:
            why = refusal
    return render(request, "plans/readers.html", {"page": page, "why": why}, status=why.status if why else 200)
