"""A pupil's own goals: «Jeg vil …», reached, and taken away again."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.base.files import Prepared
from spor.base.text import clean_line
from spor.curriculum.models import Framework, FrameworkVersion, Goal
from spor.evidence.models import GoalState, OwnGoal, OwnGoalReached, TraceGoal
from spor.people.models import Person

TEXT_MAX = 200
OPEN_MAX = 5  # few, or none of them is one
_PERSONAL = "egne-maal"


@transaction.atomic
def set_own_goal(
    *, actor: Actor, pupil: Person, text: str, key: str, icon: str = "", sound: Prepared | None = None
) -> OwnGoal:
    """Set a goal for oneself, in one line; of a child who does not write by a picture, or a voice. The same key twice is once.

    Raises Refused without words, above 200 characters, and for a sixth that is not reached.
    """
    guard.require(actor, "write", pupil, name="own_goal")
    text = clean_line(text)
    if len(text) < 3:
        raise Refused(_("Skriv, hvad du vil."), field="text")
    if len(text) > TEXT_MAX:
        raise Refused(_("Skriv det kortere: højst 200 tegn."), field="text")
    done = OwnGoal.objects.filter(key=key).first()
    if done is not None:
        if done.pupil_id != pupil.pk:
            raise Refused(_("Siden var blevet for gammel. Prøv igen."), status=409)
        return done
    if OwnGoal.objects.filter(pupil=pupil, reached=None).count() >= OPEN_MAX:
        raise Refused(_("Du har fem mål i gang. Nå et af dem først, eller tag et væk."), field="text")
    goal = Goal.objects.create(version=_personal(actor), kind=Goal.Kind.OWN, identity=new_code(), text=text)
    stored = files.store(sound, now=actor.now) if sound else None
    own = OwnGoal.objects.create(pupil=pupil, goal=goal, icon=icon, sound=stored, at=actor.now, key=key)
    events.record("set_own_goal", actor=actor, thing="own_goal", code=own.code, pupil_id=pupil.pk)
    return own


@transaction.atomic
def reach_own_goal(*, actor: Actor, own: OwnGoal) -> None:
    """The pupil says it is reached. Reached already is once."""
    guard.require(actor, "write", own)
    _row, made = OwnGoalReached.objects.get_or_create(own_goal=own, defaults={"at": actor.now})
    if made:
        events.record("reach_own_goal", actor=actor, thing="own_goal", code=own.code, pupil_id=own.pupil_id)


@transaction.atomic
def go_on_with_own_goal(*, actor: Actor, own: OwnGoal) -> None:
    """Not reached after all."""
    guard.require(actor, "write", own)
    gone, _rows = OwnGoalReached.objects.filter(own_goal=own).delete()
    if gone:
        events.record("go_on_with_own_goal", actor=actor, thing="own_goal", code=own.code, pupil_id=own.pupil_id)


@transaction.atomic
def drop_own_goal(*, actor: Actor, own: OwnGoal) -> None:
    """Take it away, words and all. Refused when something has been tied to it since."""
    guard.require(actor, "write", own)
    goal = own.goal
    if TraceGoal.objects.filter(goal=goal).exists() or GoalState.objects.filter(goal=goal).exists():
        raise Refused(_("Der hører spor til det mål nu. Det kan ikke tages væk."), status=409)
    pupil, code = own.pupil_id, own.code
    own.delete()
    goal.delete()
    events.record("drop_own_goal", actor=actor, thing="own_goal", code=code, pupil_id=pupil)


def _personal(actor: Actor) -> FrameworkVersion:
    """The one version of the framework that holds what pupils set for themselves: no list ever shows it."""
    known = {"name": Framework.Kind.PERSONAL.label, "kind": Framework.Kind.PERSONAL}
    framework, _made = Framework.objects.get_or_create(key=_PERSONAL, defaults=known)
    version, _made = FrameworkVersion.objects.get_or_create(
        framework=framework, label=_PERSONAL, defaults={"from_on": actor.today}
    )
    return version
