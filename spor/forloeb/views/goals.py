from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.codes import shaped
from spor.base.errors import Refused
from spor.curriculum.queries import goals_by_code
from spor.forloeb import actions, queries
from spor.forloeb.views.parts import to_block
from spor.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: Request, code: str, block: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    refusal = ""
    if request.method == "POST":
        found = goals_by_code([shaped(request.POST.get("goal", ""))])
        try:
            if not found:
                raise Refused(_("Målet findes ikke længere. Søg igen."))
            actions.choose_goal(actor=request.actor, block=place, goal=found[0])
        except Refused as refused:
            refusal = str(refused)
        else:
            say(request, _("Målet er med. Ret gerne ordene til eleverne."))
            return to_block(code, block)
    picker = queries.goal_picker(request.actor, place, request.POST.get("q") or request.GET.get("q", ""))
    template = "forloeb/goals.html#hits" if request.htmx else "forloeb/goals.html"
    return render(request, template, {"picker": picker, "refusal": refusal}, status=422 if refusal else 200)


@require_POST
def drop(request: Request, code: str, block: str, goal: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    found = goals_by_code([goal])
    if not found:
        raise Http404
    actions.drop_goal(actor=request.actor, block=place, goal=found[0])
    say(request, _("Målet er taget ud. Du finder det i blokkens historik."))
    return to_block(code, block)
