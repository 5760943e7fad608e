"""The versions of a block, and what differs between two of them."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.forloeb.differences import Piece, differences, joined
from spor.forloeb.models import Block, BlockGoal, BlockVersion
from spor.forloeb.texts import LEVELS, signs_of
from spor.ui.levels import level_name


@dataclass(frozen=True)
class FieldChange:
    """One field in two versions; `is_same` when both say the same."""

    label: str
    pieces: list[Piece]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)


@dataclass(frozen=True)
class BlockHistory:
    """The versions, newest first; the one looked at, and what it changed from the one it began from."""

    block: Block
    versions: tuple[BlockVersion, ...]
    chosen: BlockVersion
    changes: tuple[FieldChange, ...]

    @property
    def name(self) -> str:
        """«Aktivitet: Respons i makkerpar»."""
        word, title = self.block.get_kind_display(), self.versions[0].title
        return f"{word}: {title}" if title else word

    @property
    def is_head(self) -> bool:
        return self.chosen.pk == self.block.head_id


@dataclass(frozen=True)
class Conflict:
    """Two texts of one block: the side version and the head, each whole, and what differs from the head to the side."""

    block: Block
    side: BlockVersion
    head: BlockVersion
    changes: tuple[FieldChange, ...]

    @property
    def joined(self) -> str:
        """A first try at putting the two texts together."""
        return joined(self.head.body, self.side.body)


def block_history(actor: Actor, block: Block, version_code: str = "") -> BlockHistory:
    """The history of a block; `version_code` is the version to look at, by default the head. Five queries at most."""
    guard.require(actor, "read", block.forloeb)
    versions = tuple(_whole(block).order_by("-n"))
    chosen = next((version for version in versions if version.code == version_code), None)
    if chosen is None:
        chosen = next(version for version in versions if version.pk == block.head_id)
    before = next((version for version in versions if version.pk == chosen.parent_id), None)
    return BlockHistory(block, versions, chosen, _changes(before, chosen))


def conflict(actor: Actor, block: Block, side: BlockVersion) -> Conflict:
    """The two texts between which somebody must choose."""
    guard.require(actor, "read", block.forloeb)
    both = {version.pk: version for version in _whole(block).filter(pk__in=[side.pk, block.head_id])}
    mine, head = both[side.pk], both[block.head_id or side.pk]
    return Conflict(block, mine, head, _changes(head, mine))


def _whole(block: Block) -> QuerySet[BlockVersion]:
    goals = BlockGoal.objects.select_related("goal", "wording").prefetch_related("signs").order_by("rank")
    return block.versions.select_related("by", "file").prefetch_related(Prefetch("goals", goals), "settled_by")


def _changes(old: BlockVersion | None, new: BlockVersion) -> tuple[FieldChange, ...]:
    before = _fields(old) if old else {}
    after = _fields(new)
    labels = list(dict.fromkeys([*after, *before]))
    found = [FieldChange(label, differences(before.get(label, ""), after.get(label, ""))) for label in labels]
    return tuple(change for change in found if change.pieces)


def _fields(version: BlockVersion) -> dict[str, str]:
    """Label → text of every field that a person wrote or chose, in the order of the page."""
    said = {_("Overskrift"): version.title, _("Tekst"): version.body, _("Link"): version.url}
    said[_("Fil")] = version.file.name if version.file else ""
    if version.block.kind == Block.Kind.ASSIGNMENT:
        said[_("Afleveres")] = _("uge %(week)s") % {"week": version.due_week} if version.due_week else ""
        said[_("Sammen")] = _("i grupper") if version.by_group else _("hver for sig")
        said[_("Niveauer")] = _("for hvert mål") if version.wants_levels else _("ingen")
    for goal in version.goals.all():
        said[_("Mål: %(goal)s") % {"goal": goal.goal.text}] = goal.words or goal.goal.text
        for level, sign in zip(LEVELS, signs_of(goal), strict=True):
            if sign:
                said[f"{goal.goal.text} · {level_name(level)}"] = sign
    return said
