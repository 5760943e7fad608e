"""The daily message: one's own page for it, and the two links that are sent by mail."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.language import in_own_language, spoken
from spor.access.request import Request
from spor.base.errors import Refused
from spor.integrations.digest import links, queries
from spor.integrations.digest.actions import ask_for_digest, confirm_address, stop_digest
from spor.integrations.digest.forms import AddressForm
from spor.integrations.models import MailAddress


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """`/besked/`: whether the message is on, and to which address; a post asks for it."""
    row = queries.digest_page(request.actor)
    with in_own_language(request.actor):
        form = AddressForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                ask_for_digest(actor=request.actor, address=form.cleaned_data["address"])
                return redirect("digest")
            except Refused as refused:
                form.add_error("address", str(refused))
        context = {"form": form, "row": row, "has_mail": bool(settings.MAIL_HOST), "now": request.actor.now}
        return spoken(render(request, "integrations/digest.html", context, status=422 if form.errors else 200))


@require_POST
def stop(request: Request) -> HttpResponse:
    """`/besked/stop/`: off, and the address erased."""
    row = queries.own_address(request.actor)
    if row is not None:
        stop_digest(actor=request.actor, row=row)
    return redirect("digest")


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: Request, token: str) -> HttpResponse:
    """`/besked/bekraeft/<token>/`: from the mail. Only a post confirms: mail servers open links by themselves."""
    row = _row(token, links.CONFIRM)
    if request.method == "POST":
        confirm_address(actor=request.actor, row=row)
    return _answer(request, row, is_stop=False)


@require_http_methods(["GET", "HEAD", "POST"])
def farewell(request: Request, token: str) -> HttpResponse:
    """`/besked/fra/<token>/`: from the mail, with or without a session."""
    row = _row(token, links.STOP)
    if request.method == "POST":
        stop_digest(actor=request.actor, row=row)
    return _answer(request, row, is_stop=True)


def _row(token: str, salt: str) -> MailAddress:
    row = links.row_of(token, salt)
    if row is None:
        raise Http404
    return row


def _answer(request: Request, row: MailAddress, *, is_stop: bool) -> HttpResponse:
    with translation.override(links.language_of(row)):
        context = {"is_done": request.method == "POST", "is_stop": is_stop}
        return spoken(render(request, "integrations/digest_link.html", context))
