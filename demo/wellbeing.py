"""Two classes say how they are for two weeks, a few share it, two ask for a talk; the nights between publish what has closed."""

from functools import partial

from demo import stage
from spor.access.actions import give_marks
from spor.access.actor import Actor
from spor.people.models import Person
from spor.wellbeing.actions.check_in import check_in, let_see
from spor.wellbeing.actions.talk import wish_talk
from spor.wellbeing.closing import close

# By the pupils' order in the class: most are well, some are not.
WEEKS = {
    "2026-11-11 10.30": ("great", "good", "good", "great", "middling", "good", "bad", "great"),
    "2026-11-18 10.30": ("good", "great", "good", "middling", "great", "great", "good", "bad", "middling"),
}
CLASSES = ("2.A", "5.B")
NIGHTS = ("2026-11-16 3.00", "2026-11-23 3.00")
# Pupil, when, what, and who may see it.
SHARED = (
    ("alma", "2026-11-23 9.10", "middling", ("ali", "birgitte")),
    ("viggo", "2026-11-24 13.40", "bad", ("mette",)),
    ("yasmin", "2026-11-24 12.05", "good", ()),
    ("villads", "2026-11-24 9.20", "great", ("sanne",)),
)
# Classes whose animals hang on the wall.
MARKED = (("sanne", "0.A"), ("birgitte", "2.A"))
WISHES = (
    ("alma", "2026-11-24 9.15", "ali", ""),
    ("viggo", "2026-11-24 13.42", "mette", "Noget i frikvarteret"),
)


def add_to(script: stage.Script) -> None:
    for at, said in WEEKS.items():
        for name in CLASSES:
            script.add(stage.moment(at), partial(_class_says, name, at, said))
    for night in NIGHTS:
        script.add(stage.moment(night), partial(_close, night))
    for who, name in MARKED:
        script.add(stage.moment("2026-08-17 9.00"), partial(_mark, who, name))
    for who, at, answer, readers in SHARED:
        script.add(stage.moment(at), partial(_share, who, at, answer, readers))
    for number, (who, at, adult, text) in enumerate(WISHES):
        script.add(stage.moment(at), partial(_wish, who, at, adult, text, f"demo-wish-{number}"))


def _class_says(name: str, at: str, said: tuple[str, ...]) -> None:
    pupils = sorted(stage.pupils(name).values(), key=lambda pupil: pupil.name)
    for place, pupil in enumerate(pupils):
        actor = stage.actor(pupil.uniid, stage.moment(at))
        if place % 9 != 8 and actor.relations.schools_of("pupil"):  # it is voluntary; some have left
            check_in(actor=actor, pupil=pupil, answer=said[place % len(said)])


def _mark(who: str, name: str) -> None:
    give_marks(actor=stage.actor(who, stage.moment("2026-08-17 9.00")), group=stage.group(name))


def _close(night: str) -> None:
    close(now=stage.moment(night))


def _pupil(who: str, at: str) -> tuple[Actor, Person]:
    return stage.actor(who, stage.moment(at)), stage.person(who)


def _share(who: str, at: str, answer: str, readers: tuple[str, ...]) -> None:
    actor, pupil = _pupil(who, at)
    check_in(actor=actor, pupil=pupil, answer=answer)
    for adult in readers:
        let_see(actor=actor, pupil=pupil, adult=stage.person(adult).code)


def _wish(who: str, at: str, adult: str, text: str, key: str) -> None:
    actor, pupil = _pupil(who, at)
    wish_talk(actor=actor, pupil=pupil, adult=stage.person(adult).code, text=text, key=key)
