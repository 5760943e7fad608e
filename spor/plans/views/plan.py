"""The plan, one page for everybody."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from spor.access.language import for_homes
from spor.access.request import Request
from spor.base.errors import Refused
from spor.plans.queries.page import PlanPage, Trouble, plan_page
from spor.plans.queries.people import next_code


@require_safe
@for_homes
def plan(request: Request, code: str) -> HttpResponse:
    return shown(request, plan_page(request.actor, code))


@require_safe
def following(request: Request, code: str) -> HttpResponse:
    """On to the next pupil of the class; after the last one, back to the list."""
    found = next_code(request.actor, code)
    return redirect("pupil_plan", found) if found else redirect("plans")


def shown(request: Request, page: PlanPage, status: int = 200) -> HttpResponse:
    return render(request, "plans/plan.html", _given(page), status=status)


def _given(page: PlanPage) -> dict[str, object]:
    """The page and, by names of their own, what its parts ask for over and over."""
    return {
        "page": page,
        "pupil": page.pupil,
        "code": page.pupil.person.code,
        "can": page.can,
        "live": page.live,
        "now": page.now,
        "trouble": page.trouble,
        "draft_thing": page.draft_thing,
        "voice": page.voice,
    }


def refused(request: Request, code: str, why: Refused, at: str, typed: str = "") -> HttpResponse:
    """The page again, with the reason beside its field and every typed word in place."""
    page = replace(plan_page(request.actor, code), trouble=Trouble(at, str(why), typed))
    section = page.section(at)
    if request.htmx and section is not None:
        return render(request, "plans/parts/changed.html", _given(page) | {"section": section}, status=why.status)
    return shown(request, page, why.status)


def changed(request: Request, code: str, line: str) -> HttpResponse:
    """For a page already written: the one section, and what follows from it beside."""
    page = plan_page(request.actor, code)
    return render(request, "plans/parts/changed.html", _given(page) | {"section": page.section(line)})
