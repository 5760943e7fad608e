from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spor.access.request import Request
from spor.base.errors import Refused
from spor.forloeb import actions, queries
from spor.forloeb.forms import StartForm
from spor.ui.toasts import say


@require_safe
def forloeb_list(request: Request) -> HttpResponse:
    if not queries.own_schools(request.actor):
        raise Http404
    return render(request, "forloeb/list.html", {"lines": queries.forloeb_list(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    actor = request.actor
    schools = queries.own_schools(actor)
    if not schools:
        raise Http404
    if request.method != "POST":
        subject, grade = queries.usual_frame(actor)
        form = StartForm(today=actor.today, schools=schools, initial={"subject": subject, "grade": grade})
        return render(request, "forloeb/start.html", {"form": form})
    form = StartForm(request.POST, today=actor.today, schools=schools)
    if form.is_valid():
        said = form.cleaned_data
        try:
            forloeb = actions.start_forloeb(
                actor=actor, school=said["school"], title=said["title"], frame=form.frame(), key=said["key"]
            )
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            say(request, _("Forløbet er begyndt. Alt, du skriver, gemmes undervejs."))
            return redirect("forloeb", forloeb.code)
    return render(request, "forloeb/start.html", {"form": form}, status=422)
