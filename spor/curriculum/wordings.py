"""Write a goal in pupil language. Called by the actions of the rooms above, which have guarded and recorded it (decision 0001)."""

from spor.base.models import StoredFile
from spor.curriculum.models import Goal, GoalWording


def word_goal(*, goal: Goal, text: str, owner_id: int, icon: str = "", sound: StoredFile | None = None) -> GoalWording:
    """The owner's wording of the goal: the one already there when nothing differs, else a new one.

    A wording is never changed, for evidence keeps the words it was given under.
    """
    wording, _made = GoalWording.objects.get_or_create(goal=goal, text=text, icon=icon, sound=sound, owner_id=owner_id)
    return wording
