"""What can be asked of the frameworks: goals and what binds, a subject's tree, and hits for a picker."""

from spor.curriculum.queries.goals import (
    OFFICIAL,
    PICKED,
    binding_kinds,
    goals_by_code,
    is_binding,
    official_goals,
    official_version,
    search_goals,
    subjects,
    version_of,
    wordings,
)
from spor.curriculum.queries.hits import GoalHit, as_hits, goal_hits, goal_path
from spor.curriculum.queries.tree import Area, GoalTree, Phase, Strand, goal_tree

__all__ = [
    "OFFICIAL",
    "PICKED",
    "Area",
    "GoalHit",
    "GoalTree",
    "Phase",
    "Strand",
    "as_hits",
    "binding_kinds",
    "goal_hits",
    "goal_path",
    "goal_tree",
    "goals_by_code",
    "is_binding",
    "official_goals",
    "official_version",
    "search_goals",
    "subjects",
    "version_of",
    "wordings",
]
