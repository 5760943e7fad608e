"""Handing in: the page, the files as they are chosen, one taken out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.errors import Refused
from spor.evidence.actions import hand_in as deed
from spor.evidence.actions import hold as keeping
from spor.evidence.forms import carried
from spor.evidence.forms.hand_in import HandInForm, UploadForm
from spor.evidence.models import HandIn
from spor.evidence.queries import hand_ins
from spor.evidence.queries.hand_ins import HandInPage
from spor.teaching.models import Assignment
from spor.ui.toasts import say

Back = dict[str, str] | None  # a file just taken out: its name, and the sealed word that puts it back


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: Request, code: str) -> HttpResponse:
    page = hand_ins.page(request.actor, code)
    if request.method != "POST":
        return _page(request, page, HandInForm(page))
    form = HandInForm(page, request.POST, request.FILES)
    if form.is_valid():
        try:
            _say(request, _done(request, page.assignment, form))
            return redirect("hand_in", code)
        except Refused as reason:
            form.refuse(reason)
    # What came through is kept, so that only what was wrong must be done again.
    keeping.hold(actor=request.actor, assignment=page.assignment, files=form.ready, key=form.pressed)
    return _page(request, hand_ins.hand_in_state(request.actor, page.assignment), form, form.status)


@require_POST
def hand_in_files(request: Request, code: str) -> HttpResponse:
    """Files as they are chosen; without script «Gem til senere», with all that is typed."""
    page = hand_ins.page(request.actor, code)
    return _take(request, page) if request.htmx else _keep(request, page)


def _take(request: Request, page: HandInPage) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, account_id=request.actor.account_id)
    if form.is_valid() and not form.ready:
        return HttpResponse(status=204)
    try:
        keeping.hold(actor=request.actor, assignment=page.assignment, files=form.ready)
    except Refused as reason:
        form.refuse(reason)
    page = hand_ins.hand_in_state(request.actor, page.assignment)
    return _files(request, page, form, form.status if form.errors else 200)


def _keep(request: Request, page: HandInPage) -> HttpResponse:
    form = HandInForm(page, request.POST, request.FILES, account_id=request.actor.account_id)
    form.is_valid()
    try:
        keeping.hold(
            actor=request.actor,
            assignment=page.assignment,
            files=form.ready,
            text=form.cleaned_data.get("text"),
            self_text=form.cleaned_data.get("self_text", ""),
            self_levels=form.levels,
        )
    except Refused as reason:
        form.refuse(reason)
    if form.errors:
        return _page(request, hand_ins.hand_in_state(request.actor, page.assignment), form, form.status)
    say(request, _("Gemt. Du kan aflevere det senere."))
    return redirect("hand_in", page.assignment.code)


@require_POST
def hand_in_file_removal(request: Request, code: str, file: str) -> HttpResponse:
    page = hand_ins.page(request.actor, code)
    gone = keeping.take_out(actor=request.actor, assignment=page.assignment, code=file)
    back = {"name": gone.name, "token": carried.token_of(gone, request.actor.account_id)} if gone else None
    page = hand_ins.hand_in_state(request.actor, page.assignment)
    if request.htmx:
        return _files(request, page, UploadForm(), back=back)
    form = HandInForm(page, request.POST)
    form.is_valid()
    return _page(request, page, form, back=back)


def _done(request: Request, assignment: Assignment, form: HandInForm) -> HandIn:
    return deed.hand_in(
        actor=request.actor,
        assignment=assignment,
        text=form.cleaned_data["text"],
        files=form.ready,
        makers=form.chosen,
        self_text=form.cleaned_data["self_text"],
        self_levels=form.levels,
        key=form.pressed,
    )


def _say(request: Request, handed: HandIn) -> None:
    if handed.by_id == request.actor.person_id:
        say(request, _("Afleveret"))
    else:
        say(request, _("%(name)s har afleveret for jer. Det er gjort.") % {"name": handed.by.first_name})


def _page(request: Request, page: HandInPage, form: HandInForm, status: int = 200, back: Back = None) -> HttpResponse:
    template = "evidence/young_hand_in.html" if page.young else "evidence/hand_in.html"
    return render(request, template, {"page": page, "form": form, "back": back}, status=status)


def _files(request: Request, page: HandInPage, form: UploadForm, status: int = 200, back: Back = None) -> HttpResponse:
    return render(request, "evidence/hand_in_files.html", {"page": page, "form": form, "back": back}, status=status)
