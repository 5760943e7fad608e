from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access.request import Request
from spor.forloeb import actions, queries
from spor.forloeb.views.parts import to_block
from spor.ui.toasts import say


@require_safe
def history(request: Request, code: str, block: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    shown = queries.block_history(request.actor, place, request.GET.get("udgave", ""))
    return render(request, "forloeb/history.html", {"history": shown, "forloeb": place.forloeb})


@require_POST
def restore(request: Request, code: str, block: str, version: str) -> HttpResponse:
    place = queries.block_of(request.actor, code, block)
    actions.restore_version(actor=request.actor, version=queries.version_of(place, version))
    say(request, _("Den tidligere udgave er hentet frem. Den, der stod her før, ligger i historikken."))
    return to_block(code, block)
