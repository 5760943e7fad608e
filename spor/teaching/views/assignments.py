"""An assignment: what is asked, when, and by which signs it is seen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access.request import Request
from spor.base.errors import Refused
from spor.teaching.actions.remove_assignment import put_back, remove_assignment
from spor.teaching.actions.set_due import set_due
from spor.teaching.forms.run import DueForm
from spor.teaching.queries import page as pages
from spor.ui.toasts import say


@require_safe
def assignment(request: Request, code: str) -> HttpResponse:
    """`/opgaver/<code>/`"""
    page = pages.assignment_page(request.actor, code)
    form = DueForm(initial={"due_on": page.assignment.due_on})
    return render(request, "teaching/assignment.html", {"page": page, "form": form})


@require_POST
def due(request: Request, code: str) -> HttpResponse:
    """`/opgaver/<code>/frist/`: another date."""
    page = pages.assignment_page(request.actor, code)
    form = DueForm(request.POST)
    if form.is_valid():
        try:
            set_due(actor=request.actor, assignment=page.assignment, due_on=form.cleaned_data["due_on"])
            messages.success(request, _("Gemt. Datoen er flyttet alle steder."))
            return redirect("assignment", code)
        except Refused as refused:
            form.add_error("due_on", str(refused))
    return render(request, "teaching/assignment.html", {"page": page, "form": form}, status=422)


@require_POST
def removal(request: Request, code: str) -> HttpResponse:
    """`/opgaver/<code>/sletning/`: an assignment that nobody has handed in is taken away, and can be had back."""
    found = pages.own_assignment(request.actor, code)
    remove_assignment(actor=request.actor, assignment=found)
    say(request, _("Opgaven er slettet"), undo_url=reverse("assignment_return", args=[code]))
    return redirect("run", found.run.code)


@require_POST
def putting_back(request: Request, code: str) -> HttpResponse:
    """`/opgaver/<code>/genoprettelse/`"""
    put_back(actor=request.actor, assignment=pages.own_assignment(request.actor, code))
    return redirect("assignment", code)
