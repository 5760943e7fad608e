"""The language a person reads the pages for homes in. Offered are those whose catalogue holds every word of these pages (a test)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from spor.access.actor import Actor
from spor.access.request import Request

DEFAULT = "da"


def language_of(actor: Actor) -> str:
    """The language that the actor's account asks for, where it is offered; Danish otherwise."""
    asked = str(actor.memo.get("language", DEFAULT))
    return asked if asked in dict(settings.HOME_LANGUAGES) else DEFAULT


def in_own_language(actor: Actor) -> AbstractContextManager[None]:
    """What is said inside is said in the actor's language: for the pages of homes. Staff's pages are Danish, whoever reads them."""
    works = actor.is_staff or actor.relations.groups_of("cover")
    return translation.override(language_of(actor) if actor.is_guardian and not works else DEFAULT)


def spoken(response: HttpResponse) -> HttpResponse:
    """The response, saying which language it is in: the one that is on now."""
    response["Content-Language"] = translation.get_language() or DEFAULT
    return response


def for_homes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that homes read in their own language, and everybody else in Danish."""

    @wraps(view)
    def shown(request: Request, *args: Any, **more: Any) -> HttpResponse:
        with in_own_language(request.actor):
            return spoken(view(request, *args, **more))

    return shown
