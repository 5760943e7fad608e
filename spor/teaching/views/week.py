"""The week plan: read by everybody around the class, changed and shared by its teachers."""

import datetime as dt
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from spor.access.actor import Actor
from spor.access.language import for_homes
from spor.access.request import Request
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.teaching.actions.say_in_week import Said, add_line, put_back, say_in_week, take_off
from spor.teaching.actions.share_week import close_week, share_week, share_weeks
from spor.teaching.forms.week import LineForm, NewLineForm
from spor.teaching.queries import week_page as pages
from spor.teaching.queries import young_week as young
from spor.teaching.queries.week import week_name
from spor.teaching.queries.week_line import WeekLine, draft_thing, state_of
from spor.ui.toasts import say, say_refused


@require_safe
@for_homes
def week(request: Request, year: int = 0, number: int = 0) -> HttpResponse:
    """`/ugen/`, `/ugen/2026-49/`: all the reader teaches, is in, or has a child in."""
    monday = pages.monday_of(year, number) if year else pages.this_monday(request.actor.today)
    page = pages.own_week(request.actor, monday, request.GET.get("ret", ""))
    if young.is_young(request.actor, page.parts):
        days = young.young_days(request.actor, page)
        return render(
            request, "teaching/young_week.html", {"page": page, "days": days, "whole": young.whole_week(page)}
        )
    return render(request, "teaching/week.html", {"page": page, "back": "egen", **_forms(request.actor, page)})


@require_safe
def group_week(request: Request, code: str, year: int, number: int) -> HttpResponse:
    """`/klasser/<code>/ugen/2026-49/`: the class's week, for everybody in and around it."""
    page = pages.group_week(request.actor, code, pages.monday_of(year, number), request.GET.get("ret", ""))
    return render(
        request, "teaching/group_week.html", {"page": page, "part": page.parts[0], **_forms(request.actor, page)}
    )


@require_POST
def lines(request: Request, code: str, year: int, number: int) -> HttpResponse:
    """`…/linjer/`: a line of its own."""
    monday = pages.monday_of(year, number)
    page = pages.group_week(request.actor, code, monday, f"{code}.ny")
    form = NewLineForm(request.POST, monday=monday, subjects=page.subjects)
    if form.is_valid():
        try:
            add_line(actor=request.actor, group=page.parts[0].group, monday=monday, **form.new_line())
            return _back(request, code, monday)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    context = {"page": page, "part": page.parts[0], "form": form}
    return render(request, "teaching/group_week.html", context, status=422)


@require_POST
def line(request: Request, code: str, year: int, number: int, anchor: str) -> HttpResponse:
    """`…/linjer/<anchor>/`: other words on a line."""
    monday = pages.monday_of(year, number)
    found = pages.line_of(request.actor, code, monday, anchor)
    form = LineForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        said, seen = Said(sent["what"], sent["bring"]), sent["seen"] if "seen" in form.data else None
        try:
            say_in_week(actor=request.actor, line=found, monday=monday, said=said, key=sent["key"], seen=seen)
            return _back(request, code, monday, anchor)
        except Refused as refused:
            return _conflict(request, code, monday, found, form, refused)
    page = pages.group_week(request.actor, code, monday, f"{code}.{anchor}")
    context = {"page": page, "part": page.parts[0], "form": form}
    return render(request, "teaching/group_week.html", context, status=422)


@require_POST
def removal(request: Request, code: str, year: int, number: int, anchor: str) -> HttpResponse:
    """`…/linjer/<anchor>/fjernelse/`: a line is taken off the week plan."""
    monday = pages.monday_of(year, number)
    found = pages.line_of(request.actor, code, monday, anchor)
    words = take_off(actor=request.actor, line=found, monday=monday, key=new_code())
    undo = reverse("week_line_return", args=[code, year, number, words.code])
    say(request, _("Linjen er taget af ugeplanen."), undo_url=undo)
    return _back(request, code, monday)


@require_POST
def restoring(request: Request, code: str, year: int, number: int, words: str) -> HttpResponse:
    """`…/ord/<words>/tilbage/`: undo."""
    monday = pages.monday_of(year, number)
    put_back(actor=request.actor, words=pages.words_of(request.actor, code, monday, words))
    return _back(request, code, monday)


@require_POST
def share(request: Request, code: str, year: int, number: int) -> HttpResponse:
    """`…/deling/`: the week is opened to pupils and homes."""
    monday = pages.monday_of(year, number)
    group = pages.group_week(request.actor, code, monday).parts[0].group
    share_week(actor=request.actor, group=group, monday=monday)
    undo = reverse("week_closing", args=[code, year, number])
    say(request, _("Ugen er delt med elever og forældre i %(group)s.") % {"group": group.name}, undo_url=undo)
    return _back(request, code, monday)


@require_POST
def closing(request: Request, code: str, year: int, number: int) -> HttpResponse:
    """`…/lukning/`: only the team sees the week again."""
    monday = pages.monday_of(year, number)
    group = pages.group_week(request.actor, code, monday).parts[0].group
    close_week(actor=request.actor, group=group, monday=monday)
    say(request, _("Ugen er ikke delt længere."))
    return _back(request, code, monday)


@require_POST
def share_all(request: Request, year: int, number: int) -> HttpResponse:
    """`/ugen/2026-49/deling/`: all the reader's classes at once."""
    monday = pages.monday_of(year, number)
    groups = [part.group for part in pages.own_week(request.actor, monday).unshared]
    if not groups:
        say_refused(request, _("Der er ingen uger at dele. De er delt allerede."))
        return redirect("week_of", year, number)
    share_weeks(actor=request.actor, groups=groups, monday=monday)
    words = ngettext("Ugen er delt i %(names)s.", "Ugen er delt i %(names)s.", len(groups))
    say(request, words % {"names": ", ".join(group.name for group in groups)})
    return redirect("week_of", year, number)


def _forms(actor: Actor, page: pages.WeekPage) -> dict[str, Any]:
    """The form of the line that is being changed, or of a new one, where the reader opened one."""
    line = page.open_line
    if not (line or page.subjects):
        return {}
    initial = pages.typed(actor, page) | {"key": new_code()}
    if line:
        return {"form": LineForm(initial=initial | {"seen": state_of(line)}), "draft_thing": draft_thing(page.monday)}
    form = NewLineForm(initial=initial, monday=page.monday, subjects=page.subjects)
    return {"form": form, "draft_thing": draft_thing(page.monday)}


def _conflict(
    request: Request, code: str, monday: dt.date, found: WeekLine, form: LineForm, why: Refused
) -> HttpResponse:
    """Another teacher wrote on the line meanwhile: both stand on the page, and the next press knows what is there."""
    page = pages.group_week(request.actor, code, monday, f"{code}.{found.anchor}")
    again = LineForm(initial=form.typed() | {"key": form.cleaned_data["key"], "seen": state_of(found)})
    context = {"page": page, "part": page.parts[0], "form": again, "conflict": str(why)}
    return render(request, "teaching/group_week.html", context, status=why.status)


def _back(request: Request, code: str, monday: dt.date, anchor: str = "") -> HttpResponseRedirect:
    """To the page the form stood on: the reader's own week, or the class's."""
    year, _dash, number = week_name(monday).partition("-")
    own = request.POST.get("back") == "egen"
    url = reverse("week_of", args=[year, number]) if own else reverse("group_week", args=[code, year, number])
    return redirect(f"{url}#{code}-{anchor}" if anchor else url)
