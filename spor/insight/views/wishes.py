"""«Sig det til os»: the form from any page, and the list of what was said."""

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.insight.actions.wishes import answer_wish, send_wish
from spor.insight.forms import WishForm
from spor.insight.queries import wishes
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def wishes_list(request: Request) -> HttpResponse:
    """`/sig-det/`: what one wishes, and what was answered. The page one came from is the one it is about."""
    came = urlsplit(request.headers.get("Referer", ""))
    page = wishes.wishes_page(request.actor, came.path if came.netloc == request.get_host() else "")
    begun = {"kind": "wish", "text": page.text, "page": page.page, "key": page.key}
    form = WishForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            school = wishes.school_of(page, form.cleaned_data.pop("school"))
            send_wish(actor=request.actor, school=school, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            say(request, _("Tak. Det er sendt"))
            return redirect("wishes")
    status = 422 if request.method == "POST" else 200
    return render(request, "insight/wishes.html", {"page": page, "form": form}, status=status)


@require_POST
def wish_answer(request: Request, code: str) -> HttpResponse:
    """`/sig-det/<code>/svar/`"""
    found = wishes.wish(request.actor, code)
    try:
        answer_wish(actor=request.actor, wish=found, text=request.POST.get("text", ""))
        say(request, _("Svaret er givet"))
    except Refused as refused:
        say_refused(request, str(refused))
    return redirect("wishes")
