"""The demo's door: choose who you want to be."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from demo.cast import ACCOUNTS, SECTIONS
from spor.access import sign_in as signing
from spor.access.animals import animal
from spor.access.going import go_on
from spor.base import clock
from spor.base.models import Installation
from spor.home import resume
from spor.people.models import Person


def _only_in_the_demo() -> None:
    """Both the setting and the database's own row must say demo."""
    if not settings.DEMO or not Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
        raise Http404


def picker_page(request: HttpRequest, context: dict[str, Any] | None = None) -> HttpResponse:
    """The picker; `context` may carry text that a lost session left behind."""
    _only_in_the_demo()
    codes = dict(
        Person.objects.filter(uniid__in=[role.uniid for role in ACCOUNTS.values() if role.icon]).values_list(
            "uniid", "code"
        )
    )
    sections = [
        (heading, [role._replace(icon=animal(codes[role.uniid])) if role.uniid in codes else role for role in roles])
        for heading, roles in SECTIONS
    ]
    return render(request, "demo/picker.html", {"sections": sections, **(context or {})})


@require_GET
def picker(request: HttpRequest) -> HttpResponse:
    """GET /demo/"""
    return picker_page(request)


@require_POST
def be(request: HttpRequest, account: str) -> HttpResponse:
    """POST /demo/<account>/: be that person, and go on to where one was going."""
    _only_in_the_demo()
    role = ACCOUNTS.get(account)
    person = Person.objects.filter(uniid=role.uniid).first() if role else None
    if person is None:
        raise Http404
    path, fields = resume.carried(request)
    signing.sign_in(request, person=person, now=clock.now(), mfa=True, substantial=True)
    if path:
        return resume.resume_page(request, path, fields)
    return go_on(request)
