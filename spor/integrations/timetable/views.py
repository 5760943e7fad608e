"""The timetable from a file: choose it, see what it changes, take it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spor.access.request import Request
from spor.base.errors import Refused
from spor.integrations.timetable import preview as previews
from spor.integrations.timetable.forms import TimetableForm
from spor.teaching.actions.take_timetable import take_timetable
from spor.ui.toasts import say

PAGE = "integrations/timetable_import.html"


@require_http_methods(["GET", "HEAD", "POST"])
def timetable_import(request: Request, code: str) -> HttpResponse:
    """`/skoler/<code>/skema/`: without `take` the file is only read."""
    school = previews.school_of(request.actor, code)
    form = TimetableForm(request.POST or None, request.FILES or None, initial={"from_on": request.actor.today})
    if request.method != "POST":
        return render(request, PAGE, {"school": school, "form": form})
    try:
        if form.is_valid():
            text, from_on = form.cleaned_data["content"], form.cleaned_data["from_on"]
            found = previews.preview(request.actor, school, text, from_on)
            if not request.POST.get("take"):
                context = {"school": school, "form": form, "found": found, "text": text, "from_on": from_on}
                return render(request, PAGE, context)
            hours = found.hours
            taken = take_timetable(actor=request.actor, school=school, hours=hours, from_on=from_on, source="file")
            say(request, _("Nye lektioner: %(new)s. Ophørt: %(ended)s. Uændrede: %(same)s.") % vars(taken))
            return redirect("timetable_import", code)
    except Refused as refused:
        form.add_error("file", str(refused))
    carried = request.POST.get("text", "")
    return render(request, PAGE, {"school": school, "form": form, "carried": carried}, status=422)
