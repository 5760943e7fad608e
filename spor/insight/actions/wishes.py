"""What people at a school wish, and what they are answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.text import clean_line, clean_text
from spor.insight.models import Wish, WishAnswer
from spor.insight.queries.wishes import DRAFT, without_codes
from spor.people.models import School

TEXT_MAX, ANSWER_MAX = 4_000, 500


@transaction.atomic
def send_wish(*, actor: Actor, school: School, kind: str, text: str, page: str, key: str) -> Wish:
    """A wish or a fault, with the page it is about. The same key twice is one. Refused without words."""
    guard.require(actor, "send", school, name="wish")
    text = clean_text(text).strip()
    if len(text) < 3:
        raise Refused(_("Skriv, hvad du ønsker, eller hvad der ikke virker."), field="text")
    if len(text) > TEXT_MAX:
        raise Refused(_("Skriv det kortere: højst 4.000 tegn."), field="text")
    if kind not in Wish.Kind.values:
        raise Refused(_("Vælg, om det er et ønske, eller noget ikke virker."), field="kind")
    said = {"school": school, "kind": kind, "text": text, "page": without_codes(page)}
    row, made = Wish.objects.get_or_create(key=key, defaults=said | {"by_id": actor.person_id, "at": actor.now})
    if made:
        drafts.erase_draft(actor=actor, thing=DRAFT, code=school.code)
        events.record("send_wish", actor=actor, thing="wish", code=row.code)
    return row


@transaction.atomic
def answer_wish(*, actor: Actor, wish: Wish, text: str) -> WishAnswer:
    """What became of it, to its sender. Answered already stays as it was."""
    guard.require(actor, "answer", wish)
    text = clean_line(text)
    if not text:
        raise Refused(_("Skriv et kort svar."), field="text")
    if len(text) > ANSWER_MAX:
        raise Refused(_("Skriv det kortere: højst 500 tegn."), field="text")
    row, made = WishAnswer.objects.get_or_create(
        wish=wish, defaults={"text": text, "by_id": actor.person_id, "at": actor.now}
    )
    if made:
        events.record("answer_wish", actor=actor, thing="wish", code=wish.code)
    return row
