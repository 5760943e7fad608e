"""Blocks are put in, moved, taken out and put back. Taking out deletes nothing."""

from django.db import transaction
from django.db.models import QuerySet

from spor.access import events, guard
from spor.access.actor import Actor
from spor.forloeb import ranks
from spor.forloeb.keeping import first_version
from spor.forloeb.models import Block, Forloeb
from spor.forloeb.texts import BlockText


@transaction.atomic
def add_block(*, actor: Actor, forloeb: Forloeb, kind: Block.Kind, key: str, text: BlockText | None = None) -> Block:
    """Put a block in after the last one, empty or saying `text`. The same key twice is one block."""
    guard.require(actor, "write", forloeb)
    others = list(_standing(forloeb).values_list("rank", flat=True))
    rank = ranks.between(max(others, default=""), "")
    block, made = Block.objects.get_or_create(key=key, defaults={"forloeb": forloeb, "kind": kind, "rank": rank})
    if not made:
        guard.require(actor, "write", block.forloeb)
        return block
    first_version(block, text or BlockText(), actor=actor)
    _spread_if_tight(forloeb, rank)
    events.record("add_block", actor=actor, thing="forloeb_draft", code=block.code)
    return block


@transaction.atomic
def move_block(*, actor: Actor, block: Block, up: bool) -> Block:
    """Change places with the block before (`up`) or after. At the end already, nothing changes. The front stays first."""
    guard.require(actor, "write", block.forloeb)
    others = sorted(_standing(block.forloeb).values_list("rank", "pk"))
    order = [pk for _rank, pk in others]
    if block.pk not in order:
        return block
    target = order.index(block.pk) + (-1 if up else 1)
    if not 0 <= target < len(order):
        return block
    low, high = (target - 1, target) if up else (target, target + 1)
    block.rank = ranks.between(_rank_at(others, low), _rank_at(others, high))
    block.save(update_fields=["rank"])
    _spread_if_tight(block.forloeb, block.rank)
    events.record("move_block", actor=actor, thing="forloeb_draft", code=block.code)
    return block


@transaction.atomic
def remove_block(*, actor: Actor, block: Block) -> Block:
    """Take a block out of the forløb. Its versions stay, editions that use them too, and `restore_block` puts it back. Not the front."""
    guard.require(actor, "write", block.forloeb)
    if block.removed_at is None and block.kind != Block.Kind.FRONT:
        block.removed_at = actor.now
        block.save(update_fields=["removed_at"])
        events.record("remove_block", actor=actor, thing="forloeb_draft", code=block.code)
    return block


@transaction.atomic
def restore_block(*, actor: Actor, block: Block) -> Block:
    """Put a block back where it was."""
    guard.require(actor, "write", block.forloeb)
    if block.removed_at is not None:
        block.removed_at = None
        block.save(update_fields=["removed_at"])
        events.record("restore_block", actor=actor, thing="forloeb_draft", code=block.code)
    return block


def _standing(forloeb: Forloeb) -> QuerySet[Block]:
    return Block.objects.filter(forloeb=forloeb, removed_at=None).exclude(kind=Block.Kind.FRONT)


def _rank_at(others: list[tuple[str, int]], place: int) -> str:
    return others[place][0] if 0 <= place < len(others) else ""


def _spread_if_tight(forloeb: Forloeb, rank: str) -> None:
    """A rank that grew long through many moves: all blocks, the removed too, get short ones in the order they stand in."""
    if len(rank) <= ranks.LONGEST:
        return
    blocks = sorted(Block.objects.filter(forloeb=forloeb), key=lambda block: block.rank)
    for block, fresh in zip(blocks, ranks.spread(len(blocks)), strict=True):
        block.rank = fresh
    Block.objects.bulk_update(blocks, ["rank"])
