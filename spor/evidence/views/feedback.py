"""One product and what is said of it; sent, given back or skipped, and on to the next without a reload."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url, trigger_client_event

from spor.access.request import Request
from spor.base import files
from spor.base.errors import Refused
from spor.evidence.actions.claim import claim, open_next
from spor.evidence.actions.feedback import give_feedback, retract_feedback
from spor.evidence.actions.give_back import give_back
from spor.evidence.forms.feedback import FeedbackForm, ReturnForm
from spor.evidence.models import HandIn
from spor.evidence.queries import answerable, queue
from spor.evidence.queries import feedback as given_feedback
from spor.evidence.queries.review import Review, review
from spor.evidence.queries.sheet import Sheet, sheet
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: Request, code: str) -> HttpResponse:
    if request.method == "POST":
        return _sent(request, sheet(request.actor, code))
    version = request.GET.get("udgave", "")
    page = review(request.actor, code, version=int(version) if version.isdecimal() and len(version) < 5 else 0)
    if page.is_open:
        claim(actor=request.actor, hand_in=page.hand_in, is_opening=True)
    return _page(request, page)


def _sent(request: Request, page: Sheet) -> HttpResponse:
    form = FeedbackForm(page, request.POST, request.FILES, account_id=request.actor.account_id)
    if form.is_valid():
        try:
            given = give_feedback(
                actor=request.actor,
                hand_in=page.hand_in,
                words=form.words,
                key=form.pressed,
                to=form.chosen,
                seen=form.cleaned_data["seen"],
            )
            return _onwards(request, page, _("Sendt til %(names)s"), reverse("feedback_undo", args=[given[0].code]))
        except Refused as reason:
            form.refuse(reason)
    return _page(request, review(request.actor, page.code), form=form, status=form.status)


@require_POST
def feedback_return(request: Request, code: str) -> HttpResponse:
    """«Giv tilbage»: the product goes back to its makers with a few words."""
    page = sheet(request.actor, code)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            give_back(actor=request.actor, hand_in=page.hand_in, text=form.cleaned_data["text"])
            return _onwards(request, page, _("Givet tilbage til %(names)s"))
        except Refused as reason:
            form.refuse(reason)
    return _page(request, review(request.actor, code), back=form, status=form.status)


@require_POST
def feedback_skip(request: Request, code: str) -> HttpResponse:
    """«Spring over»: this one waits, the next is opened."""
    return _onwards(request, sheet(request.actor, code))


@require_POST
def feedback_place(request: Request, code: str) -> HttpResponse:
    """Keep the place at a product (the open page says so every minute), or take it over from a colleague."""
    hand_in, _makers = answerable.find(request.actor, code)
    if request.POST.get("overtag"):
        claim(actor=request.actor, hand_in=hand_in, take_over=True)
        return redirect("feedback", code)
    return HttpResponse(status=204 if claim(actor=request.actor, hand_in=hand_in) else 409)


@require_POST
def feedback_undo(request: Request, code: str) -> HttpResponse:
    """Take back what was just sent; its words are in the form again."""
    given = given_feedback.own(request.actor, code)
    try:
        retract_feedback(actor=request.actor, feedback=given)
        say(request, _("Hentet tilbage. Det, du skrev, står her endnu."))
    except Refused as reason:
        say_refused(request, str(reason))
    return redirect("feedback", given.hand_in.code) if given.hand_in else redirect("queue")


@require_safe
def feedback_sound(request: Request, code: str) -> HttpResponseBase:
    return files.respond(request, given_feedback.sound(request.actor, code))


@require_safe
def feedback_begin(request: Request, code: str) -> HttpResponse:
    """The first product of an assignment that awaits feedback and that nobody is at; the queue when there is none."""
    first = queue.first_free(request.actor, code)
    return redirect("feedback", first) if first else redirect("queue")


def _onwards(request: Request, page: Sheet, sentence: str = "", undo_url: str = "") -> HttpResponse:
    """To the next product: htmx gets it as the answer, others are sent there."""
    said = sentence % {"names": page.names} if sentence else ""
    onwards = open_next(actor=request.actor, after=page.hand_in)
    if request.htmx and onwards is not None:
        return _next(request, onwards, said, undo_url)
    if said:
        say(request, said, undo_url=undo_url)
    address = reverse("feedback", args=[onwards.code]) if onwards else reverse("queue")
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _next(request: Request, onwards: HandIn, said: str, undo_url: str) -> HttpResponse:
    response = _page(request, review(request.actor, onwards.code))
    push_url(response, reverse("feedback", args=[onwards.code]))
    if said:
        trigger_client_event(response, "spor:toast", {"text": said, "undo": undo_url})
    return response


def _page(
    request: Request,
    page: Review,
    *,
    form: FeedbackForm | None = None,
    back: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "evidence/feedback_page.html" if is_part else "evidence/feedback.html"
    known = {"page": page, "form": form or FeedbackForm(page), "back": back or ReturnForm(), "is_part": is_part}
    waiting = queue.waiting_count(request.actor) if is_part else 0  # the frame asks for itself
    return render(request, template, known | {"waiting": waiting}, status=status)
