"""«Dine faste sætninger»: added where one writes, put in order on a page of their own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.evidence.actions.phrases import add_phrase, remove_phrase
from spor.evidence.forms.feedback import PhraseForm
from spor.evidence.queries import phrases as queries
from spor.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: Request) -> HttpResponse:
    form = PhraseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _added(request, form)
        if status == 200 and not request.htmx:
            return redirect("phrases")
    known = {
        "phrases": queries.phrases(request.actor),
        "form": PhraseForm() if status == 200 else form,
        "is_fresh": status == 200,
    }
    template = "evidence/phrase_buttons.html" if request.htmx else "evidence/phrases.html"
    return render(request, template, known, status=status)


def _added(request: Request, form: PhraseForm) -> int:
    if form.is_valid():
        try:
            add_phrase(actor=request.actor, text=form.cleaned_data["text"])
            return 200
        except Refused as reason:
            form.refuse(reason)
    return form.status


@require_POST
def phrase_removal(request: Request, code: str) -> HttpResponse:
    remove_phrase(actor=request.actor, code=code)
    say(request, _("Slettet"))
    return redirect("phrases")
