"""What is told of counts, without a person in it; and how a school comes to use Spor."""

from spor.insight.models.counts import AreaTold, Closing, Figure, Intake
from spor.insight.models.rollout import Rollout, Visit, VisitHeld, Wish, WishAnswer

__all__ = [
    "AreaTold",
    "Closing",
    "Figure",
    "Intake",
    "Rollout",
    "Visit",
    "VisitHeld",
    "Wish",
    "WishAnswer",
]
