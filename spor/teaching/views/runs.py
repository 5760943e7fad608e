"""A forløb in a class: start it, read it, fetch its materials."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from spor.access.request import Request
from spor.base import files
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.teaching.actions.start_run import publish_and_start
from spor.teaching.forms.run import StartForm, proposed
from spor.teaching.queries import page as pages


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, code: str) -> HttpResponse:
    """`/forloeb/<code>/i-gang/`: choose a class and weeks, and the forløb is in use. Publishes what is new on the way."""
    page = pages.start_page(request.actor, code)
    initial = {"key": new_code(), **proposed(page.forloeb, page.groups, page.idea)}
    form = StartForm(request.POST or None, groups=page.groups, today=request.actor.today, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            run = publish_and_start(
                actor=request.actor,
                forloeb=page.forloeb,
                group=chosen["chosen"],
                first=chosen["first"],
                last=chosen["last"],
                key=chosen["key"],
            )
            return redirect("run", run.code)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    if form.is_bound:
        status = 422
    return render(request, "teaching/start.html", {"page": page, "form": form}, status=status)


@require_safe
def run(request: Request, code: str) -> HttpResponse:
    """`/forloeb-i-klassen/<code>/`: the class's own forløb, for everybody in and around it."""
    return render(request, "teaching/run.html", {"page": pages.run_page(request.actor, code)})


@require_safe
def run_file(request: Request, code: str, file: str) -> HttpResponseBase:
    """`/forloeb-i-klassen/<code>/filer/<file>/`: a material of the run; `?str=480` for a picture's preview."""
    stored = pages.run_file(request.actor, code, file)
    if stored is None:
        raise Http404
    return files.respond(request, stored, size=480 if request.GET.get("str") == "480" else None)
