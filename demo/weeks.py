"""Two classes' week is shared with pupils and homes, with what to bring on the day after the demo's first morning."""

import datetime as dt
from functools import partial

from demo import stage
from spor.teaching.actions.say_in_week import Said, say_in_week
from spor.teaching.actions.share_week import share_week
from spor.teaching.queries.week import week_lines

MONDAY = dt.date(2026, 11, 23)
SHARED_AT = "2026-11-20 14.40"
# Class, who shares it, and then: weekday, subject, what to bring.
WEEKS = (
    ("5.B", "mette", 4, "idr", "idrætssko og håndklæde"),
    ("2.A", "birgitte", 4, "dan", "bøgerne til biblioteket"),
)


def add_to(script: stage.Script) -> None:
    """Each class's week is written and shared the Friday before."""
    for week in WEEKS:
        script.add(stage.moment(SHARED_AT), partial(_share, *week))


def _share(name: str, who: str, weekday: int, subject: str, bring: str) -> None:
    teacher, group = stage.actor(who, stage.moment(SHARED_AT)), stage.group(name)
    day = MONDAY + dt.timedelta(days=weekday - 1)
    for line in week_lines(teacher, groups=[group], monday=MONDAY):
        if line.day == day and line.subject == stage.subject(subject) and not line.hand_in:
            said = Said(what=line.what, bring=bring)
            say_in_week(actor=teacher, line=line, monday=MONDAY, said=said, key=f"demo-uge-{group.code}")
    share_week(actor=teacher, group=group, monday=MONDAY)
