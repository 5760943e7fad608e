"""Talks: a class before its talks, and one talk."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access.request import Request
from spor.base.errors import Refused
from spor.plans.actions import talks as deeds
from spor.plans.forms.talks import CallForm, WordsForm
from spor.plans.queries import deeds as things
from spor.plans.queries import talks
from spor.plans.queries.overview import overview
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def class_talks(request: Request, code: str) -> HttpResponse:
    if request.method == "POST":
        return _call(request, code)
    return render(request, "plans/class_talks.html", {"page": overview(request.actor, code)})


def _call(request: Request, code: str) -> HttpResponse:
    group = things.class_for_talks(request.actor, code)
    form = CallForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Skriv hver tid som dag og klokkeslæt, og prøv igen."))
        moments = form.cleaned_data["moments"]
        pupils = things.pupils_by_code(request.actor, group, list(moments))
        at = {pupils[each]: when for each, when in moments.items()}
        place, key = form.cleaned_data["place"], form.cleaned_data["key"]
        called = deeds.call_talks(actor=request.actor, group=group, at=at, place=place, key=key)
    except Refused as why:
        page = replace(overview(request.actor, code), trouble=str(why))
        return render(request, "plans/class_talks.html", {"page": page}, status=why.status)
    say(request, _("%(count)s samtaler har en tid") % {"count": len(called)})
    return redirect("class_talks", code)


@require_safe
def opened(request: Request, code: str, talk: str) -> HttpResponse:
    return render(request, "plans/talk.html", {"page": talks.page(request.actor, code, talk)})


@require_POST
def preparation(request: Request, code: str, talk: str) -> HttpResponse:
    found = talks.load_talk(request.actor, code, talk)
    form = WordsForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    try:
        deeds.prepare(actor=request.actor, talk=found, text=text)
    except Refused as why:
        return _refused(request, code, talk, why, text)
    say(request, _("Det er gemt til samtalen"))
    return redirect("talk", code, talk)


@require_POST
def holding(request: Request, code: str, talk: str) -> HttpResponse:
    found = talks.load_talk(request.actor, code, talk)
    form = WordsForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    try:
        deeds.hold_talk(actor=request.actor, talk=found, text=text)
    except Refused as why:
        return _refused(request, code, talk, why, text)
    return redirect("talk", code, talk)


def _refused(request: Request, code: str, talk: str, why: Refused, typed: str) -> HttpResponse:
    page = replace(talks.page(request.actor, code, talk), trouble=str(why), typed=typed)
    return render(request, "plans/talk.html", {"page": page}, status=why.status)


@require_POST
def calling_off(request: Request, code: str, talk: str) -> HttpResponse:
    try:
        deeds.call_off_talk(actor=request.actor, talk=talks.load_talk(request.actor, code, talk))
        say(request, _("Samtalen er aflyst"))
    except Refused as why:
        say_refused(request, str(why))
    return redirect("pupil_plan", code)


@require_POST
def acknowledgement(request: Request, code: str, talk: str) -> HttpResponse:
    try:
        deeds.acknowledge_talk(actor=request.actor, talk=talks.load_talk(request.actor, code, talk))
    except Refused as why:
        say_refused(request, str(why))
    return redirect(f"{reverse('talk', args=[code, talk])}#laest")
