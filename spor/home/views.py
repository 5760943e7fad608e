from django.http import HttpResponse

from spor.access.request import Request


def home(request: Request) -> HttpResponse:
    """The front page of whoever is signed in."""
    return HttpResponse("Spor")


def health(request: Request) -> HttpResponse:
    """For the reverse proxy: 200 when the process answers."""
    return HttpResponse("ok", content_type="text/plain")
