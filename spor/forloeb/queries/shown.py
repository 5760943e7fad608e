"""Blocks as they are read: by a class (an edition), by a pupil in the preview, and by those who write them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.curriculum import grades
from spor.curriculum.models import Goal, GoalWording
from spor.forloeb.models import Block, BlockGoal, BlockVersion, Edition, EditionBlock, Forloeb, Sign
from spor.forloeb.texts import link_of

FileAddress = Callable[[StoredFile], str]


@dataclass(frozen=True)
class ShownSign:
    """What to look for at a level 1–4."""

    level: int
    text: str


@dataclass(frozen=True)
class ShownGoal:
    """A goal of a block. `words` is «Jeg kan …», or the framework's own words where nobody has said it in pupil language.

    `wording` is set in editions (publishing makes it), so that evidence keeps the words it was given under.
    """

    goal: Goal
    words: str
    wording: GoalWording | None
    signs: tuple[ShownSign, ...]
    icon: str = ""
    sound: StoredFile | None = None

    @property
    def code(self) -> str:
        return self.goal.code

    @property
    def area(self) -> str:
        """The heading nearest above the goal, "" where it stands alone."""
        return self.goal.parent.text if self.goal.parent else ""

    @property
    def grade(self) -> str:
        """«efter 6. klasse», "" for goals of no grade."""
        return grades.after(self.goal.to_grade) if self.goal.to_grade is not None else ""


@dataclass(frozen=True)
class ShownBlock:
    """One block in one version. `link` is a web address that is safe to follow, `address` what was typed."""

    code: str
    kind: str
    version: BlockVersion
    goals: tuple[ShownGoal, ...]
    file_url: str = ""

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def body(self) -> str:
        return self.version.body

    @property
    def address(self) -> str:
        return self.version.url

    @property
    def link(self) -> str:
        return link_of(self.version.url)

    @property
    def file(self) -> StoredFile | None:
        return self.version.file

    @property
    def due_week(self) -> int | None:
        return self.version.due_week

    @property
    def by_group(self) -> bool:
        return self.version.by_group

    @property
    def wants_levels(self) -> bool:
        return self.version.wants_levels

    @property
    def is_assignment(self) -> bool:
        return self.kind == Block.Kind.ASSIGNMENT


def edition_blocks(edition: Edition, file_address: FileAddress | None = None) -> list[ShownBlock]:
    """The blocks of an edition in order, the front first, with goals, wordings, signs and files. Three queries, however many blocks.

    The caller has come by the edition through the guard. `file_address` gives the address at which the caller's room serves a file.
    """
    rows = (
        EditionBlock.objects.filter(edition=edition).select_related("version__block", "version__file").order_by("rank")
    )
    return shown([row.version for row in rows], file_address)


def shown(versions: list[BlockVersion], file_address: FileAddress | None = None) -> list[ShownBlock]:
    """The versions (with block and file at hand) as they are read, in the order given. Two queries."""
    goals = _goals(versions)
    return [
        ShownBlock(
            code=version.block.code,
            kind=version.block.kind,
            version=version,
            goals=tuple(goals[version.pk]),
            file_url=file_address(version.file) if file_address and version.file else "",
        )
        for version in versions
    ]


def _goals(versions: Iterable[BlockVersion]) -> dict[int, list[ShownGoal]]:
    ids = [version.pk for version in versions]
    rows = BlockGoal.objects.filter(version__in=ids).select_related(
        "goal__subject", "goal__parent", "wording__sound", "sound"
    )
    signs: dict[int, list[ShownSign]] = defaultdict(list)
    for sign in Sign.objects.filter(block_goal__version__in=ids).order_by("level"):
        signs[sign.block_goal_id].append(ShownSign(sign.level, sign.text))
    found: dict[int, list[ShownGoal]] = defaultdict(list)
    for row in rows.order_by("rank", "pk"):
        words = row.words or row.goal.text
        shown_goal = ShownGoal(row.goal, words, row.wording, tuple(signs[row.pk]), row.picture, row.voice)
        found[row.version_id].append(shown_goal)
    return found


def file_of(actor: Actor, code: str, file_code: str) -> StoredFile:
    """A file, or a goal's sound, that some version of the forløb's blocks holds. 404 for those who do not write it, and for others'."""
    forloeb = guard.get_or_404(actor, Forloeb, code)
    holding = Q(file__code=file_code) | Q(goals__sound__code=file_code) | Q(goals__wording__sound__code=file_code)
    if not BlockVersion.objects.filter(holding, block__forloeb=forloeb).exists():
        raise Http404
    return StoredFile.objects.get(code=file_code)
