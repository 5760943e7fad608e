"""Who writes along. Only the owner shares a forløb; anyone may leave it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.forloeb.models import Author, Forloeb
from spor.people.models import Person
from spor.people.queries import staff_of


@transaction.atomic
def add_author(*, actor: Actor, forloeb: Forloeb, person: Person) -> Author:
    """Let a colleague of the forløb's school write along; twice is once. Refused: somebody without a post there today."""
    guard.require(actor, "share", forloeb)
    if not staff_of(forloeb.school_id, actor.today).filter(pk=person.pk).exists():
        raise Refused(_("%(name)s er ikke ansat på skolen nu.") % {"name": person.name})
    author, made = Author.objects.get_or_create(
        forloeb=forloeb, person=person, to_at=None, defaults={"from_at": actor.now}
    )
    if made:
        events.record("add_author", actor=actor, thing="forloeb_draft", code=forloeb.code)
    return author


@transaction.atomic
def remove_author(*, actor: Actor, forloeb: Forloeb, person: Person) -> None:
    """A co-author stops writing along: the owner says so, or they leave themselves. The owner cannot leave. What they wrote stays."""
    is_leaving = person.pk == actor.person_id
    guard.require(actor, "write" if is_leaving else "share", forloeb)
    open_rows = Author.objects.filter(forloeb=forloeb, person=person, to_at=None)
    if open_rows.filter(is_owner=True).exists():
        raise Refused(_("Den, der begyndte forløbet, kan ikke forlade det."))
    if open_rows.update(to_at=actor.now):
        events.record("remove_author", actor=actor, thing="forloeb_draft", code=forloeb.code)
