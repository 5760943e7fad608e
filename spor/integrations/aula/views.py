"""What Aula's widgets call, and where a link in Aula leads. No session counts here: only the token says who it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spor.access.actor import Actor
from spor.access.going import carry, is_our_path
from spor.access.request import Request
from spor.base import clock
from spor.base.schoolyear import week_of
from spor.integrations.aula import answers, shapes
from spor.integrations.aula.asked import Asked, AskedWrongly, asked_of
from spor.integrations.aula.queries import acting, school_of
from spor.integrations.aula.tokens import TokenRefused, bearer_of

Answer = Callable[[Actor, Asked, shapes.Absolute], dict[str, Any]]
AGE = 600  # seconds a browser remembers that it may ask


def _for_aula(answer: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """A call from the browser of somebody in Aula: the preflight, the token, the filters, the answer, or the reason why not."""

    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return _shared(request, HttpResponse(status=204))
        if request.method not in ("GET", "HEAD"):
            return _shared(
                request,
                JsonResponse(
                    {"message": _("Her kan man kun hente.")}, status=405, headers={"Allow": "GET, HEAD, OPTIONS"}
                ),
            )
        try:
            actor = acting(bearer_of(request.headers.get("Authorization", "")).uniid, clock.now())
            asked = asked_of(request.GET, week_of(actor.today))
            response = JsonResponse(answer(actor, asked, request.build_absolute_uri))
        except (TokenRefused, AskedWrongly) as refused:
            response = JsonResponse({"message": str(refused)}, status=refused.status)
            if refused.status == 401:
                response["WWW-Authenticate"] = "Bearer"
        return _shared(request, response)

    return view


def _shared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Readable by Aula's pages and by no other site's; kept by nobody."""
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Origin, Authorization"
    if request.headers.get("Origin") == settings.AULA_ORIGIN:
        response["Access-Control-Allow-Origin"] = settings.AULA_ORIGIN
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET"
            response["Access-Control-Allow-Headers"] = "Authorization, Accept, Content-Type"
            response["Access-Control-Max-Age"] = str(AGE)
    return response


tasks = _for_aula(answers.tasks)  # GET /aula/opgaveliste
letters = _for_aula(answers.letters)  # GET /aula/ugebrev


@require_safe
def deep_link(request: Request, institution: str, where: str) -> HttpResponse:
    """`/aula/redirect/<institution>/<where>/`: on to a page of our own, through the sign-in for whoever has no session."""
    path = shapes.target(where)
    if not is_our_path(path) or not school_of(institution):
        raise Http404
    return redirect(path) if request.actor.is_signed_in else carry(redirect("sign_in"), path)
