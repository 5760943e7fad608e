"""Long texts while they are being written: one Draft an account, thing and field (decision 0013). Nothing typed is lost.

For a room with a long field (feedback, reflection, plan section …):

1. The template wraps the field. It then saves itself within two seconds of a pause, on leaving the field and on closing the page,
   keeps an encrypted copy on the device until the server has it, offers sign-in in place, and says how it stands beneath the field:

       {% url "draft" "feedback" product.code "text" as draft_url %}
       {% autosave draft_url %}{% field form.text %}{% endautosave %}

   One text field between the tags, inside a form with a submit button, so that it also works without JavaScript. Before the form is
   sent, what is not saved yet is saved. `mark=False` where a `{% saved_mark %}` of the page's own (data-mark="writing" around it) is
   to say how all fields of the page stand.

2. The view begins the field with what was being written:

       initial={"text": drafts.text_for(actor, thing="feedback", code=product.code, field="text", otherwise=sent_text)}

   `texts_for` gives all fields of a thing in one query, `waiting` the things of one kind that have a draft.

3. The action that sends the text erases the draft in its own transaction:

       drafts.erase_draft(actor=actor, thing="feedback", code=product.code)

`thing` and `field` are words of the room's own choice (letters, digits, - and _, at most 40), `code` the code of the row the text is
about. A draft is seen by its account only, and by no one else ever; it is no fact about anybody until it is sent.
"""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spor.access import holds
from spor.access.actor import Actor
from spor.access.models import Draft
from spor.base.errors import Refused
from spor.base.stamps import LENGTH, is_older
from spor.base.text import clean_text

KEPT = dt.timedelta(days=30)
TEXT_MAX = 100_000
DRAFTS_MAX = 1_000  # an account's; a class's feedback in every subject is far below


class OtherText(Exception):
    """The same person has written something else in the same field, in another window or on another device: `text`.

    Nothing is overwritten: the page puts the two together and saves again.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    thing: str,
    code: str,
    field: str,
    text: str,
    base: str = "",
    stamp: str = "",
    known: str | None = None,
) -> Draft | None:
    """Keep `text` as what the actor is writing in this field; an empty text erases the draft. Saying the same twice changes nothing.

    base    what the writer began from, where that may change meanwhile
    known   the text the page believes is kept; None asks for no comparison
    stamp   numbers the saves of one open page: one that arrives after a later one of the same page changes nothing
    Raises OtherText when another text than `known` is kept and `text` does not hold it. Refused: a text over 100,000 characters, more
    than 1,000 drafts. Nothing is recorded: a draft is not yet a deed.
    """
    text = clean_text(text)
    if len(text) > TEXT_MAX:
        raise Refused(_("Teksten er for lang til at gemme: højst 100.000 tegn. Del den i to."), status=413, field=field)
    at: dict[str, Any] = {"account_id": actor.account_id, "thing": thing, "thing_code": code, "field": field}
    mine = _of(actor)
    found = mine.filter(**at).first()
    if found is not None and is_older(stamp, found.key):
        return found
    if found is not None and known is not None and clean_text(known) != found.text and found.text not in text:
        raise OtherText(found.text)
    if not text:
        erase_draft(actor=actor, thing=thing, code=code, field=field)
        return None
    if found is None and mine.count() >= DRAFTS_MAX:
        raise Refused(_("Du har over 1.000 tekster, der ikke er sendt. Send eller slet nogle af dem."))
    kept, _made = Draft.objects.update_or_create(
        **at, defaults={"text": text, "base": clean_text(base)[:TEXT_MAX], "key": stamp[:LENGTH], "saved_at": actor.now}
    )
    return kept


def erase_draft(*, actor: Actor, thing: str, code: str, field: str = "") -> None:
    """The text is sent, or given up. Without `field`: all fields of the thing."""
    rows = _of(actor).filter(thing=thing, thing_code=code)
    (rows.filter(field=field) if field else rows).delete()


def draft_for(actor: Actor, *, thing: str, code: str, field: str) -> Draft | None:
    """What the actor is writing in this field, or None."""
    return _of(actor).filter(thing=thing, thing_code=code, field=field).first()


def text_for(actor: Actor, *, thing: str, code: str, field: str, otherwise: str = "") -> str:
    """The text to begin the field with: the draft, or `otherwise`."""
    draft = draft_for(actor, thing=thing, code=code, field=field)
    return draft.text if draft else otherwise


def texts_for(actor: Actor, *, thing: str, code: str) -> dict[str, str]:
    """Field → text of everything the actor is writing about one thing. One query."""
    return dict(_of(actor).filter(thing=thing, thing_code=code).values_list("field", "text"))


def rows_of(actor: Actor, *, thing: str) -> QuerySet[Draft]:
    """The actor's drafts of one kind of thing, for a page that reads them together with other rows."""
    return _of(actor).filter(thing=thing)


def waiting(actor: Actor, *, thing: str) -> set[str]:
    """Codes of the things of one kind about which the actor has begun to write."""
    return set(_of(actor).filter(thing=thing).values_list("thing_code", flat=True))


def erase_old_drafts(*, now: dt.datetime) -> int:
    """Erase every draft not touched for 30 days but those of persons held; returns how many. Run daily by `erase_old_drafts`."""
    old = Draft.objects.filter(saved_at__lt=now - KEPT).exclude(account__person__in=holds.held(now))
    erased, _rows = old.delete()
    return erased


def _of(actor: Actor) -> QuerySet[Draft]:
    return Draft.objects.filter(account_id=actor.account_id) if actor.account_id else Draft.objects.none()


@dataclass(frozen=True)
class DeviceKey:
    """`name` tells the account's own entries on a shared device from others'; `secret` (32 bytes, hex) encrypts them."""

    name: str
    secret: str


def device_key(actor: Actor) -> DeviceKey:
    """The key under which this account's unsent text may lie on a device. The server gives it to nobody else.

    It follows from the installation's secret key, so nothing is stored, and whoever takes the device over after sign-out has ciphertext.
    """
    return DeviceKey(_derived("name", actor)[:24], _derived("secret", actor))


def _derived(purpose: str, actor: Actor) -> str:
    message = f"spor.device.{purpose}.{actor.account_id}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
