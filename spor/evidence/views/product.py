"""The page of one spor for all who may see it, its files, and the pupil's own word on it."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.evidence.actions.remove_product import have_back, remove_product
from spor.evidence.actions.self_assess import self_assess
from spor.evidence.forms.hand_in import LevelsForm
from spor.evidence.queries import products
from spor.evidence.queries.take_away import packed
from spor.ui.toasts import say, say_refused


@require_safe
def product(request: Request, code: str) -> HttpResponse:
    page = products.product_page(request.actor, code)
    form = LevelsForm(page.asked) if page.can_assess_self else None
    return render(request, "evidence/product.html", {"page": page, "form": form})


@require_safe
def product_file(request: Request, code: str, file: str) -> HttpResponseBase:
    """A file; `?str=480` or `1600` for a picture's preview, `?hent` to keep it."""
    stored = products.stored_file(request.actor, code, file)
    size = request.GET.get("str", "")
    return files.respond(
        request, stored, size=int(size) if size.isdecimal() and len(size) < 5 else None, download="hent" in request.GET
    )


@require_POST
def self_assessment(request: Request, code: str) -> HttpResponse:
    page = products.product_page(request.actor, code)
    form = LevelsForm(products.asked_of(page.trace), request.POST)
    if form.is_valid():
        try:
            self_assess(actor=request.actor, trace=page.trace, text=form.cleaned_data["self_text"], levels=form.levels)
            say(request, _("Gemt"))
            return redirect("product", code)
        except Refused as reason:
            form.refuse(reason)
    return render(request, "evidence/product.html", {"page": page, "form": form}, status=form.status)


@require_safe
def take_away(request: Request, code: str) -> HttpResponseBase:
    """A ZIP with the spor, its files and what was said of it, to be opened anywhere."""
    content = packed(request.actor, code)
    page = render_to_string(
        "evidence/take_away.html", {"packed": content, "page": content.page, "actor": request.actor}
    )
    return files.respond_zip(f"spor-{code}", pages={"index.html": page}, held=content.held)


@require_POST
def removal(request: Request, code: str) -> HttpResponse:
    trace = products.own_trace(request.actor, code)
    try:
        remove_product(actor=request.actor, trace=trace)
    except Refused as reason:
        say_refused(request, str(reason))
        return redirect("product", code)
    say(request, _("Slettet"), undo_url=reverse("product_return", args=[code]))
    return redirect("pupil_portfolio", trace.pupil.code)


@require_POST
def having_back(request: Request, code: str) -> HttpResponse:
    have_back(actor=request.actor, trace=products.own_trace(request.actor, code))
    return redirect("product", code)
