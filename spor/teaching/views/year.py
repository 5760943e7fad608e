"""The year plan: read by everybody around the class, laid by the teacher of each subject."""

from typing import Any

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
from spor.teaching.actions import plan_year
from spor.teaching.actions.begin_idea import start_idea, write_idea
from spor.teaching.actions.move import move
from spor.teaching.forms.year import ACROSS, STEPS, IdeaForm, WeeksForm, stepped, weeks_initial
from spor.teaching.queries import year_page as pages
from spor.teaching.queries import year_rows as rows
from spor.ui.toasts import say, say_refused


@require_safe
def years(request: Request) -> HttpResponse:
    """`/aarsplan/`: the year of the reader's first class."""
    group = rows.first_group(request.actor)
    if group is None:
        return render(request, "teaching/no_year.html")
    return group_year(request, group.code, school_year(request.actor.today))


@require_safe
def group_year(request: Request, code: str, year: int) -> HttpResponse:
    """`/klasser/<code>/aarsplan/2026/`: the sum of the subjects; `?flyt=` opens a bar, `?ny=` the form of an idea."""
    page = pages.year_page(request.actor, code, year, request.GET.get("flyt", ""), request.GET.get("ny", ""))
    return render(request, "teaching/year.html", {"page": page, **_forms(page, request.GET.get("uge", ""))})


@require_POST
def weeks(request: Request, code: str, year: int, bar: str) -> HttpResponse:
    """`…/<bar>/uger/`: other weeks, by a button, by two weeks chosen, or by a drag."""
    row = rows.bar_row(request.actor, code, bar)
    page = pages.year_page(request.actor, code, year, bar)
    form = WeeksForm(request.POST, year=year)
    try:
        if request.POST.get("step") in STEPS and page.opened:
            first, last = stepped(page.opened, request.POST["step"])
        elif form.is_valid():
            first, last = form.weeks()
        else:
            return render(request, "teaching/year.html", {"page": page, "form": form}, status=422)
        move(actor=request.actor, row=row, first=first, last=last)
        return redirect(f"{_year(code, year)}?flyt={bar}#flyt")
    except Refused as refused:
        form = WeeksForm(year=year, initial=weeks_initial(page.opened)) if page.opened else form
        return render(request, "teaching/year.html", {"page": page, "form": form, "why": str(refused)}, status=422)


@require_POST
def ideas(request: Request, code: str, year: int) -> HttpResponse:
    """`…/ideer/`: an idea is laid."""
    page = pages.year_page(request.actor, code, year, adding="1")
    form = IdeaForm(request.POST, year=year, subjects=page.own_subjects, across=page.can_lay_across)
    if form.is_valid():
        try:
            plan_year.lay_idea(actor=request.actor, group=page.group, **form.idea())
            return redirect(_year(code, year))
        except Refused as refused:
            form.add_error("last", str(refused))
    if not page.own_subjects and not (page.can_lay_across and request.POST.get("subject") == ACROSS):
        rows.require_own(request.actor, page)
    return render(request, "teaching/year.html", {"page": page, "form": form}, status=422)


@require_POST
def idea_removal(request: Request, code: str, year: int, bar: str) -> HttpResponse:
    """`…/<bar>/fjernelse/`: an idea is taken off."""
    idea = rows.idea_of(request.actor, code, bar)
    plan_year.remove_idea(actor=request.actor, idea=idea)
    undo = reverse("year_idea_return", args=[code, year, bar])
    say(request, _("«%(title)s» er taget af årsplanen.") % {"title": idea.title}, undo_url=undo)
    return redirect(_year(code, year))


@require_POST
def idea_return(request: Request, code: str, year: int, bar: str) -> HttpResponse:
    """`…/<bar>/tilbage/`: undo."""
    plan_year.return_idea(actor=request.actor, idea=rows.idea_of(request.actor, code, bar))
    return redirect(_year(code, year))


@require_POST
def idea_writing(request: Request, code: str, year: int, bar: str) -> HttpResponse:
    """`…/<bar>/forloeb/`: the idea's forløb is begun, or met again, in its own words."""
    forloeb = write_idea(actor=request.actor, idea=rows.idea_of(request.actor, code, bar))
    return redirect("forloeb", forloeb.code)


