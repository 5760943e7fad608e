"""What several of this room's pages share: the context of the forløb's page, and how a saved text is answered."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access.request import Request
from spor.base.codes import new_code
from spor.base.models import StoredFile
from spor.base.schoolyear import week_of
from spor.base.text import clean_line
from spor.forloeb import queries
from spor.forloeb.forms import BlockForm, FrameForm
from spor.forloeb.keeping import Kept
from spor.forloeb.models import Block
from spor.forloeb.queries.shown import FileAddress
from spor.ui.moments import at_clock


def key_of(request: Request) -> str:
    """The key of a posted form; one that is missing or made up is replaced: then this press is its own."""
    return clean_line(request.POST.get("key", ""))[:40] or new_code()


def address_in(code: str) -> FileAddress:
    def address(stored: StoredFile) -> str:
        return reverse("forloeb_file", args=[code, stored.code])

    return address


def page_context(
    request: Request, code: str, *, bound: BlockForm | None = None, frame: FrameForm | None = None, block_code: str = ""
) -> dict[str, Any]:
    """`bound` is the posted form of the block `block_code`, shown with its errors and every typed word."""
    page = queries.forloeb_page(request.actor, code, address_in(code))
    weeks = [week for week, _due in page.weeks]
    forms = {
        block.code: bound if bound and block.code == block_code else BlockForm.of(block.shown, weeks)
        for block in (page.front, *page.blocks)
    }
    return {
        "page": page,
        "front_form": forms[page.front.code],
        "written": [(block, forms[block.code]) for block in page.blocks],
        "frame": frame or FrameForm(today=request.actor.today, forloeb=page.forloeb),
        "kinds": [
            {"value": kind.value, "word": kind.label, "icon": queries.ICONS[kind]}
            for kind in Block.Kind
            if kind != Block.Kind.FRONT
        ],
        "this_week": week_of(request.actor.today).number,
        "key": new_code(),
    }


def wants_json(request: Request) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def to_block(code: str, block_code: str) -> HttpResponse:
    return redirect(f"{reverse('forloeb', args=[code])}#blok-{block_code}")


def saved_answer(request: Request, code: str, block: Block, kept: Kept) -> HttpResponse:
    """To the writing script: when it was saved, and the base to go on from; 409 with both texts when it lost a race."""
    said = _("Gemt %(clock)s") % {"clock": at_clock(request.actor.now)}
    if not kept.is_conflict:
        return JsonResponse({"said": said, "base": kept.version.base, "is_head": kept.is_head})
    answer = {
        "said": said,
        "base": kept.version.base,
        "note": conflict_words(request, kept),
        "url": reverse("forloeb_conflict", args=[code, block.code, kept.version.code]),
        "label": _("Se forskellen"),
        "yours": kept.version.body,
        "theirs": kept.head.body,
    }
    return JsonResponse(answer, status=409)


def conflict_words(request: Request, kept: Kept) -> str:
    if kept.head.by_id == request.actor.person_id:
        return _("Du har selv skrevet her et andet sted imens. Begge udgaver er gemt.")
    return _("%(name)s har skrevet her imens. Begge udgaver er gemt.") % {"name": kept.head.by.name}
