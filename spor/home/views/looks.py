"""Who looked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spor.access.request import Request
from spor.home.queries import looks


@require_safe
def looks_at_pupil(request: Request, code: str) -> HttpResponse:
    """`/elever/<code>/opslag/`: for the pupil and the home."""
    page = looks.looks_page(request.actor, code, request.GET.get("foer", ""))
    return render(request, "home/looks.html", {"page": page})


@require_safe
def looks_without_relation(request: Request) -> HttpResponse:
    """`/opslag/`: for whoever runs a school, and the register's administrator."""
    return render(request, "home/looks_without_relation.html", {"page": looks.unrelated_page(request.actor)})
