"""The floor: what a page costs at the least. It stands in the same frame, for the same reader, and has nothing of its own but rows."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spor.access.models import Look, LookPupil
from spor.access.request import Request
from spor.people.models import Person


@require_safe
def floor(request: Request) -> HttpResponse:
    """`/gulv/?raekker=1,25,3&opslag=1`: a query by primary key a number, with that many rows; a look where the page writes one."""
    rows: list[Person] = []
    for number in filter(None, request.GET.get("raekker", "").split(",")):
        rows += _by_key(int(number))
    if request.GET.get("opslag") == "1":
        _look(request)
    return render(request, "bench/floor.html", {"rows": rows})


def _by_key(number: int) -> list[Person]:
    if number == 0:
        return list(Person.objects.filter(pk=-1))
    return list(Person.objects.filter(pk__gt=number).order_by("pk")[:number])


def _look(request: Request) -> None:
    with transaction.atomic():
        look = Look.objects.create(at=request.actor.now, actor_id=request.actor.person_id, thing="floor")
        LookPupil.objects.bulk_create([LookPupil(look=look, pupil_id=request.actor.person_id)])
