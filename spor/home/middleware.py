"""What stands between a request and its page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from spor.access.actor import Actor
from spor.home.parts import part_off


class PartsMiddleware:
    """Answers in place of the pages of a part that is not in use. Stands after the actor is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        actor: Actor | None = getattr(request, "actor", None)
        match = request.resolver_match
        if actor is None or match is None:
            return None
        room = match.func.__module__.split(".")[1:2]
        off = part_off(actor, match.url_name or "", "".join(room), str(kwargs.get("code", "")))
        return render(request, "home/part_off.html", {"part": off}, status=404) if off else None
