"""What the writing script asks for: to keep a draft, the key of the device's store, a fresh form token."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import drafts
from spor.access import sign_in as signing
from spor.access.request import Request
from spor.base.errors import Refused
from spor.ui.moments import at_clock


@require_POST
def draft(request: Request, thing: str, code: str, field: str) -> HttpResponse:
    try:
        drafts.save_draft(
            actor=request.actor,
            thing=thing[:40],
            code=code,
            field=field[:40],
            text=request.POST.get("text", ""),
            base=request.POST.get("base", ""),
            stamp=request.POST.get("stamp", ""),
            known=request.POST.get("from"),
        )
    except drafts.OtherText as other:
        words = _("Du har også skrevet her i et andet vindue. Nu står begge tekster her.")
        return JsonResponse({"note": words, "other": other.text}, status=409)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=refused.status)
    return JsonResponse({"said": _("Gemt %(clock)s") % {"clock": at_clock(request.actor.now)}})


@require_safe
@never_cache
def device_key(request: Request) -> HttpResponse:
    key = drafts.device_key(request.actor)
    return JsonResponse({"name": key.name, "secret": key.secret})


@require_safe
@never_cache
def form_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request), content_type="text/plain")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def session_time(request: Request) -> HttpResponse:
    """How many seconds the session lasts if it is not used, and at most. Asking is no use of it (GET); whoever is there says so (POST)."""
    if request.method == "POST":
        signing.touch(request, at_once=True)
    idle, longest = signing.seconds_left(request)
    return JsonResponse({"idle": idle, "longest": longest})
