"""The class's climate without names: how many said what, in ranges so wide that no cell, complement or difference is small.

Neighbouring answers are put together from the worst end until each range has the least number of pupils behind it. What is left
over joins the range beside it. So every number shown is at least the limit, and so is any sum or difference of them. Where that
leaves one range only, nothing is shown: it would say of each of them what they said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spor.wellbeing.models import Said

TOLD = [value for value in Said.values if value != Said.UNTOLD]


@dataclass(frozen=True)
class Range:
    """`count` pupils said something from `best` to `worst`."""

    best: str
    worst: str
    count: int


def distribution(counts: Mapping[str, int], limit: int) -> list[Range]:
    """The ranges from the best to the worst, each of at least `limit`; empty where it cannot be shown.

    counts   answer → how many pupils; whoever would rather not say is in none of them
    """
    ranges: list[Range] = []
    for value in reversed(TOLD):
        worst, count = value, counts.get(value, 0)
        if ranges and ranges[-1].count < limit:
            below = ranges.pop()
            worst, count = below.worst, count + below.count
        ranges.append(Range(value, worst, count))
    if len(ranges) > 1 and ranges[-1].count < limit:
        best, below = ranges.pop(), ranges.pop()
        ranges.append(Range(best.best, below.worst, best.count + below.count))
    return ranges[::-1] if len(ranges) > 1 else []
