from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spor.access.request import Request
from spor.base.text import clean_text
from spor.forloeb import actions, queries
from spor.forloeb.texts import text_of
from spor.forloeb.views.parts import to_block
from spor.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: Request, code: str, block: str, version: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    side = queries.side_of(place, version)
    shown = queries.conflict(request.actor, place, side)
    if request.method != "POST":
        return render(request, "forloeb/conflict.html", {"conflict": shown})
    chosen = text_of(side if request.POST.get("choice") == "side" else shown.head)
    if request.POST.get("choice") == "both":
        chosen = replace(chosen, body=clean_text(request.POST.get("body", "")))
    actions.settle_conflict(actor=request.actor, side=side, text=chosen)
    say(request, _("Valget er gemt. Begge udgaver ligger i historikken."))
    return to_block(code, block)
