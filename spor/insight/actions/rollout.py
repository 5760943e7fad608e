"""The start, the helpers and the visits of a school's rollout."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.access.models import PartOff, Superuser
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.insight.models import Rollout, Visit, VisitHeld
from spor.people.models import Person, Post, School, live

ABOUT_MAX = 200


@transaction.atomic
def plan_start(*, actor: Actor, school: School, on: dt.date) -> Rollout:
    """The school begins with Spor on that day. Planned for the first time and for a day to come, every part is put aside until it is taken.

    Refused for a day more than two years away.
    """
    guard.require(actor, "agree", school, name="rollout")
    if abs((on - actor.today).days) > 730:
        raise Refused(_("Vælg en dag inden for de næste to år."), field="on")
    said = {"starts_on": on, "set_by_id": actor.person_id, "set_at": actor.now}
    row, made = Rollout.objects.update_or_create(school=school, defaults=said)
    if made and on > actor.today:
        _put_all_aside(actor, school)
    events.record("plan_start", actor=actor, thing="rollout", code=row.code)
    return row


def _put_all_aside(actor: Actor, school: School) -> None:
    known = set(PartOff.objects.filter(school=school, to_on=None).values_list("part", flat=True))
    PartOff.objects.bulk_create(
        PartOff(school=school, part=part, from_on=actor.today, set_by_id=actor.person_id)
        for part in PartOff.Part.values
        if part not in known
    )


@transaction.atomic
def name_superuser(*, actor: Actor, school: School, person: Person) -> Superuser:
    """An employee whom colleagues ask first. Named already is named once; refused for somebody without a post there."""
    guard.require(actor, "write", school, name="settings_school")
    if not Post.objects.filter(live(actor.today), person=person, school=school).exists():
        raise Refused(_("%(name)s er ikke ansat på skolen.") % {"name": person.name}, field="person")
    begun = {"from_on": actor.today, "set_by_id": actor.person_id}
    row, made = Superuser.objects.get_or_create(school=school, person=person, to_on=None, defaults=begun)
    if made:
        events.record("name_superuser", actor=actor, thing="rollout", code=row.code)
    return row


@transaction.atomic
def end_superuser(*, actor: Actor, superuser: Superuser) -> None:
    """From today on they are not. Ended already stays as it was."""
    guard.require(actor, "write", superuser.school, name="settings_school")
    if superuser.to_on is None:
        superuser.to_on = max(actor.today, superuser.from_on)
        superuser.save(update_fields=["to_on"])
        events.record("end_superuser", actor=actor, thing="rollout", code=superuser.code)


@transaction.atomic
def agree_visit(*, actor: Actor, school: School, on: dt.date, about: str, key: str) -> Visit:
    """Support agreed for a day. The same key twice is one visit."""
    guard.require(actor, "agree", school, name="rollout")
    about = clean_line(about)
    if not about:
        raise Refused(_("Skriv kort, hvad besøget handler om."), field="about")
    if len(about) > ABOUT_MAX:
        raise Refused(_("Skriv det kortere: højst 200 tegn."), field="about")
    said = {"school": school, "on": on, "about": about, "agreed_by_id": actor.person_id, "agreed_at": actor.now}
    row, made = Visit.objects.get_or_create(key=key, defaults=said)
    if made:
        events.record("agree_visit", actor=actor, thing="rollout", code=row.code)
    return row


@transaction.atomic
def hold_visit(*, actor: Actor, visit: Visit) -> None:
    """It took place. Refused before its day; held already is held once."""
    guard.require(actor, "agree", visit)
    if visit.on > actor.today:
        raise Refused(_("Besøget er ikke begyndt endnu."))
    _row, made = VisitHeld.objects.get_or_create(visit=visit, defaults={"by_id": actor.person_id, "at": actor.now})
    if made:
        events.record("hold_visit", actor=actor, thing="rollout", code=visit.code)
