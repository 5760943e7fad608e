"""«Mål», and the pupil's own goals on it."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access import guard
from spor.access.request import Request
from spor.base import files
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.evidence.actions import own_goals as deeds
from spor.evidence.forms.own_goal import OwnGoalForm
from spor.evidence.queries.goal_page import goal_page, own_goal_of, voice_of
from spor.evidence.queries.young import spoken_wishes, wishes
from spor.people.models import Person
from spor.ui.toasts import say, say_refused


@require_safe
def pupil_goals(request: Request, code: str) -> HttpResponse:
    """`/elever/<code>/maal/`"""
    return _page(request, code, OwnGoalForm(initial={"key": new_code()}))


@require_POST
def own_goals(request: Request, code: str) -> HttpResponse:
    """«Jeg vil …»"""
    pupil = guard.get_or_404(request.actor, Person, code, "write", thing="own_goal")
    form = OwnGoalForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            deeds.set_own_goal(actor=request.actor, pupil=pupil, **form.new_goal())
            say(request, _("Dit mål er gemt"))
            return redirect(_place(code))
        except Refused as reason:
            form.refuse(reason)
    return _page(request, code, form, form.status)


@require_POST
def own_goal_reached(request: Request, code: str, own: str) -> HttpResponse:
    deeds.reach_own_goal(actor=request.actor, own=own_goal_of(request.actor, code, own))
    say(request, _("Nået"), undo_url=reverse("own_goal_again", args=[code, own]))
    return redirect(_place(code))


@require_POST
def own_goal_again(request: Request, code: str, own: str) -> HttpResponse:
    deeds.go_on_with_own_goal(actor=request.actor, own=own_goal_of(request.actor, code, own))
    return redirect(_place(code))


@require_safe
def own_goal_sound(request: Request, code: str, own: str) -> HttpResponseBase:
    return files.respond(request, voice_of(request.actor, code, own))


@require_POST
def own_goal_removal(request: Request, code: str, own: str) -> HttpResponse:
    try:
        deeds.drop_own_goal(actor=request.actor, own=own_goal_of(request.actor, code, own))
        say(request, _("Målet er taget væk"))
    except Refused as reason:
        say_refused(request, str(reason))
    return redirect(_place(code))


def _page(request: Request, code: str, form: OwnGoalForm, status: int = 200) -> HttpResponse:
    page = goal_page(request.actor, code)
    return render(
        request,
        page.frame,
        {"page": page, "form": form, "wishes": wishes(), "aloud_wishes": spoken_wishes()},
        status=status,
    )


def _place(code: str) -> str:
    return f"{reverse('pupil_goals', args=[code])}#egne"
