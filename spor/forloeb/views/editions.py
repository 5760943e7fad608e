from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.forloeb import actions, queries
from spor.forloeb.views.parts import key_of
from spor.ui.toasts import say, say_refused


@require_POST
def publish(request: Request, code: str) -> HttpResponse:
    forloeb = queries.forloeb_page(request.actor, code).forloeb
    try:
        edition = actions.publish(actor=request.actor, forloeb=forloeb, key=key_of(request))
    except Refused as refused:
        say_refused(request, str(refused))
    else:
        say(request, _("%(n)s. udgave er udgivet. Nu kan en klasse begynde på den.") % {"n": edition.n})
    return redirect("forloeb", code)
