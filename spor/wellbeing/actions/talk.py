"""«Jeg vil gerne tale med …», until the two have talked."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.people.models import Person
from spor.wellbeing.models import TalkHeld, TalkWish
from spor.wellbeing.queries.adults import adults_of
from spor.wellbeing.queries.own import adult_by_code

TEXT_MAX = 200


@transaction.atomic
def wish_talk(*, actor: Actor, pupil: Person, adult: str, key: str, text: str = "") -> TalkWish:
    """Ask one of the adults at school (by code) for a talk. Asked already and not talked yet is one wish; so is the same key.

    Raises Refused for anybody else, and for a text that is too long.
    """
    guard.require(actor, "write", pupil, name="talk_wish")
    asked, text = adult_by_code(adults_of(actor), adult), clean_line(text)
    if asked is None or asked.is_home:
        raise Refused(_("Vælg en af de voksne, der står her."))
    if len(text) > TEXT_MAX:
        raise Refused(_("Skriv det kortere: højst 200 tegn."), field="text")
    stands = TalkWish.objects.filter(pupil=pupil, adult=asked.id, held=None).first()
    if stands is not None:
        return stands
    known = {"pupil": pupil, "adult_id": asked.id, "at": actor.now, "text": text}
    wish, made = TalkWish.objects.get_or_create(key=key, defaults=known)
    if wish.pupil_id != pupil.pk:
        raise Refused(_("Siden var blevet for gammel. Prøv igen."), status=409)
    if made:
        events.record("wish_talk", actor=None, thing="talk_wish")
    return wish


@transaction.atomic
def take_back(*, actor: Actor, wish: TalkWish) -> None:
    """The pupil does not wish it any more, or regrets: the wish is gone."""
    guard.require(actor, "write", wish)
    wish.delete()
    events.record("take_back", actor=None, thing="talk_wish")


@transaction.atomic
def hold_talk(*, actor: Actor, wish: TalkWish) -> None:
    """«Vi har talt sammen»: closed by the adult who was asked. Closed already is closed once; the night erases it."""
    guard.require(actor, "close", wish)
    _held, made = TalkHeld.objects.get_or_create(wish=wish, defaults={"at": actor.now})
    if made:
        events.record("hold_talk", actor=None, thing="talk_wish")


@transaction.atomic
def reopen_talk(*, actor: Actor, wish: TalkWish) -> None:
    """It was pressed by mistake: the wish waits again."""
    guard.require(actor, "close", wish)
    TalkHeld.objects.filter(wish=wish).delete()
    events.record("reopen_talk", actor=None, thing="talk_wish")
