"""The deeds of writing a forløb, a file each kind."""

from spor.forloeb.actions.authors import add_author, remove_author
from spor.forloeb.actions.blocks import add_block, move_block, remove_block, restore_block
from spor.forloeb.actions.files import attach_file, detach_file
from spor.forloeb.actions.goals import choose_goal, dress_goal, drop_goal
from spor.forloeb.actions.publish import publish
from spor.forloeb.actions.save_block import restore_version, save_block, settle_conflict
from spor.forloeb.actions.start_forloeb import set_frame, start_forloeb

__all__ = [
    "add_author",
    "add_block",
    "attach_file",
    "choose_goal",
    "detach_file",
    "dress_goal",
    "drop_goal",
    "move_block",
    "publish",
    "remove_author",
    "remove_block",
    "restore_block",
    "restore_version",
    "save_block",
    "set_frame",
    "settle_conflict",
    "start_forloeb",
]
