"""Colleagues who may write along."""

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.text import folded
from spor.forloeb.models import Author, Forloeb
from spor.people.models import Person
from spor.people.queries import staff_of

SHOWN = 20


def colleagues(actor: Actor, forloeb: Forloeb, text: str) -> list[Person]:
    """Staff of the forløb's school whose name holds `text`, in Danish order, without those who write already; at most 20. Two queries.

    Only for whoever may share the forløb. A school has a few hundred at most, so names are compared here, folded (decision 0022).
    """
    guard.require(actor, "share", forloeb)
    asked = folded(text)
    writing = set(Author.objects.filter(forloeb=forloeb, to_at=None).values_list("person", flat=True))
    staff = [person for person in staff_of(forloeb.school_id, actor.today) if person.pk not in writing]
    return [person for person in staff if asked in folded(person.name)][:SHOWN]


def author_of(actor: Actor, forloeb: Forloeb, code: str) -> Person:
    """The person of that code among the forløb's authors or its school's staff; 404 when there is none."""
    guard.require(actor, "read", forloeb)
    known = staff_of(forloeb.school_id, actor.today) | Person.objects.filter(
        pk__in=Author.objects.filter(forloeb=forloeb).values("person")
    )
    person = known.filter(code=code).first()
    if person is None:
        raise Http404
    return person
