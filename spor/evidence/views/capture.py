"""«Gem et spor»: a pupil's own, and what an adult saw."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spor.access.request import Request
from spor.base.errors import Refused
from spor.evidence.actions.capture import capture as keep
from spor.evidence.actions.remark import remark as keep_remark
from spor.evidence.forms.capture import CaptureForm, RemarkForm
from spor.evidence.queries import captures
from spor.evidence.queries.captures import CapturePage
from spor.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: Request) -> HttpResponse:
    page = captures.page(request.actor, request.GET.get("klasse", ""))
    return _remark(request, page) if page.group else _capture(request, page)


def _capture(request: Request, page: CapturePage) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CaptureForm(page, *sent, account_id=request.actor.account_id)
    if sent and form.is_valid():
        try:
            trace = keep(
                actor=request.actor,
                text=form.cleaned_data["text"],
                files=form.ready,
                subject=form.chosen_subject,
                is_shown=form.is_shown,
                key=form.cleaned_data["key"],
            )
            say(request, _("Gemt i dit spor") if form.is_shown else _("Gemt til dig selv"))
            return redirect("home") if request.actor.on_tablet else redirect("product", trace.code)
        except Refused as reason:
            form.refuse(reason)
    return render(request, page.template, {"page": page, "form": form}, status=form.status if sent else 200)


def _remark(request: Request, page: CapturePage) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RemarkForm(page, *sent, account_id=request.actor.account_id)
    if sent and form.is_valid():
        try:
            _keep_remark(request, page, form)
            say(request, _("Gemt hos %(who)s") % {"who": form.names})
            return redirect(request.get_full_path())
        except Refused as reason:
            form.refuse(reason)
    return render(request, page.template, {"page": page, "form": form}, status=form.status if sent else 200)


def _keep_remark(request: Request, page: CapturePage, form: RemarkForm) -> None:
    goal = form.chosen_goal
    keep_remark(
        actor=request.actor,
        pupils=form.chosen_pupils,
        text=form.cleaned_data["text"],
        file=form.ready[0] if form.ready else None,
        subject=form.chosen_subject,
        goal=goal.goal if goal else None,
        wording=goal.wording if goal else None,
        key=form.cleaned_data["key"],
        draft_code=page.draft_code,
    )