@require_POST
def idea_start(request: Request, code: str, year: int, bar: str) -> HttpResponse:
    """`…/<bar>/i-gang/`: the idea runs in the class."""
    try:
        run = start_idea(actor=request.actor, idea=rows.idea_of(request.actor, code, bar))
    except Refused as refused:
        say_refused(request, str(refused))
        return redirect(f"{_year(code, year)}?flyt={bar}#flyt")
    say(request, _("«%(title)s» er sat i gang. Klassen kan se det nu.") % {"title": run.edition.title})
    return redirect("run", run.code)


@require_POST
def share(request: Request, code: str, year: int, subject: str) -> HttpResponse:
    """`…/fag/<subject>/deling/`: the subject's year is opened to pupils and homes."""
    page = pages.year_page(request.actor, code, year)
    own = rows.subject_of(request.actor, subject, page)
    plan_year.share_year(actor=request.actor, group=page.group, subject=own, year=year)
    words = _("Årsplanen i %(subject)s er delt med elever og forældre.") % {"subject": own.name.lower()}
    say(request, words, undo_url=reverse("year_closing", args=[code, year, subject]))
    return redirect(_year(code, year))


@require_POST
def closing(request: Request, code: str, year: int, subject: str) -> HttpResponse:
    """`…/fag/<subject>/lukning/`: only the team sees the subject's year again."""
    page = pages.year_page(request.actor, code, year)
    rows.subject_of(request.actor, subject, page)
    for row in page.own:
        if row.share and row.subject and row.subject.code == subject:
            plan_year.close_year(actor=request.actor, share=row.share)
    return redirect(_year(code, year))


@require_POST
def share_across(request: Request, code: str, year: int) -> HttpResponse:
    """`…/paa-tvaers/deling/`: what belongs to no subject is opened to pupils and homes."""
    page = pages.year_page(request.actor, code, year)
    rows.require_across(request.actor, page)
    plan_year.share_year(actor=request.actor, group=page.group, subject=None, year=year)
    words = _("Forløb på tværs er delt med elever og forældre.")
    say(request, words, undo_url=reverse("year_closing_across", args=[code, year]))
    return redirect(_year(code, year))


@require_POST
def closing_across(request: Request, code: str, year: int) -> HttpResponse:
    """`…/paa-tvaers/lukning/`: only the team sees it again."""
    page = pages.year_page(request.actor, code, year)
    rows.require_across(request.actor, page)
    for row in page.own:
        if row.share and row.subject is None:
            plan_year.close_year(actor=request.actor, share=row.share)
    return redirect(_year(code, year))


@require_POST
def last_year(request: Request, code: str, year: int, subject: str) -> HttpResponse:
    """`…/fag/<subject>/sidste-aar/`: what the teacher ran last year, as ideas in the same weeks."""
    page = pages.year_page(request.actor, code, year)
    own = rows.subject_of(request.actor, subject, page)
    try:
        made = plan_year.fetch_last_year(actor=request.actor, group=page.group, subject=own, year=year)
        words = ngettext("%(n)s idé er hentet.", "%(n)s idéer er hentet.", len(made))
        say(request, words % {"n": len(made)})
    except Refused as refused:
        say_refused(request, str(refused))
    return redirect(_year(code, year))


def _year(code: str, year: int) -> str:
    return reverse("group_year", args=[code, year])


def _forms(page: pages.YearPage, week: str) -> dict[str, Any]:
    """The form of the bar that is being moved, or of an idea, where the reader opened one."""
    if page.opened:
        return {"form": WeeksForm(year=page.year, initial=weeks_initial(page.opened))}
    if page.adding and (page.own_subjects or page.can_lay_across):
        initial = {"key": new_code(), "subject": page.adding, "first": week, "last": week}
        form = IdeaForm(year=page.year, subjects=page.own_subjects, across=page.can_lay_across, initial=initial)
        return {"form": form}
    return {}
