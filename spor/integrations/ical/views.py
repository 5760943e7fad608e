"""A person's own calendar address, and what stands at it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access.language import in_own_language, spoken
from spor.access.request import Request
from spor.base import clock
from spor.integrations.ical import queries
from spor.integrations.ical.actions import close_calendar_address, make_calendar_address
from spor.integrations.ical.feed import feed


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """`/kalender/`: whether there is an address. A post makes one, and this answer is the only one that shows it."""
    address = ""
    if request.method == "POST":
        secret = make_calendar_address(actor=request.actor)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    with in_own_language(request.actor):
        context = {"row": queries.address_of(request.actor), "address": address, "now": request.actor.now}
        return spoken(render(request, "integrations/calendar.html", context))


@require_POST
def closing(request: Request) -> HttpResponse:
    """`/kalender/lukning/`: the address is dead."""
    close_calendar_address(actor=request.actor)
    return redirect("calendar")


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """`/kalender/<secret>.ics`: for calendars. One that was never made, or is closed, is like any address that is not there."""
    actor = queries.reader(secret, clock.now())
    if actor is None:
        raise Http404
    with in_own_language(actor):
        content = feed(queries.entries(actor), actor.now, request.build_absolute_uri)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="spor.ics"'
    return answer
