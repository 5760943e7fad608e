"""Whether feedback comes in time more or less often than earlier this year. «Som før» unless the difference is more than chance."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.insight.figures.chance import differs
from spor.insight.figures.told import SchoolTold, Told

LATELY = dt.timedelta(weeks=4)


@dataclass(frozen=True)
class Trend:
    """direction: "up", "down", "same", or "" where there is too little to compare."""

    direction: str = ""

    @property
    def words(self) -> str:
        return {
            "up": _("steget siden tidligere på året"),
            "down": _("faldet siden tidligere på året"),
            "same": _("som før"),
            "": _("endnu for lidt at sammenligne med"),
        }[self.direction]


def feedback_trend(school: SchoolTold, day: dt.date) -> Trend:
    """What was told in the last four weeks against what was told before it this year: whole blocks on both sides."""
    blocks = school.of("feedback")
    late = [block for block in blocks if block.told_on > day - LATELY]
    before = [block for block in blocks if block.told_on <= day - LATELY]
    if not late or not before:
        return Trend()
    now, then = _share(late), _share(before)
    if not differs(now, then):
        return Trend("same")
    return Trend("up" if now[0] * then[1] > then[0] * now[1] else "down")


def _share(blocks: list[Told]) -> tuple[int, int]:
    count = sum(block.count for block in blocks)
    return count, count + sum(block.rest or 0 for block in blocks)
