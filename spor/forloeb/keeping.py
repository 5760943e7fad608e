"""Compare-and-swap on a block's head (decision 0012, 0013): nothing that somebody wrote is ever overwritten by another's text.

Called by the actions of this room, which have guarded, locked the block and record the deed.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Max

from spor.access.actor import Actor
from spor.base.codes import shaped
from spor.base.stamps import is_older
from spor.curriculum.models import GoalWording
from spor.forloeb.models import Block, BlockGoal, BlockVersion, EditionBlock, Sign
from spor.forloeb.texts import LEVELS, BlockText, GoalText, loses_much, state_key, text_of

STRETCH = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Kept:
    """Where the text went. `head` is what the block now says; another version than `version` when the text lost a race.

    `is_late`: the page that sent it has already sent a newer one, so nothing was kept.
    """

    version: BlockVersion
    head: BlockVersion
    is_new: bool = False
    is_late: bool = False

    @property
    def is_conflict(self) -> bool:
        return self.version.is_side

    @property
    def is_head(self) -> bool:
        """Whether the block now says what was sent."""
        return self.version.pk == self.head.pk and not self.is_late


def keep(
    block: Block, base: str, text: BlockText, *, actor: Actor, settles: BlockVersion | None = None, stamp: str = ""
) -> Kept:
    """Keep `text`, begun from the state `base` (BlockVersion.base), as the block's head or, where the head has moved on, beside it.

    The same save twice is one version. Within ten minutes of one stretch of writing the author's head follows along in place.
    """
    head = block.head
    if head is None:
        raise ValueError(f"block {block.code} has no version")
    key = state_key(block.code, base, text)
    known = block.versions.filter(key=key).first()
    if known is not None or (settles is None and text_of(head) == text):
        return Kept(known or head, head)
    begun = block.versions.select_related("parent").filter(code=shaped(base.partition(".")[0])).first()
    newer = next((one for one in (head, begun) if one and is_older(stamp, one.stamp)), None)
    if newer is not None:
        return Kept(newer, head, is_late=True)
    if base == head.base or _goes_on(head, begun, base, actor):
        if base == head.base and settles is None and _may_extend(head, text, actor):
            return _extended(head, key, text, actor, head, stamp)
        version = _written(block, key, text, actor, parent=head, settles=settles, stamp=stamp)
        block.head = version
        block.save(update_fields=["head"])
        return Kept(version, version, is_new=True)
    return _beside(block, begun, base, key, text, actor, stamp)


def _goes_on(head: BlockVersion, begun: BlockVersion | None, base: str, actor: Actor) -> bool:
    """The same person's writing, minutes ago: the answer to the save before was lost, or another window of theirs stands open."""
    if begun is None or head.by_id != actor.person_id or actor.now - (head.saved_at or head.at) > STRETCH:
        return False
    return begun.pk == head.pk or (begun.pk == head.parent_id and begun.base == base)


def _may_extend(version: BlockVersion, text: BlockText, actor: Actor) -> bool:
    old = text_of(version)
    return (
        version.by_id == actor.person_id
        and actor.now - version.at <= STRETCH
        and version.settles_id is None
        and (old.file_id, old.looks) == (text.file_id, text.looks)
        and not loses_much(old, text)
        and not version.children.exists()
        and not EditionBlock.objects.filter(version=version).exists()
    )


def _beside(
    block: Block, begun: BlockVersion | None, base: str, key: str, text: BlockText, actor: Actor, stamp: str
) -> Kept:
    """The text as a side version, begun from its base; whoever writes on beside the head has one open side version, not one a pause."""
    head = block.head
    assert head is not None  # noqa: S101 - keep() has seen to it
    own = (
        begun if begun and begun.is_side and begun.by_id == actor.person_id and not begun.settled_by.exists() else None
    )
    if own is not None and base == own.base and _may_extend(own, text, actor):
        return _extended(own, key, text, actor, head, stamp)
    version = _written(block, key, text, actor, parent=begun or head, settles=own, is_side=True, stamp=stamp)
    return Kept(version, head, is_new=True)


def _extended(version: BlockVersion, key: str, text: BlockText, actor: Actor, head: BlockVersion, stamp: str) -> Kept:
    old = text_of(version)
    for name, value in _columns(text).items():
        setattr(version, name, value)
    version.key, version.saved_at, version.stamp = key, actor.now, stamp
    version.save()
    if old.goals != text.goals:
        version.goals.all().delete()
        write_goals(version, text)
    return Kept(version, version if version.pk == head.pk else head)


def _written(block: Block, key: str, text: BlockText, actor: Actor, **more: Any) -> BlockVersion:
    last = block.versions.aggregate(last=Max("n"))["last"] or 0
    version = BlockVersion.objects.create(
        block=block, n=last + 1, by_id=actor.person_id, at=actor.now, key=key, **_columns(text), **more
    )
    write_goals(version, text)
    return version


def locked(block: Block) -> Block:
    """The block as it is now; nobody else moves its head until this transaction ends."""
    return Block.objects.select_for_update().get(pk=block.pk)


def first_version(block: Block, text: BlockText, *, actor: Actor) -> BlockVersion:
    """The version a new block begins with, made its head."""
    version = _written(block, state_key(block.code, "", text), text, actor)
    block.head = version
    block.save(update_fields=["head"])
    return version


def _columns(text: BlockText) -> dict[str, Any]:
    columns = asdict(text)
    del columns["goals"]
    return columns


def write_goals(version: BlockVersion, text: BlockText) -> None:
    """The goals of a version, each with its words and its signs. Words that are a wording's already refer to it."""
    known = _known_wordings(version, text)
    rows = [_goal_row(version, rank, goal, known.get(_wording_key(goal))) for rank, goal in enumerate(text.goals)]
    BlockGoal.objects.bulk_create(rows)
    Sign.objects.bulk_create(
        [
            Sign(block_goal=row, level=level, text=said)
            for row, goal in zip(rows, text.goals, strict=True)
            for level, said in zip(LEVELS, goal.signs, strict=True)
            if said
        ]
    )


def _goal_row(version: BlockVersion, rank: int, goal: GoalText, wording: GoalWording | None) -> BlockGoal:
    if wording is not None:
        return BlockGoal(version=version, goal_id=goal.goal_id, rank=rank, wording=wording)
    own = {"said": goal.said, "icon": goal.icon, "sound_id": goal.sound_id}
    return BlockGoal(version=version, goal_id=goal.goal_id, rank=rank, **own)


def _wording_key(goal: GoalText) -> tuple[Any, ...]:
    return goal.goal_id, goal.said, goal.icon, goal.sound_id


def _known_wordings(version: BlockVersion, text: BlockText) -> dict[tuple[Any, ...], GoalWording]:
    """Wordings that earlier versions of the block refer to: copying and editing keep the reference (decision 0011)."""
    if not text.goals:
        return {}
    used = BlockGoal.objects.filter(version__block=version.block_id, wording__isnull=False).select_related("wording")
    found = [row.wording for row in used if row.wording is not None]
    return {(each.goal_id, each.text, each.icon, each.sound_id): each for each in found}
