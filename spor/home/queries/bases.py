"""The contacts of a school's pupils who have no custody, for whoever says on what other basis they are guardians."""

from dataclasses import dataclass

from spor.access import guard, names
from spor.access.actor import Actor
from spor.base.collate import key
from spor.people.models import Enrolment, Guardianship, School, live


@dataclass(frozen=True)
class BasesPage:
    school: School
    links: list[Guardianship]


def bases_page(actor: Actor, code: str) -> BasesPage:
    """By the pupil's name; those without a basis are contacts that read nothing. Three queries."""
    school = guard.get_or_404(actor, School, code, "run", thing="school")
    pupils = Enrolment.objects.filter(live(actor.today), school=school).values("person")
    rows = guard.visible(actor, Guardianship, "record", thing="custody_status").filter(
        live(actor.today), has_custody=False, pupil__in=pupils
    )
    links = list(rows.select_related("pupil", "guardian"))
    names.veil(actor, (each.pupil for each in links))
    return BasesPage(school, sorted(links, key=lambda each: (key(each.pupil.name), each.pk)))


def link_of(actor: Actor, code: str) -> Guardianship:
    """A contact whose basis the actor says; 404 and 403 as decision 0016."""
    return guard.get_or_404(actor, Guardianship, code, "record", thing="custody_status")
