"""The class's tablet: an adult opens and closes it, the children say who they are and leave."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spor.access import actions, tablets
from spor.access.request import Request
from spor.base.errors import Refused
from spor.home.queries import tablet as queries
from spor.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def group_tablet(request: Request, code: str) -> HttpResponse:
    """`/klasser/<code>/tablet/`. A post makes this very browser the class's tablet, and ends the session of whoever pressed."""
    page = queries.class_page(request.actor, code)
    if request.method != "POST":
        return render(request, "home/tablet.html", {"page": page})
    try:
        opened = actions.open_tablet(actor=request.actor, group=page.group, until=page.until)
    except Refused as reason:
        return render(request, "home/tablet.html", {"page": page, "error": str(reason)}, status=reason.status)
    tablets.begin(request, opened)
    return redirect("tablet")


@require_POST
def group_tablet_marks(request: Request, code: str) -> HttpResponse:
    """Animals and colours for the class, to be printed."""
    page = queries.class_page(request.actor, code)
    actions.give_marks(actor=request.actor, group=page.group)
    return redirect("group_tablet", code)


@require_POST
def group_tablet_closing(request: Request, code: str) -> HttpResponse:
    """All of the class's tablets, from any browser."""
    page = queries.class_page(request.actor, code)
    actions.close_tablets(actor=request.actor, group=page.group)
    say(request, _("Klassens tabletter er lukket"))
    return redirect("group_tablet", code)


@require_safe
def animals(request: Request) -> HttpResponse:
    """`/klassetablet/`: «Hvilket dyr er du?», or that it is closed."""
    if request.actor.on_tablet:
        return redirect("home")
    opened = tablets.tablet_of(request, request.actor.now)
    if opened is None:
        return render(request, "home/young_tablet_closed.html", {"was_open": tablets.is_tablet(request)})
    context = {"tablet": opened, "animals": queries.animals(opened)}
    return render(request, "home/young_tablet.html", context)


@require_safe
def colours(request: Request, animal: str) -> HttpResponse:
    opened = tablets.tablet_of(request, request.actor.now)
    found = queries.colours(opened, animal) if opened else []
    if opened is None or not found:
        return redirect("tablet")
    return render(request, "home/young_tablet_colours.html", {"tablet": opened, "animal": found[0], "colours": found})


@require_POST
def pupil(request: Request, animal: str, colour: str) -> HttpResponse:
    """That is me."""
    opened = tablets.tablet_of(request, request.actor.now)
    mark = queries.chosen(opened, animal, colour) if opened else None
    if mark is None:
        return redirect("tablet")
    tablets.leave(request)
    tablets.take(request, mark)
    return redirect("home")


@require_POST
def come_back(request: HttpRequest) -> HttpResponse:
    """«Det er ikke mig», or nobody is there any more."""
    tablets.leave(request)
    return redirect("tablet")


@require_safe
def pulse(request: HttpRequest) -> HttpResponse:
    """Somebody touches the page: the child is still there."""
    return HttpResponse(status=204)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """This browser is no tablet any more. Whoever holds it may say so."""
    if tablets.is_tablet(request):
        tablets.end(request)
    return redirect("tablet")
