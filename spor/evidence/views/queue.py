"""Everything that awaits feedback, across the reader's classes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spor.access.request import Request
from spor.base.codes import shaped
from spor.evidence.queries import queue as queries


@require_safe
def queue(request: Request) -> HttpResponse:
    """`/feedback/`; `?efter=` the code of the hand-in that the page begins after, `?opgave=` one assignment's code."""
    chosen = shaped(request.GET.get("opgave", ""))
    page = queries.page(request.actor, after=shaped(request.GET.get("efter", "")), assignment=chosen)
    template = "evidence/queue_items.html" if request.htmx else "evidence/queue.html"
    return render(request, template, {"page": page, "chosen": chosen})
