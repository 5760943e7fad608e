from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base import files
from spor.base.codes import shaped
from spor.base.errors import Refused
from spor.base.models import StoredFile
from spor.curriculum.queries import goals_by_code
from spor.forloeb import actions, queries
from spor.forloeb.pupil_words import GOAL_ICONS
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


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: Request, code: str, block: str, goal: str) -> HttpResponse:
    """A goal's own icon, and its words in a person's voice, for children who do not read."""
    page = queries.goal_look(request.actor, code, block, goal)
    if request.method != "POST":
        return _look(request, page)
    upload = request.FILES.get("sound")
    try:
        sound = files.prepare(upload, kinds={StoredFile.Kind.SOUND}) if upload else None
        kept = actions.dress_goal(
            actor=request.actor,
            block=page.block,
            goal=page.goal,
            icon=request.POST.get("icon", ""),
            sound=sound,
            keep_sound="no_sound" not in request.POST,
        )
    except Refused as refused:
        return _look(request, page, str(refused), refused.status)
    undo = (
        reverse("forloeb_version", args=[code, block, kept.head.parent.code])
        if kept.is_new and kept.head.parent
        else ""
    )
    say(request, _("Sådan ser og hører eleverne målet nu."), undo_url=undo)
    return to_block(code, block)


def _look(request: Request, page: queries.GoalLook, refusal: str = "", status: int = 200) -> HttpResponse:
    chosen = request.POST.get("icon", page.shown.icon)
    context = {"page": page, "icons": GOAL_ICONS, "chosen": chosen, "refusal": refusal}
    return render(request, "forloeb/goal.html", context, status=status)


@require_POST
def drop(request: Request, code: str, block: str, goal: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    found = goals_by_code([goal])
    if not found:
        raise Http404
    actions.drop_goal(actor=request.actor, block=place, goal=found[0])
    say(request, _("Målet er taget ud. Du finder det i blokkens historik."))
    return to_block(code, block)
