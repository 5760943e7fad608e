"""Wishes and faults: one's own, and those of the schools one helps."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.collate import danish
from spor.insight.models import Wish
from spor.people.models import School

DRAFT = "wish"  # the kind of thing under which an unsent text is kept
SHOWN = 100
PAGE_MAX = 200
_CODE = re.compile(r"(?<=/)[0-9a-hjkmnp-tv-z]{12}(?=/|$)")


@dataclass(frozen=True)
class WishesPage:
    """`schools` are those one may write from; `text` is what one has begun to write; `page` the address it is about, without codes."""

    schools: tuple[School, ...]
    wishes: tuple[Wish, ...]
    me: int
    page: str
    text: str
    key: str
    draft_thing: str = DRAFT

    @property
    def school(self) -> School | None:
        return self.schools[0] if self.schools else None


def without_codes(page: str) -> str:
    """«/elever/…/plan/»: the address of a page without the codes of those it was about, and without what stood after the «?»."""
    path = page.split("?")[0].split("#")[0]
    return _CODE.sub("…", path)[:PAGE_MAX] if path.startswith("/") and not path.startswith("//") else ""


def wishes_page(actor: Actor, came_from: str = "") -> WishesPage:
    """The form and the list, those without an answer first. 404 for whoever neither writes nor reads any. At most four queries."""
    schools = tuple(guard.visible(actor, School, "send", thing="wish").order_by(danish("name")))
    rows = _with_names(guard.with_cans(actor, guard.visible(actor, Wish), ["answer"]))
    wishes = tuple(rows.order_by("answer__at", "-at", "-id")[:SHOWN])
    text = drafts.text_for(actor, thing=DRAFT, code=schools[0].code, field="text") if schools else ""
    if not schools and not wishes and guard.rule(actor, Wish, "answer") is None:
        raise Http404
    return WishesPage(schools, wishes, actor.person_id, without_codes(came_from), text, new_code())


def wish(actor: Actor, code: str) -> Wish:
    """One that the actor may answer."""
    return guard.get_or_404(actor, Wish, code, "answer")


def _with_names(rows: QuerySet[Wish]) -> QuerySet[Wish]:
    return rows.select_related("school", "by", "answer")


def school_of(page: WishesPage, code: str) -> School:
    """The school a wish is sent from: the one named, or the writer's first. 404 for whoever works at none."""
    found = next((each for each in page.schools if each.code == code), page.school)
    if found is None:
        raise Http404
    return found
