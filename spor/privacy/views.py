"""The pages about what is kept: my copy, the holds, the record of processing."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import guard
from spor.access.models import Hold
from spor.access.request import Request
from spor.base.errors import Refused
from spor.people.models import Person
from spor.privacy import actions, record
from spor.privacy.copying.choosing import Asker
from spor.privacy.copying.packing import packed
from spor.privacy.forms import HoldForm
from spor.privacy.queries import copies, holding
from spor.privacy.risks import RISKS
from spor.ui.toasts import say


@require_safe
def own_copies(request: Request) -> HttpResponse:
    """`/indsigt/`: whose copy one may take."""
    return render(request, "privacy/copies.html", {"people": copies.mine(request.actor)})


@require_POST
def pupil_copy(request: Request, code: str) -> HttpResponse | StreamingHttpResponse:
    """`/indsigt/<code>/kopi/`: the ZIP, made while it is sent."""
    person = guard.get_or_404(request.actor, Person, code, "export_all", thing="pupil_record")
    actions.take_copy(actor=request.actor, person=person)
    slices = packed(person, Asker(request.actor, is_judged=False), made_at=f"{request.actor.today:%d.%m.%Y}")
    answer = StreamingHttpResponse(slices, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="spor-{person.code}.zip"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: Request) -> HttpResponse:
    """`/fastholdelser/`: who is held; somebody more."""
    copies.require_record(request.actor)
    form = HoldForm(request.POST or None)
    page = holding.holds_page(request.actor, request.GET.get("unilogin", "")[:50].replace("\x00", ""))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "privacy/holds.html", {"page": page, "form": form}, status=status)
    given = form.cleaned_data
    person = holding.to_hold(request.actor, given["person"])
    try:
        if person is None:
            raise Refused(_("Ingen her har det Unilogin."), field="person")
        more = {"reason": given["reason"], "until_on": given["until_on"], "key": given["key"]}
        actions.hold(actor=request.actor, person=person, **more)
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
        return render(request, "privacy/holds.html", {"page": page, "form": form}, status=refused.status)
    say(request, _("Intet om %(name)s bliver slettet") % {"name": person.name})
    return redirect("holds")


@require_POST
def hold_release(request: Request, code: str) -> HttpResponse:
    """`/fastholdelser/<code>/ophaevelse/`"""
    held = guard.get_or_404(request.actor, Hold, code, "release")
    actions.release(actor=request.actor, held=held)
    say(request, _("Fastholdelsen er ophævet"))
    return redirect("holds")


@require_safe
def processing_record(request: Request) -> HttpResponse:
    """`/fortegnelse/`: the record and the risks; `?som=csv` as a file."""
    copies.require_record(request.actor)
    if request.GET.get("som") == "csv":
        answer = HttpResponse("\ufeff" + record.as_csv(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="fortegnelse.csv"'
        return answer
    page = {"headings": record.HEADINGS, "rows": record.rows(), "risks": RISKS}
    return render(request, "privacy/record.html", page)
