"""Saying how one is, and who may see it."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.people.models import Person
from spor.wellbeing.models import CheckIn, CheckInReader, Said
from spor.wellbeing.queries.adults import adults_of
from spor.wellbeing.queries.own import adult_by_code, enrolment, newest_of, readers_of
from spor.wellbeing.scales import scale_for


@transaction.atomic
def check_in(*, actor: Actor, pupil: Person, answer: str) -> CheckIn:
    """Say how one is today; said again it takes the place of what was said. Those chosen last time see it, else nobody.

    What one would rather not say, nobody sees. The event names nobody. Raises Refused for what is no answer.
    """
    guard.require(actor, "write", pupil, name="wellbeing_answers")
    home = enrolment(actor)
    if answer not in Said.values or home is None:
        raise Refused(_("Tryk på et af ansigterne."), field="answer")
    chosen = readers_of(newest_of(actor)) & {each.id for each in adults_of(actor)}
    scale = scale_for(home.grade if home.grade is not None else home.group.grade)
    said, _made = CheckIn.objects.update_or_create(
        pupil=pupil,
        on=actor.today,
        defaults={"group": home.group, "scale": scale, "answer": answer, "at": actor.now},
    )
    if answer == Said.UNTOLD:
        said.readers.all().delete()
    else:
        rows = [CheckInReader(check_in=said, person_id=each) for each in sorted(chosen)]
        CheckInReader.objects.bulk_create(rows, ignore_conflicts=True)
    events.record("check_in", actor=None, thing="wellbeing_answers")
    return said


@transaction.atomic
def let_see(*, actor: Actor, pupil: Person, adult: str) -> None:
    """Let one of the adults around oneself (by code) see what was said today. Lets already is once.

    Raises Refused for anybody else, and when nothing was said today.
    """
    said, reader = _today(actor, pupil), adult_by_code(adults_of(actor), adult)
    if reader is None:
        raise Refused(_("Vælg en af de voksne, der står her."))
    CheckInReader.objects.get_or_create(check_in=said, person_id=reader.id)
    events.record("let_see", actor=None, thing="wellbeing_answers")


@transaction.atomic
def hide_from(*, actor: Actor, pupil: Person, adult: str = "") -> None:
    """The adult of that code does not see it any more; without a code nobody does."""
    said = _today(actor, pupil)
    rows = CheckInReader.objects.filter(check_in=said)
    (rows.filter(person__code=adult) if adult else rows).delete()
    events.record("hide_from", actor=None, thing="wellbeing_answers")


def _today(actor: Actor, pupil: Person) -> CheckIn:
    guard.require(actor, "write", pupil, name="wellbeing_answers")
    said = newest_of(actor)
    if said is None or said.on != actor.today or said.answer == Said.UNTOLD:
        raise Refused(_("Sig først, hvordan du har det i dag."), status=409)
    return said
