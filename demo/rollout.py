"""How the two schools come to use Spor: one did two years ago, the other begins in February with one part at a time."""

import datetime as dt
from functools import partial

from demo import stage
from demo.register import AASEN, KASTANJE
from spor.access.parts import take_into_use
from spor.insight.actions.rollout import agree_visit, hold_visit, name_superuser, plan_start
from spor.insight.actions.wishes import answer_wish, send_wish
from spor.insight.models import Visit, Wish

VISITS = (  # school, day, about, agreed, held
    (KASTANJE[0], "2026-10-08", "To timer om feedback for udskolingen", "2026-09-10 10.00", "2026-10-08 15.30"),
    (AASEN[0], "2026-12-09", "Personalemøde: sådan begynder vi", "2026-11-12 9.30", ""),
)
WISHES = (  # who, when, kind, page, text, answer
    (
        "birgitte",
        "2026-11-11 14.20",
        "wish",
        "/spor/nyt/",
        "Kan man gemme et spor for en hel gruppe på én gang, når de har bygget sammen?",
        "Ja: vælg flere navne, før du gemmer. Vi skriver det tydeligere på siden.",
    ),
    ("mette", "2026-11-24 15.05", "fault", "/ugen/", "Når jeg printer ugen, mangler den sidste linje.", ""),
)


def add_to(script: stage.Script) -> None:
    script.add(stage.moment("2024-05-02 9.00"), partial(_plan, KASTANJE[0], dt.date(2024, 8, 12), "2024-05-02 9.00"))
    script.add(stage.moment("2026-10-05 9.00"), partial(_plan, AASEN[0], dt.date(2027, 2, 1), "2026-10-05 9.00"))
    for part in ("forloeb", "week", "plan"):
        script.add(stage.moment("2026-11-16 12.00"), partial(_take, part))
    script.add(stage.moment("2026-09-01 8.00"), _superuser)
    for number, (school, day, about, agreed, held) in enumerate(VISITS):
        script.add(stage.moment(agreed), partial(_agree, school, day, about, agreed, f"demo-visit-{number}"))
        if held:
            script.add(stage.moment(held), partial(_held, held, f"demo-visit-{number}"))
    for number, (who, at, kind, page, text, answer) in enumerate(WISHES):
        script.add(stage.moment(at), partial(_wish, who, at, kind, page, text, f"demo-wish-{number}"))
        if answer:
            script.add(stage.moment("2026-11-12 9.00"), partial(_answered, answer, f"demo-wish-{number}"))


def _plan(school: str, on: dt.date, at: str) -> None:
    plan_start(actor=stage.actor("jan", stage.moment(at)), school=stage.school(school), on=on)
    if school == KASTANJE[0]:
        for part in ("forloeb", "feedback", "plan", "portfolio", "wellbeing", "week"):
            take_into_use(actor=stage.actor("susanne", stage.moment(at)), school=stage.school(school), part=part)


def _take(part: str) -> None:
    leader = stage.actor("32hannel", stage.moment("2026-11-16 12.00"))
    take_into_use(actor=leader, school=stage.school(AASEN[0]), part=part)


def _superuser() -> None:
    leader = stage.actor("susanne", stage.moment("2026-09-01 8.00"))
    name_superuser(actor=leader, school=stage.school(), person=stage.person("birgitte"))


def _agree(school: str, day: str, about: str, at: str, key: str) -> None:
    consultant = stage.actor("jan", stage.moment(at))
    agree_visit(actor=consultant, school=stage.school(school), on=dt.date.fromisoformat(day), about=about, key=key)


def _held(at: str, key: str) -> None:
    hold_visit(actor=stage.actor("jan", stage.moment(at)), visit=Visit.objects.get(key=key))


def _wish(who: str, at: str, kind: str, page: str, text: str, key: str) -> None:
    send_wish(actor=stage.actor(who, stage.moment(at)), school=stage.school(), kind=kind, text=text, page=page, key=key)


def _answered(text: str, key: str) -> None:
    answer_wish(actor=stage.actor("jan", stage.moment("2026-11-12 9.00")), wish=Wish.objects.get(key=key), text=text)
