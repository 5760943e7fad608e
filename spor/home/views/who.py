"""«Hvem kan se dette?»"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spor.access.request import Request
from spor.home.queries.who import who_page


@require_safe
def who(request: Request, code: str) -> HttpResponse:
    """`/elever/<code>/hvem/`: of the plan; `?om=portfolio` of the portfolio, `?spor=<code>` of one spor."""
    page = who_page(request.actor, code, about=request.GET.get("om", ""), spor=request.GET.get("spor", "")[:12])
    return render(request, "home/who.html", {"page": page})
