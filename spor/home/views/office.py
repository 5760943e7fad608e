"""What the school's office does: a substitute gets a class for some days, a class gets its lead."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access import actions, guard
from spor.access.models import Cover, TeamRole
from spor.access.request import Request
from spor.base.clock import start_of_day
from spor.base.errors import Refused
from spor.home.forms import CoverForm, LeadForm
from spor.home.queries import covers, leads
from spor.ui.moments import day_name
from spor.ui.toasts import say, say_refused

DAY = dt.timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: Request, code: str) -> HttpResponse:
    """`/klasser/<code>/vikar/`: whom to give the class; the name pressed is the answer, today unless other days are chosen."""
    page = covers.cover_page(request.actor, code)
    form = CoverForm(request.POST or None, today=request.actor.today)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "home/cover.html", {"page": page, "form": form}, status=status)
    given = form.cleaned_data
    person = covers.employee(request.actor, page.group, given["person"])
    try:
        if person is None:
            raise Refused(_("Vælg en, der er ansat på skolen."))
        opens, closes = start_of_day(given["from_on"]), start_of_day(given["to_on"] + DAY)
        row = actions.open_cover(actor=request.actor, person=person, group=page.group, from_at=opens, to_at=closes)
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "home/cover.html", {"page": page, "form": form}, status=refused.status)
    until = day_name(given["to_on"], request.actor.today)
    words = {"name": person.name, "group": page.group.name, "day": until}
    say(request, _("%(name)s har %(group)s til og med %(day)s") % words, undo_url=reverse("cover_end", args=[row.code]))
    return redirect("home")


@require_POST
def cover_end(request: Request, code: str) -> HttpResponse:
    """`/vikarer/<code>/afslutning/`: the window closes now."""
    row = guard.get_or_404(request.actor, Cover, code, "end", rows=covers.with_names())
    actions.end_cover(actor=request.actor, cover=row)
    say(request, _("%(name)s har ikke længere %(group)s") % {"name": row.person.name, "group": row.group.name})
    return redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
def class_leads(request: Request, code: str) -> HttpResponse:
    """`/skoler/<code>/klasseledere/`: who leads each class, and who shall."""
    page = leads.leads_page(request.actor, code, request.GET.get("klasse", ""))
    form = LeadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = leads.class_of(request.actor, page.school, form.cleaned_data["group"])
        person = next((each for each in page.staff if each.code == form.cleaned_data["person"]), None)
        if group is not None and person is not None:
            actions.set_team_role(actor=request.actor, person=person, group=group, kind=TeamRole.Kind.LEAD)
            say(request, _("%(name)s er klasseleder i %(group)s") % {"name": person.name, "group": group.name})
            return redirect("class_leads", page.school.code)
    if request.method == "POST":
        say_refused(request, _("Vælg en på listen, og tryk igen."))
        return redirect("class_leads", page.school.code)
    return render(request, "home/class_leads.html", {"page": page})


@require_POST
def class_lead_end(request: Request, code: str) -> HttpResponse:
    """`/klasseledere/<code>/afslutning/`: from today they do not lead the class."""
    role = leads.lead_role(request.actor, code)
    actions.end_team_role(actor=request.actor, role=role)
    return redirect("class_leads", role.group.school.code)
