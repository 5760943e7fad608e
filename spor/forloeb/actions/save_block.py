"""What is written in a block is kept, whoever else writes there (decision 0013)."""

from django.db import transaction
from django.http import Http404

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.stamps import LENGTH
from spor.forloeb.keeping import Kept, keep, locked
from spor.forloeb.models import Block, BlockVersion
from spor.forloeb.texts import BlockText, text_of


@transaction.atomic
def save_block(*, actor: Actor, block: Block, base: str, text: BlockText, stamp: str = "") -> Kept:
    """Keep what the actor wrote in a block, begun from `base` (BlockVersion.base as the page had it).

    `stamp` numbers the saves of one open page, so that one that arrives late changes nothing.
    When another person's version became the head meanwhile, the text is kept beside it: `Kept.is_conflict`, and the page shows both.
    """
    guard.require(actor, "write", block.forloeb)
    kept = keep(locked(block), base, text, actor=actor, stamp=stamp[:LENGTH])
    if kept.is_new:
        events.record("save_block", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


@transaction.atomic
def settle_conflict(*, actor: Actor, side: BlockVersion, text: BlockText) -> Kept:
    """End a conflict: `text` (one of the two, or both put together) becomes the head, and the side version is settled by it.

    Settled already by somebody else: the head stays as it is. Nothing is deleted, so every choice can be undone from the history.
    """
    block = side.block
    guard.require(actor, "write", block.forloeb)
    place = locked(block)
    head = place.head
    if head is None or not side.is_side:
        raise Http404
    if side.settled_by.exists():
        return Kept(head, head)
    kept = keep(place, head.base, text, actor=actor, settles=side)
    events.record("settle_conflict", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


@transaction.atomic
def restore_version(*, actor: Actor, version: BlockVersion) -> Kept:
    """Make what an older version says the head again, as a new version: the history only grows."""
    block = version.block
    guard.require(actor, "write", block.forloeb)
    place = locked(block)
    base = place.head.base if place.head else ""
    kept = keep(place, base, text_of(version), actor=actor)
    events.record("restore_version", actor=actor, thing="forloeb_draft", code=block.code)
    return kept
