"""What a class works on together."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.plans.actions import class_focus as deeds
from spor.plans.forms.focus import ClassFocusForm
from spor.plans.queries.deeds import class_focus_for_deed, class_focus_page
from spor.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def class_focus(request: Request, code: str) -> HttpResponse:
    page = class_focus_page(request.actor, code)
    if request.method != "POST":
        return render(request, "plans/class_focus.html", {"page": page})
    form = ClassFocusForm(request.POST)
    try:
        sent = form.values()
        sent["n"] = sent["n"] or 0
        deeds.write_class_focus(actor=request.actor, group=page.group, **sent)
    except Refused as why:
        page = replace(page, trouble=str(why), typed={name: form.typed(name) for name in form.fields})
        return render(request, "plans/class_focus.html", {"page": page}, status=why.status)
    say(request, _("Klassens fokuspunkt er gemt"))
    return redirect("class_focus", code)


@require_POST
def ending(request: Request, code: str, focus: str) -> HttpResponse:
    deeds.end_class_focus(actor=request.actor, focus=class_focus_for_deed(request.actor, code, focus))
    say(request, _("Fokuspunktet er afsluttet"))
    return redirect("class_focus", code)
