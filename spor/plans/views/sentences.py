"""A section's text: kept, confirmed, taken out, put back, written oneself; and the spor behind it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access.request import Request
from spor.base.errors import Refused
from spor.plans.actions import sentences as deeds
from spor.plans.forms.plan import OwnForm, SentenceForm
from spor.plans.models import Sentence
from spor.plans.queries import evidence
from spor.plans.queries.people import pupil_for_deed, subject_by_code
from spor.plans.queries.sections import WHOLE
from spor.plans.views.plan import changed, refused
from spor.ui.toasts import say


@require_POST
def sentence(request: Request, code: str, line: str) -> HttpResponse:
    return _settle(request, code, line, deeds.edit)


@require_POST
def confirmation(request: Request, code: str, line: str) -> HttpResponse:
    return _settle(request, code, line, deeds.confirm)


def _settle(request: Request, code: str, line: str, deed: Callable[..., Sentence]) -> HttpResponse:
    form = SentenceForm(request.POST)
    pupil = pupil_for_deed(request.actor, code)
    try:
        deed(actor=request.actor, pupil=pupil, code=line, **form.values())
    except Refused as why:
        return refused(request, code, why, line, form.typed())
    return changed(request, code, line) if request.htmx else _back(code, line)


@require_POST
def removal(request: Request, code: str, line: str) -> HttpResponse:
    deeds.drop(actor=request.actor, pupil=pupil_for_deed(request.actor, code), code=line)
    say(request, _("Afsnittet er taget ud af planen"), undo_url=reverse("plan_return", args=[code, line]))
    return redirect("pupil_plan", code)


@require_POST
def putting_back(request: Request, code: str, line: str) -> HttpResponse:
    deeds.restore(actor=request.actor, pupil=pupil_for_deed(request.actor, code), code=line)
    return _back(code, line)


@require_POST
def own(request: Request, code: str) -> HttpResponse:
    form = OwnForm(request.POST)
    pupil = pupil_for_deed(request.actor, code)
    subject = None
    try:
        sent = form.values()
        subject = subject_by_code(sent.pop("subject"))
        written = deeds.write_own(actor=request.actor, pupil=pupil, subject=subject, **sent)
    except Refused as why:
        return refused(request, code, why, f"egen-{subject.key if subject else WHOLE}", form.typed())
    return _back(code, written.code)


@require_safe
def spor_behind(request: Request, code: str, line: str) -> HttpResponse:
    page = evidence.page(request.actor, code, line)
    return render(request, "plans/evidence.html", {"page": page})


def _back(code: str, line: str) -> HttpResponse:
    return redirect(f"{reverse('pupil_plan', args=[code])}#s-{line}")
