"""A class in one sweep: the grid, one cell by a key press, one pupil's row as a form."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from spor.access.request import Request
from spor.base.errors import Refused
from spor.evidence.actions.assess import assess, assess_each, withdraw_assessment
from spor.evidence.forms.grid import CellForm, LineForm
from spor.evidence.queries import grid as queries
from spor.ui.levels import LEVELS, level_name
from spor.ui.toasts import say, say_refused


@require_safe
def run_goals(request: Request, code: str) -> HttpResponse:
    levels = [(level, level_name(level)) for level in LEVELS]
    return render(request, "evidence/grid.html", {"page": queries.grid(request.actor, code), "levels": levels})


@require_http_methods(["GET", "HEAD", "POST"])
def run_goals_pupil(request: Request, code: str, pupil: str) -> HttpResponse:
    """One pupil's row: what the grid's cells lead to, and how it is filled in without script."""
    run, columns, line = queries.line(request.actor, code, pupil)
    form = LineForm(list(zip(columns, line.cells, strict=True)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assess_each(actor=request.actor, pupil=line.pupil, levels=form.changed, run=run, key=form.pressed)
            say(request, _("Gemt for %(name)s") % {"name": line.pupil.first_name})
            return redirect("run_goals", code)
        except Refused as reason:
            form.refuse(reason)
    known = {"run": run, "line": line, "form": form, "columns": columns}
    return render(request, "evidence/grid_line.html", known, status=form.status if form.errors else 200)


@require_POST
def run_goals_cell(request: Request, code: str, pupil: str, goal: str) -> HttpResponse:
    """One level by a key press; answered with the cell as it now stands."""
    run, person, column = queries.place(request.actor, code, pupil, goal)
    form = CellForm(request.POST)
    level = form.cleaned_data.get("level") if form.is_valid() else None
    if level is None:
        return HttpResponse(status=400)
    judged = assess(
        actor=request.actor,
        pupil=person,
        goal=column.goal,
        level=level,
        run=run,
        key=form.pressed,
        wording=column.block_goal.wording,
    )
    known = {"run": run, "line": {"pupil": person}, "cell": queries.cell(request.actor, person, column)}
    response = render(request, "evidence/grid.html#cell", known)
    text = f"{person.first_name}: {level_name(level)}"
    undo = reverse("assessment_undo", args=[judged.code])
    return trigger_client_event(response, "spor:toast", {"text": text, "undo": undo, "instead": "grid"})


@require_POST
def assessment_undo(request: Request, code: str) -> HttpResponse:
    judged = queries.own(request.actor, code)
    try:
        withdraw_assessment(actor=request.actor, assessment=judged)
        say(request, _("Fortrudt"))
    except Refused as reason:
        say_refused(request, str(reason))
    return redirect("run_goals", judged.run.code) if judged.run else redirect("queue")
