"""The portfolio page, and the deeds on it. Every deed answers a fragment to htmx and leads back without it."""

import json

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access.language import for_homes
from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.evidence.models import Trace
from spor.people.models import Person
from spor.portfolio import actions
from spor.portfolio.forms import ReflectionForm
from spor.portfolio.queries import reflections, timeline
from spor.portfolio.queries.links import links_of
from spor.portfolio.queries.wanted import code_in, wanted
from spor.ui.toasts import say, say_refused


@require_safe
@for_homes
def portfolio(request: Request, code: str) -> HttpResponse:
    """`/elever/<code>/portfolio/`; to htmx only the entries that follow."""
    wish = wanted(request.GET)
    if request.htmx and wish.start:
        page = timeline.portfolio_page(request.actor, code, wish, only_entries=True)
        return render(request, "portfolio/entries.html", {"page": page})
    page = timeline.portfolio_page(request.actor, code, wish)
    return render(request, "portfolio/portfolio.html", {"page": page, "links": links_of(page)})


@require_POST
def selections(request: Request, code: str) -> HttpResponse:
    named = code_in(request.POST.get("spor") or request.GET.get("spor", ""))
    pupil, trace = reflections.trace_of(request.actor, code, named)
    actions.select(actor=request.actor, trace=trace)
    undo = reverse("selection_removal", args=[pupil.code, trace.code])
    return _done(request, pupil, trace, _("Nu er det blandt dine udvalgte"), undo)


@require_POST
def selection_removal(request: Request, code: str, trace: str) -> HttpResponse:
    pupil, found = reflections.trace_of(request.actor, code, trace)
    actions.let_go(actor=request.actor, trace=found)
    undo = f"{reverse('selections', args=[pupil.code])}?spor={found.code}"
    return _done(request, pupil, found, _("Taget ud af dine udvalgte"), undo)


@require_POST
def placement(request: Request, code: str, trace: str) -> HttpResponse:
    pupil, found = reflections.trace_of(request.actor, code, trace)
    try:
        actions.place(actor=request.actor, trace=found)
    except Refused as reason:
        say_refused(request, str(reason))
        return redirect(_place_of(pupil, found))
    undo = reverse("placement_removal", args=[pupil.code, found.code])
    return _done(request, pupil, found, _("Nu kan dine lærere og forældre se det"), undo)


@require_POST
def placement_removal(request: Request, code: str, trace: str) -> HttpResponse:
    pupil, found = reflections.trace_of(request.actor, code, trace)
    actions.hide(actor=request.actor, trace=found)
    return _done(request, pupil, found, _("Nu er det kun dig, der ser det"), reverse("placement", args=[code, trace]))


@require_http_methods(["GET", "HEAD", "POST"])
def reflection(request: Request, code: str, trace: str) -> HttpResponse:
    page = reflections.reflection_page(request.actor, code, trace)
    if request.method != "POST":
        form = ReflectionForm(initial={"text": page.text, "key": page.key})
        return render(request, "portfolio/reflection.html", {"page": page, "form": form})
    form = ReflectionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.reflect(
                actor=request.actor,
                trace=page.entry.card.trace,
                text=form.cleaned_data["text"],
                sound=form.voice,
                key=form.cleaned_data["key"],
            )
            say(request, _("Gemt"))
            return redirect(_place_of(page.pupil, page.entry.card.trace))
        except Refused as reason:
            form.refuse(reason)
    return render(request, "portfolio/reflection.html", {"page": page, "form": form}, status=form.status)


@require_safe
def reflection_sound(request: Request, code: str, trace: str, thought: str) -> HttpResponseBase:
    return files.respond(request, reflections.sound_of(request.actor, code, trace, thought))


def _place_of(pupil: Person, trace: Trace) -> str:
    """Where the spor stands on the timeline."""
    return f"{reverse('pupil_portfolio', args=[pupil.code])}?fra={trace.code}#s-{trace.code}"


def _done(request: Request, pupil: Person, trace: Trace, text: str, undo_url: str) -> HttpResponse:
    """The entry's marks anew with a toast, or the page it stands on."""
    if not request.htmx:
        say(request, text, undo_url=undo_url)
        return redirect(_place_of(pupil, trace))
    entry = reflections.entry_of(request.actor, pupil, trace)
    answer = render(request, "portfolio/marks.html", {"pupil": pupil, "entry": entry})
    answer["HX-Trigger"] = json.dumps({"spor:toast": {"text": text, "undo": undo_url}})
    return answer
