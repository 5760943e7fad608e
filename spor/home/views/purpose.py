"""Why somebody reads about one pupil, or takes a copy along: asked before it is done (decision 0016)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from spor.access import actions, guard
from spor.access.request import Request
from spor.base.errors import Refused
from spor.people.models import Person


def ask(request: HttpRequest, pupil_id: int) -> HttpResponse:
    """The form, at the address of the page that was asked for. Status 403 until it is answered."""
    pupil = guard.visible(request.actor, Person, "give_reason").get(pk=pupil_id)  # type: ignore[attr-defined] # see access.request
    return render(request, "home/purpose.html", _context(request, pupil, request.get_full_path()), status=403)


def _context(request: HttpRequest, pupil: Person, going: str, **more: str) -> dict[str, object]:
    """`is_leader`: reads by the reason; others read by their work, and only take along by it."""
    leads = pupil.pk not in request.actor.relations.pupils_of("lead")  # type: ignore[attr-defined] # see access.request
    return {"pupil": pupil, "next": going, "is_leader": leads, **more}


@require_POST
def purpose(request: Request, code: str) -> HttpResponse:
    """`/elever/<code>/formaal/`: the answer; goes on to the page that asked."""
    pupil = guard.get_or_404(request.actor, Person, code, "give_reason")
    going = request.POST.get("next", "/")
    try:
        actions.choose_purpose(actor=request.actor, pupil=pupil, reason=request.POST.get("reason", ""))
    except Refused as refused:
        context = _context(request, pupil, going, error=str(refused), reason=request.POST.get("reason", ""))
        return render(request, "home/purpose.html", context, status=refused.status)
    safe = going.startswith("/") and url_has_allowed_host_and_scheme(going, allowed_hosts=None)
    return redirect(going if safe else "home")
