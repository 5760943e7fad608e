"""Goals of a block, taken from the framework and said in pupil language. No forløb needs any."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.errors import Refused
from spor.base.models import StoredFile
from spor.curriculum.models import Goal
from spor.curriculum.queries import wordings
from spor.forloeb.keeping import Kept, keep, locked
from spor.forloeb.models import Block
from spor.forloeb.pupil_words import GOAL_ICONS, in_pupil_language
from spor.forloeb.texts import BlockText, GoalText, text_of

GOALS_MAX = 12
_HAVE = {Block.Kind.GOALS, Block.Kind.ASSIGNMENT}


@transaction.atomic
def choose_goal(*, actor: Actor, block: Block, goal: Goal, said: str = "") -> Kept:
    """Put a goal in a goals or assignment block, said as `said`, else as the actor said it last, else in the framework's words made «jeg».

    It is put into whatever the block says now, so nobody's text is in its way. Refused: a thirteenth goal.
    """
    guard.require(actor, "write", block.forloeb)
    if block.kind not in _HAVE:
        raise Refused(_("Mål hører til i en målblok eller en opgave."))
    place = locked(block)
    text = _now(place)
    if len(text.goals) >= GOALS_MAX and goal.pk not in text.goal_ids:
        raise Refused(_("Der er 12 mål her allerede. Færre mål er lettere at følge."))
    words = said or _own_words(goal, actor) or in_pupil_language(goal.text)
    kept = keep(place, _base(place), text.with_goal(GoalText(goal.pk, words)), actor=actor)
    events.record("choose_goal", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


@transaction.atomic
def drop_goal(*, actor: Actor, block: Block, goal: Goal) -> Kept:
    """Take a goal, with its words and signs, out of a block; the version before still has them."""
    guard.require(actor, "write", block.forloeb)
    place = locked(block)
    kept = keep(place, _base(place), _now(place).without_goal(goal.pk), actor=actor)
    events.record("drop_goal", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


@transaction.atomic
def dress_goal(
    *, actor: Actor, block: Block, goal: Goal, icon: str, sound: files.Prepared | None, keep_sound: bool
) -> Kept:
    """Give a goal of a block its own icon ("" for none) and, for children who do not read, the words in a person's voice.

    `sound` takes the place of the one that was there; without one `keep_sound` says whether that stays. The version before still has both.
    """
    guard.require(actor, "write", block.forloeb)
    place = locked(block)
    text = _now(place)
    had = next((each for each in text.goals if each.goal_id == goal.pk), None)
    if had is None or icon not in (*GOAL_ICONS, ""):
        raise Refused(_("Målet er taget ud i mellemtiden, eller ikonet findes ikke mere."))
    stored = files.store(sound, now=actor.now, kinds={StoredFile.Kind.SOUND}).pk if sound else None
    sound_id = stored or (had.sound_id if keep_sound else None)
    kept = keep(place, _base(place), text.with_look(goal.pk, icon, sound_id), actor=actor)
    events.record("dress_goal", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


def _own_words(goal: Goal, actor: Actor) -> str:
    found = wordings([goal], owner_id=actor.person_id).get(goal.pk, [])
    return found[0].text if found else ""


def _now(block: Block) -> BlockText:
    return text_of(block.head) if block.head else BlockText()


def _base(block: Block) -> str:
    return block.head.base if block.head else ""
