"""The school's calendar: read by everybody at the school, edited by its leader or secretary."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from spor.access.request import Request
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.base.schoolyear import school_year
from spor.teaching.actions import days_off
from spor.teaching.forms.calendar import DayOffForm
from spor.teaching.holidays import usual
from spor.teaching.queries import calendar as pages
from spor.ui.toasts import say, say_refused


@require_safe
def now(request: Request, code: str) -> HttpResponse:
    """`/skoler/<code>/kalender/`: the running year's."""
    page = pages.calendar_page(request.actor, code, school_year(request.actor.today))
    return redirect("school_calendar", code, page.year)


@require_safe
def calendar(request: Request, code: str, year: int) -> HttpResponse:
    """`/skoler/<code>/kalender/2026/`"""
    page = pages.calendar_page(request.actor, code, year)
    form = DayOffForm(initial={"key": new_code()})
    return render(request, "teaching/calendar.html", {"page": page, "form": form})


@require_POST
def days(request: Request, code: str, year: int) -> HttpResponse:
    """`…/fridage/`: a day or a stretch of days off."""
    page = pages.calendar_page(request.actor, code, year, "write")
    form = DayOffForm(request.POST)
    if form.is_valid():
        try:
            key = form.cleaned_data["key"]
            days_off.add_day_off(actor=request.actor, school=page.school, free=form.free(), key=key)
            return redirect("school_calendar", code, year)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    return render(request, "teaching/calendar.html", {"page": page, "form": form}, status=422)


@require_POST
def usual_days(request: Request, code: str, year: int) -> HttpResponse:
    """`…/saedvanlige/`: the holidays most schools have."""
    page = pages.calendar_page(request.actor, code, year, "write")
    try:
        count = days_off.add_days_off(actor=request.actor, school=page.school, days=usual(year))
        say(request, ngettext("%(n)s ferie er lagt ind.", "%(n)s ferier er lagt ind.", count) % {"n": count})
    except Refused as refused:
        say_refused(request, str(refused))
    return redirect("school_calendar", code, year)


@require_POST
def removal(request: Request, code: str, year: int, day: str) -> HttpResponse:
    """`…/fridage/<day>/fjernelse/`"""
    row = pages.day_off(request.actor, code, day)
    days_off.remove_day_off(actor=request.actor, day_off=row)
    undo = reverse("day_off_return", args=[code, year, day])
    say(request, _("«%(name)s» er taget af kalenderen.") % {"name": row.name}, undo_url=undo)
    return redirect("school_calendar", code, year)


@require_POST
def restoring(request: Request, code: str, year: int, day: str) -> HttpResponse:
    """`…/fridage/<day>/tilbage/`: undo."""
    try:
        days_off.return_day_off(actor=request.actor, day_off=pages.day_off(request.actor, code, day))
    except Refused as refused:
        say_refused(request, str(refused))
    return redirect("school_calendar", code, year)
