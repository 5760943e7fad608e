"""Gives every request its actor, and keeps everybody out who is not signed in, except on the open pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string

from spor.access import tablets
from spor.access.actor import Actor
from spor.access.open_pages import OPEN
from spor.access.sign_in import actor_of
from spor.base import clock


class ActorMiddleware:
    """`request.actor` for the views; strangers get the same 404 for every address, and a lost session keeps its posted text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What a signed-in person was shown stays on no device: after sign-out the way back leads nowhere (files say themselves)."""
        response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if actor is not None and actor.is_signed_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        request.actor = actor_of(request, clock.now())  # type: ignore[attr-defined] # declared in access.request.Request
        name = request.resolver_match.view_name if request.resolver_match else ""
        actor: Actor = request.actor  # type: ignore[attr-defined] # as above
        if name in OPEN or actor.is_signed_in and (name in tablets.PAGES or not actor.on_tablet):
            return None
        if tablets.is_tablet(request) and not actor.is_signed_in and not request.user.is_authenticated:
            return redirect("tablet")  # to the animals, or to the word that it is closed
        if actor.on_tablet:
            raise Http404
        if request.method == "POST" or name == "home":
            answer: HttpResponse = import_string(settings.SIGNED_OUT_VIEW)(request)
            return answer
        raise Http404
