from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.forloeb import actions, queries, weeks
from spor.forloeb.forms import BlockForm
from spor.forloeb.models import Block
from spor.forloeb.views.parts import key_of, page_context, saved_answer, to_block, wants_json
from spor.ui.toasts import say, say_refused


@require_POST
def add(request: Request, code: str) -> HttpResponse:
    forloeb = queries.forloeb_page(request.actor, code).forloeb
    kind = request.POST.get("kind", "")
    if kind not in set(Block.Kind.values) - {Block.Kind.FRONT}:
        say_refused(request, _("Vælg, hvad blokken skal være."))
        return redirect("forloeb", code)
    block = actions.add_block(actor=request.actor, forloeb=forloeb, kind=Block.Kind(kind), key=key_of(request))
    return redirect(f"{reverse('forloeb', args=[code])}#{block.code}_title")


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: Request, code: str, block: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    if request.method != "POST":
        return to_block(code, block)
    forloeb = place.forloeb
    span = weeks.span(forloeb.from_week, forloeb.to_week, forloeb.week_year)
    form = BlockForm(request.POST, block_code=block, kind=place.kind, weeks=span)
    if not form.is_valid():
        return _not_saved(request, code, form)
    text = form.text(place.head)
    base, stamp = request.POST.get("base", ""), request.POST.get("stamp", "")
    kept = actions.save_block(actor=request.actor, block=place, base=base, text=text, stamp=stamp)
    if wants_json(request):
        return saved_answer(request, code, place, kept)
    if kept.is_conflict:
        return _both(request, place, kept.version.code)
    say(request, _("Teksten er gemt."))
    return to_block(code, block)


def _not_saved(request: Request, code: str, form: BlockForm) -> HttpResponse:
    if wants_json(request):
        words = [f"{form[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
        return JsonResponse({"refused": " ".join(words)}, status=422)
    context = page_context(request, code, bound=form, block_code=form.block_code)
    return render(request, "forloeb/page.html", context, status=422)


def _both(request: Request, block: Block, version: str) -> HttpResponse:
    side = queries.side_of(block, version)
    return render(
        request, "forloeb/conflict.html", {"conflict": queries.conflict(request.actor, block, side)}, status=409
    )


@require_POST
def move(request: Request, code: str, block: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    actions.move_block(actor=request.actor, block=place, up=request.POST.get("to") == "up")
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return to_block(code, block)


@require_POST
def remove(request: Request, code: str, block: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    actions.remove_block(actor=request.actor, block=place)
    title = place.head.title if place.head else ""
    words = _("«%(title)s» er slettet.") % {"title": title or place.get_kind_display()}
    say(request, words, undo_url=reverse("forloeb_block_return", args=[code, block]))
    return redirect("forloeb", code)


@require_POST
def restore(request: Request, code: str, block: str) -> HttpResponse:
    actions.restore_block(actor=request.actor, block=queries.block_of(request.actor, code, block))
    return to_block(code, block)


@require_POST
def attach(request: Request, code: str, block: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise Refused(_("Vælg først en fil."))
        actions.attach_file(actor=request.actor, block=place, upload=files.prepare(upload))
    except Refused as refused:
        context = page_context(request, code) | {"file_error": str(refused), "file_block": block}
        return render(request, "forloeb/page.html", context, status=refused.status)
    return to_block(code, block)


@require_POST
def detach(request: Request, code: str, block: str) -> HttpResponse:
    actions.detach_file(actor=request.actor, block=queries.block_of(request.actor, code, block))
    return to_block(code, block)
