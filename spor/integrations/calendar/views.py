"""Days off from a file: choose it, see what it means, take it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from spor.access.request import Request
from spor.base.errors import Refused
from spor.integrations.calendar.forms import TextFileForm
from spor.integrations.calendar.preview import preview
from spor.teaching.actions.days_off import add_days_off
from spor.teaching.queries.calendar import calendar_page
from spor.ui.toasts import say

PAGE = "integrations/calendar_import.html"


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_import(request: Request, code: str, year: int) -> HttpResponse:
    """`/skoler/<code>/kalender/2026/fil/`: without `take` the file is only read."""
    page = calendar_page(request.actor, code, year, "write")
    form = TextFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, PAGE, {"page": page, "form": form})
    try:
        if form.is_valid():
            found = preview(form.cleaned_data["content"], page)
            if not request.POST.get("take") or found.problems:
                context = {"page": page, "form": form, "found": found, "text": form.cleaned_data["content"]}
                return render(request, PAGE, context, status=422 if found.problems else 200)
            count = add_days_off(actor=request.actor, school=page.school, days=found.new)
            say(request, ngettext("%(n)s fridag er lagt ind.", "%(n)s fridage er lagt ind.", count) % {"n": count})
            return redirect("school_calendar", code, year)
    except Refused as refused:
        form.add_error("file", str(refused) or _("Filen kan ikke læses."))
    carried = request.POST.get("text", "")
    return render(request, PAGE, {"page": page, "form": form, "carried": carried}, status=422)
