"""The pupil's page, the adults' and the class's. What was said stands in no address and in no message."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import guard
from spor.access.request import Request
from spor.base.errors import Refused
from spor.people.models import Person
from spor.ui.toasts import say, say_refused
from spor.wellbeing.actions import check_in as deeds
from spor.wellbeing.actions import talk
from spor.wellbeing.forms import ReaderForm, WishForm
from spor.wellbeing.models import TalkWish
from spor.wellbeing.queries import climate as climates
from spor.wellbeing.queries import own as mine
from spor.wellbeing.queries import shared as sharing


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, code: str) -> HttpResponse:
    """`/elever/<code>/trivsel/`: one tap, and who may see it."""
    if request.method == "POST":
        pupil = guard.get_or_404(request.actor, Person, code, "write", thing="wellbeing_answers")
        try:
            deeds.check_in(actor=request.actor, pupil=pupil, answer=request.POST.get("answer", ""))
            say(request, mine.thanks())
        except Refused as reason:
            say_refused(request, str(reason))
        return redirect("pupil_wellbeing", code)
    page = mine.own_page(request.actor, code)
    return render(request, "wellbeing/young.html" if page.young else "wellbeing/own.html", {"page": page})


@require_POST
def readers(request: Request, code: str) -> HttpResponse:
    """An adult is let in, or out again; without an adult nobody sees."""
    pupil = guard.get_or_404(request.actor, Person, code, "write", thing="wellbeing_answers")
    form = ReaderForm(request.POST)
    if not form.is_valid():
        raise Http404
    deed = deeds.let_see if form.cleaned_data["sees"] else deeds.hide_from
    try:
        deed(actor=request.actor, pupil=pupil, adult=form.cleaned_data["adult"])
    except Refused as reason:
        say_refused(request, str(reason))
    return redirect(f"{reverse('pupil_wellbeing', args=[code])}#voksne")


@require_POST
def wishes(request: Request, code: str) -> HttpResponse:
    """«Jeg vil gerne tale med …»"""
    pupil = guard.get_or_404(request.actor, Person, code, "write", thing="talk_wish")
    form = WishForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        talk.wish_talk(actor=request.actor, pupil=pupil, **form.cleaned_data)
        say(request, _("Den voksne får det at vide."))
    except Refused as reason:
        say_refused(request, str(reason))
    return redirect(f"{reverse('pupil_wellbeing', args=[code])}#samtale")


@require_POST
def wish_removal(request: Request, code: str, wish: str) -> HttpResponse:
    guard.get_or_404(request.actor, Person, code, "write", thing="talk_wish")
    talk.take_back(actor=request.actor, wish=guard.get_or_404(request.actor, TalkWish, wish, "write"))
    return redirect(f"{reverse('pupil_wellbeing', args=[code])}#samtale")


@require_safe
def shared(request: Request) -> HttpResponse:
    """`/trivsel/`: what pupils chose to share with the reader. To htmx the list alone."""
    template = "wellbeing/parts/shared.html" if request.htmx else "wellbeing/shared.html"
    return render(request, template, {"page": sharing.shared_page(request.actor)})


@require_POST
def talk_held(request: Request, code: str) -> HttpResponse:
    """«Vi har talt sammen»."""
    wish = sharing.wish_of(request.actor, code)
    talk.hold_talk(actor=request.actor, wish=wish)
    say(request, _("Lukket. Det er godt, I fik talt."), undo_url=reverse("talk_reopened", args=[code]))
    return redirect("wellbeing_shared")


@require_POST
def talk_reopened(request: Request, code: str) -> HttpResponse:
    talk.reopen_talk(actor=request.actor, wish=sharing.wish_of(request.actor, code))
    return redirect("wellbeing_shared")


@require_safe
def climate(request: Request, code: str) -> HttpResponse:
    """`/klasser/<code>/trivsel/`: closed weeks, no names."""
    return render(request, "wellbeing/climate.html", {"page": climates.climate_page(request.actor, code)})
