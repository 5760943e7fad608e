"""The front page of whoever is signed in: what all their relations give, each in its part."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from spor.access.actions import choose_language
from spor.access.language import in_own_language, spoken
from spor.access.request import Request
from spor.base.errors import Refused
from spor.home.queries import classes, front


@require_safe
def home(request: Request) -> HttpResponse:
    """`/`: I dag for staff, the own page for a pupil, the children for a guardian."""
    with in_own_language(request.actor):
        page = front.of(request.actor, request.GET.get("uge", ""))
        return spoken(render(request, page.template, {"page": page}))


@require_safe
def my_children(request: Request) -> HttpResponse:
    """`/mine-boern/`: tomorrow, questions and news of one's children, for whoever has a working day on the front page."""
    with in_own_language(request.actor):
        return spoken(render(request, "home/around.html", {"page": front.at_home(request.actor)}))


@require_POST
def language(request: Request) -> HttpResponse:
    """`/sprog/`: the language of the pages for homes."""
    try:
        choose_language(actor=request.actor, language=request.POST.get("language", ""))
    except Refused as refused:
        return HttpResponse(str(refused), status=refused.status, content_type="text/plain")
    return redirect("home")


@require_safe
def group(request: Request, code: str) -> HttpResponse:
    """`/klasser/<code>/`: what the class works on, and its pupils with the ways to each one's plan and portfolio."""
    return render(request, "home/group.html", {"page": classes.group_page(request.actor, code)})


@require_safe
def plans(request: Request) -> HttpResponse:
    """`/elevplaner/`: the reader's classes, pupil by pupil."""
    return render(request, "home/plans.html", {"page": classes.rolls(request.actor)})


@require_safe
def portfolios(request: Request) -> HttpResponse:
    """`/portfolioer/`: as `plans`, with the ways to the portfolios."""
    return render(request, "home/portfolios.html", {"page": classes.rolls(request.actor)})
