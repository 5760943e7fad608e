from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spor.access.request import Request
from spor.base.codes import shaped
from spor.base.errors import Refused
from spor.forloeb import actions, queries
from spor.ui.toasts import say, say_refused


@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: Request, code: str) -> HttpResponse:
    page = queries.forloeb_page(request.actor, code)
    if request.method == "POST":
        person = queries.author_of(request.actor, page.forloeb, shaped(request.POST.get("person", "")))
        try:
            actions.add_author(actor=request.actor, forloeb=page.forloeb, person=person)
        except Refused as refused:
            say_refused(request, str(refused))
        else:
            say(request, _("%(name)s skriver nu med.") % {"name": person.name})
        return redirect("forloeb", code)
    asked = request.GET.get("q", "")
    found = queries.colleagues(request.actor, page.forloeb, asked)
    template = "forloeb/authors.html#hits" if request.htmx else "forloeb/authors.html"
    return render(request, template, {"page": page, "asked": asked, "found": found})


@require_POST
def remove(request: Request, code: str, person: str) -> HttpResponse:
    page = queries.forloeb_page(request.actor, code)
    leaving = queries.author_of(request.actor, page.forloeb, person)
    try:
        actions.remove_author(actor=request.actor, forloeb=page.forloeb, person=leaving)
    except Refused as refused:
        say_refused(request, str(refused))
    else:
        say(request, _("%(name)s skriver ikke længere med.") % {"name": leaving.name})
    return redirect("forloeb_list") if leaving.pk == request.actor.person_id else redirect("forloeb", code)
