"""Udrulning: all schools, one school, and what is agreed and switched there. Every deed leads back to the school's page."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access import guard, parts
from spor.access.models import Superuser
from spor.access.request import Request
from spor.base.errors import Refused
from spor.insight.actions import rollout as deeds
from spor.insight.forms import StartForm, VisitForm
from spor.insight.models import Visit
from spor.insight.queries import rollout
from spor.people.models import School
from spor.ui.toasts import say, say_refused


@require_safe
def rollouts(request: Request) -> HttpResponse:
    """`/udrulning/`"""
    return render(request, "insight/rollouts.html", {"lines": rollout.rollout_list(request.actor)})


@require_safe
def school_rollout(request: Request, code: str) -> HttpResponse:
    """`/skoler/<code>/udrulning/`"""
    return _page(request, code)


@require_POST
def start(request: Request, code: str) -> HttpResponse:
    school = guard.get_or_404(request.actor, School, code, "agree", thing="rollout")
    form = StartForm(request.POST)
    if not form.is_valid():
        return _page(request, code, start_form=form, status=422)
    on = form.cleaned_data["on"]
    return _done(request, school, lambda: deeds.plan_start(actor=request.actor, school=school, on=on))


@require_POST
def part_in_use(request: Request, code: str) -> HttpResponse:
    """A part is taken into use."""
    school = guard.get_or_404(request.actor, School, code, "write", thing="settings_school")
    part = request.POST.get("part", "")
    return _done(request, school, lambda: parts.take_into_use(actor=request.actor, school=school, part=part))


@require_POST
def part_aside(request: Request, code: str) -> HttpResponse:
    """A part is put aside."""
    school = guard.get_or_404(request.actor, School, code, "write", thing="settings_school")
    part = request.POST.get("part", "")
    return _done(request, school, lambda: parts.put_aside(actor=request.actor, school=school, part=part))


@require_POST
def superusers(request: Request, code: str) -> HttpResponse:
    page = rollout.rollout_page(request.actor, code)
    school = guard.get_or_404(request.actor, School, code, "write", thing="settings_school")
    person = next((each for each in page.staff if each.code == request.POST.get("person")), None)
    if person is None:
        say_refused(request, _("Vælg en på listen, og tryk igen."))
        return redirect("school_rollout", code)
    return _done(request, school, lambda: deeds.name_superuser(actor=request.actor, school=school, person=person))


@require_POST
def superuser_end(request: Request, code: str) -> HttpResponse:
    found = guard.get_or_404(
        request.actor, Superuser, code, "write", thing="settings_school", rows=rollout.superusers()
    )
    return _done(request, found.school, lambda: deeds.end_superuser(actor=request.actor, superuser=found))


@require_POST
def visits(request: Request, code: str) -> HttpResponse:
    school = guard.get_or_404(request.actor, School, code, "agree", thing="rollout")
    form = VisitForm(request.POST)
    if not form.is_valid():
        return _page(request, code, visit_form=form, status=422)
    said = form.cleaned_data
    return _done(request, school, lambda: deeds.agree_visit(actor=request.actor, school=school, **said))


@require_POST
def visit_held(request: Request, code: str) -> HttpResponse:
    visit = guard.get_or_404(request.actor, Visit, code, "agree", rows=rollout.visits())
    return _done(request, visit.school, lambda: deeds.hold_visit(actor=request.actor, visit=visit))


def _done(request: Request, school: School, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
        say(request, _("Gemt"))
    except Refused as refused:
        say_refused(request, str(refused))
    return redirect("school_rollout", school.code)


def _page(
    request: Request,
    code: str,
    *,
    start_form: StartForm | None = None,
    visit_form: VisitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = rollout.rollout_page(request.actor, code)
    known = {
        "page": page,
        "start_form": start_form or StartForm(initial={"on": page.starts_on}),
        "visit_form": visit_form or VisitForm(initial={"key": page.key}),
    }
    return render(request, "insight/rollout.html", known, status=status)
