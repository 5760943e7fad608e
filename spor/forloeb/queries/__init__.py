"""What can be asked of forløb: one's own, one of them as its authors see it, its history, and the blocks of an edition."""

from spor.forloeb.queries.history import BlockHistory, Conflict, block_history, conflict
from spor.forloeb.queries.lists import ForloebLine, forloeb_list, own_schools, usual_frame
from spor.forloeb.queries.page import ICONS, ForloebPage, WrittenBlock, block_of, forloeb_page, side_of, version_of
from spor.forloeb.queries.people import author_of, colleagues
from spor.forloeb.queries.picker import GoalLook, GoalPicker, goal_look, goal_picker
from spor.forloeb.queries.shown import ShownBlock, ShownGoal, ShownSign, edition_blocks, file_of, shown

__all__ = [
    "ICONS",
    "BlockHistory",
    "Conflict",
    "ForloebLine",
    "ForloebPage",
    "GoalLook",
    "GoalPicker",
    "ShownBlock",
    "ShownGoal",
    "ShownSign",
    "WrittenBlock",
    "author_of",
    "block_history",
    "block_of",
    "colleagues",
    "conflict",
    "edition_blocks",
    "file_of",
    "forloeb_list",
    "forloeb_page",
    "goal_look",
    "goal_picker",
    "own_schools",
    "shown",
    "side_of",
    "usual_frame",
    "version_of",
]
