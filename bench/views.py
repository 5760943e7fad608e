"""The floor: what a page costs at the least (decision 0047).

The same server, middleware, session and template engine as the page beside it; in the same frame, which is ready-made here; as many
statements and rows, each asked for by primary key; and these rows shown one by one as the house shows rows, with no more bytes than
that page has. It decides nothing and looks nothing up, so a page that costs the same spends nothing on rights or on being itself.
"""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spor.access.models import Look, LookPupil
from spor.access.request import Request
from spor.home.navigation import shell
from spor.people.models import Person
from spor.ui.shell import Shell

_FRAMES: dict[int, Shell] = {}


@require_safe
def floor(request: Request) -> HttpResponse:
    """`/gulv/?raekker=1,25,3&vis=20&opslag=1`: a query a number, with that many rows; the first 20 shown; a look written."""
    rows: list[Person] = []
    for number in filter(None, request.GET.get("raekker", "").split(",")):
        rows += _by_key(int(number))
    if request.GET.get("opslag") == "1":
        _look(request)
    shown = rows[: int(request.GET.get("vis", "0"))]
    return render(request, "bench/floor.html", {"rows": shown, "shell": _frame(request)})


def _by_key(number: int) -> list[Person]:
    if number == 0:
        return list(Person.objects.filter(pk=-1))
    return list(Person.objects.filter(pk__gt=number).order_by("pk")[:number])


def _frame(request: Request) -> Shell:
    """The reader's own frame. What it asks the database is among the page's statements, so here it is asked once a process."""
    reader = request.actor.person_id
    if reader not in _FRAMES:
        frame = shell(request)["shell"]
        str(frame)  # lazy: now
        _FRAMES[reader] = frame
    return _FRAMES[reader]


def _look(request: Request) -> None:
    with transaction.atomic():
        look = Look.objects.create(at=request.actor.now, actor_id=request.actor.person_id, thing="floor")
        LookPupil.objects.bulk_create([LookPupil(look=look, pupil_id=request.actor.person_id)])
