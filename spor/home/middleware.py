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
        if actor is None or request.resolver_match is None:
            return None
        off = part_off(actor, request.resolver_match.url_name or "", str(kwargs.get("code", "")))
        return render(request, "home/part_off.html", {"part": off}, status=404) if off else None
