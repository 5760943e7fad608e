"""What pupils have set for themselves, and what they say they have reached."""

from functools import partial

from demo import stage
from spor.evidence.actions.own_goals import reach_own_goal, set_own_goal
from spor.evidence.models import OwnGoal

# Pupil, when, the words, when it was reached.
GOALS = (
    ("oskar", "2026-09-02 10.20", "Jeg vil sige noget højt i timen hver dag", "2026-10-30 13.10"),
    ("oskar", "2026-11-04 9.40", "Jeg vil skrive en gyserhistorie på to sider", ""),
    ("viggo", "2026-11-10 10.05", "Jeg vil læse en bog færdig inden jul", ""),
    ("yasmin", "2026-10-21 12.30", "Jeg vil øve mig i at bruge kilder, der er uenige med mig", ""),
)


def add_to(script: stage.Script) -> None:
    for number, (who, at, text, reached) in enumerate(GOALS):
        key = f"demo-own-goal-{number}"
        script.add(stage.moment(at), partial(_set, who, at, text, key))
        if reached:
            script.add(stage.moment(reached), partial(_reach, who, reached, key))


def _set(who: str, at: str, text: str, key: str) -> None:
    set_own_goal(actor=stage.actor(who, stage.moment(at)), pupil=stage.person(who), text=text, key=key)


def _reach(who: str, at: str, key: str) -> None:
    reach_own_goal(actor=stage.actor(who, stage.moment(at)), own=OwnGoal.objects.get(key=key))
