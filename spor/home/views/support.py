"""The supplier's support asks for a window, the municipality's administrator opens it, either closes it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import support
from spor.access.request import Request
from spor.base.errors import Refused
from spor.home.forms import HoursForm, WindowForm
from spor.home.queries import support as queries
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def windows(request: Request) -> HttpResponse:
    """`/stoette/`: the windows, and support's form."""
    page = queries.support_page(request.actor)
    form = WindowForm(request.POST or None, schools=page.schools, initial={"key": page.key})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        school = queries.school_asked(request.actor, asked["school"])
        try:
            if school is None:
                raise Refused(_("Vælg en skole på listen."))
            support.ask_for_window(actor=request.actor, school=school, reason=asked["reason"], key=asked["key"])
            return redirect("support")
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if request.method == "POST" else 200
    return render(request, "home/support.html", {"page": page, "form": form}, status=status)


@require_POST
def approval(request: Request, code: str) -> HttpResponse:
    """`/stoette/<code>/godkendelse/`: open for so many hours from now."""
    window, form = queries.asked_window(request.actor, code, "approve"), HoursForm(request.POST)
    try:
        hours = form.cleaned_data["hours"] if form.is_valid() else 0
        support.approve_window(actor=request.actor, window=window, hours=hours)
        say(request, _("Vinduet er åbent"))
    except Refused as refused:
        say_refused(request, str(refused))
    return redirect("support")


@require_POST
def ending(request: Request, code: str) -> HttpResponse:
    """`/stoette/<code>/afslutning/`: closed now."""
    support.end_window(actor=request.actor, window=queries.asked_window(request.actor, code, "end"))
    say(request, _("Vinduet er lukket"))
    return redirect("support")


@require_safe
def seen_by_support(request: Request, code: str) -> HttpResponse:
    """`/stoette/<code>/`: the school as support sees it, without names."""
    page = queries.window_page(request.actor, code, request.GET.get("klasse", ""))
    return render(request, "home/support_window.html", {"page": page})
