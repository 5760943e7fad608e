"""What a block says, apart from when and by whom: compared, hashed and copied as one value."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, replace

from spor.forloeb.models import BlockGoal, BlockVersion

LEVELS = (1, 2, 3, 4)
NO_SIGNS = ("", "", "", "")
_ADDRESS = re.compile(r'https?://[^\s/@<>"?#]+\.[^\s/@<>"?#]{2,}([/?#][^\s<>"]*)?', re.I)


@dataclass(frozen=True)
class GoalText:
    """A goal as the block has it: in pupil language, a sign of learning for each level 1–4 ("" where there is none), icon and sound."""

    goal_id: int
    said: str = ""
    signs: tuple[str, ...] = NO_SIGNS
    icon: str = ""
    sound_id: int | None = None


@dataclass(frozen=True)
class BlockText:
    """Every field of a version that a person decides. Kinds of blocks use what they need and leave the rest alone."""

    title: str = ""
    body: str = ""
    url: str = ""
    file_id: int | None = None
    due_week: int | None = None
    by_group: bool = False
    wants_levels: bool = True
    goals: tuple[GoalText, ...] = field(default=())

    def with_goal(self, goal: GoalText) -> "BlockText":
        """The same with one goal more; unchanged when it is there already."""
        return self if goal.goal_id in self.goal_ids else replace(self, goals=(*self.goals, goal))

    def without_goal(self, goal_id: int) -> "BlockText":
        return replace(self, goals=tuple(goal for goal in self.goals if goal.goal_id != goal_id))

    def with_look(self, goal_id: int, icon: str, sound_id: int | None) -> "BlockText":
        """The same with another icon and sound at one goal."""
        changed = (
            replace(goal, icon=icon, sound_id=sound_id) if goal.goal_id == goal_id else goal for goal in self.goals
        )
        return replace(self, goals=tuple(changed))

    def dressed_as(self, other: "BlockText") -> "BlockText":
        """The same with the icons and sounds that the goals have in `other`: they are chosen on a page of their own."""
        looks = {goal.goal_id: (goal.icon, goal.sound_id) for goal in other.goals}
        text = self
        for goal in self.goals:
            text = text.with_look(goal.goal_id, *looks.get(goal.goal_id, ("", None)))
        return text

    @property
    def looks(self) -> tuple[tuple[int, str, int | None], ...]:
        return tuple((goal.goal_id, goal.icon, goal.sound_id) for goal in self.goals)

    @property
    def goal_ids(self) -> tuple[int, ...]:
        return tuple(goal.goal_id for goal in self.goals)


def text_of(version: BlockVersion) -> BlockText:
    """What the version says. Two queries, none where goals and signs are prefetched."""
    goals = sorted(version.goals.all(), key=lambda goal: goal.rank)
    return BlockText(
        title=version.title,
        body=version.body,
        url=version.url,
        file_id=version.file_id,
        due_week=version.due_week,
        by_group=version.by_group,
        wants_levels=version.wants_levels,
        goals=tuple(GoalText(goal.goal_id, goal.words, signs_of(goal), goal.picture, goal.voice_id) for goal in goals),
    )


def signs_of(goal: BlockGoal) -> tuple[str, ...]:
    """The four signs of a block's goal, "" where there is none."""
    said = {sign.level: sign.text for sign in goal.signs.all()}
    return tuple(said.get(level, "") for level in LEVELS)


def state_key(block_code: str, base: str, text: BlockText) -> str:
    """The key of a state of the text: the same text saved twice from the same base is one version (decision 0013)."""
    return hashlib.sha256(repr((block_code, base, astuple(text))).encode()).hexdigest()[:40]


def link_of(typed: str) -> str:
    """The web address in what somebody typed, with https where they left it out; "" when it is none (so nothing else is ever linked)."""
    address = typed if re.match(r"https?://", typed, re.I) else f"https://{typed}"
    return address if _ADDRESS.fullmatch(address) else ""


def loses_much(old: BlockText, new: BlockText) -> bool:
    """Whether much of what was written is gone: such a save never overwrites, so that a slip of the hand can be undone next week."""
    return any(len(was) - len(now) > max(40, len(was) // 3) for was, now in zip(_prose(old), _prose(new), strict=False))


def _prose(text: BlockText) -> Iterable[str]:
    yield text.title
    yield text.body
    yield text.url
    for goal in sorted(text.goals, key=lambda goal: goal.goal_id):
        yield goal.said
        yield from goal.signs
