"""Which parts of Spor a school has taken into use (decision 0035). A part without a row is in use."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.access.models import PartOff
from spor.base.errors import Refused
from spor.people.models import School


@transaction.atomic
def take_into_use(*, actor: Actor, school: School, part: str) -> None:
    """The school uses the part from today on. In use already stays so."""
    guard.require(actor, "write", school, name="settings_school")
    _known(part)
    ended = PartOff.objects.filter(school=school, part=part, to_on=None).update(to_on=actor.today)
    if ended:
        events.record("take_into_use", actor=actor, thing="settings_school", code=school.code, note=part)


@transaction.atomic
def put_aside(*, actor: Actor, school: School, part: str) -> None:
    """The school does not use the part from today on: it is in nobody's menu there, and its pages say so. What is written stays."""
    guard.require(actor, "write", school, name="settings_school")
    _known(part)
    found = {"school": school, "part": part, "to_on": None}
    _row, made = PartOff.objects.get_or_create(**found, defaults={"from_on": actor.today, "set_by_id": actor.person_id})
    if made:
        events.record("put_aside", actor=actor, thing="settings_school", code=school.code, note=part)


def _known(part: str) -> None:
    if part not in PartOff.Part.values:
        raise Refused(_("Vælg en af delene på listen."), field="part")
