"""On what basis a contact without custody is a guardian."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access.basis import record_basis
from spor.access.request import Request
from spor.base.codes import shaped
from spor.base.errors import Refused
from spor.home.queries import bases
from spor.ui.toasts import say, say_refused


@require_safe
def legal_bases(request: Request, code: str) -> HttpResponse:
    """`/skoler/<code>/grundlag/`: the contacts without custody, and what the school has said of each."""
    return render(request, "home/legal_bases.html", {"page": bases.bases_page(request.actor, code)})


@require_POST
def legal_basis(request: Request, code: str) -> HttpResponse:
    """`/grundlag/<code>/`: said, or blank when it is over."""
    link = bases.link_of(request.actor, code)
    try:
        record_basis(actor=request.actor, link=link, basis=request.POST.get("basis", ""))
        say(request, _("Gemt"))
    except Refused as refused:
        say_refused(request, str(refused))
    school = shaped(request.POST.get("school", ""))
    return redirect("legal_bases", school) if school else redirect("home")
