"""What the pages of 0.–3. klasse say aloud and show as faces: the same facts, for a child who does not read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.ui.levels import level_name
from spor.ui.sounds import WISHES

STEPS = (1, 2, 3, 4)  # whoever hands in has tried


@dataclass(frozen=True)
class Wish:
    """What a child can want to practise, by its picture. `text` is the goal's words."""

    icon: str
    text: str


WISH_ICONS = ("book-open", "pencil", "calculator", "palette", "users-round", "heart-handshake", "rocket", "headphones")


@dataclass(frozen=True)
class Face:
    """A way to say how it went. `text` is what the teacher reads."""

    icon: str
    label: str
    text: str


@dataclass(frozen=True)
class Step:
    level: int
    label: str


def faces() -> list[Face]:
    """How the work went, never how the child is."""
    return [
        Face("laugh", _("Rigtig godt"), _("Det gik rigtig godt.")),
        Face("smile", _("Godt"), _("Det gik godt.")),
        Face("meh", _("Midtimellem"), _("Det gik midtimellem.")),
        Face("frown", _("Det var svært"), _("Det var svært.")),
    ]


def wishes() -> list[Wish]:
    """The goals a child can set by pressing a picture, each with a recorded sound."""
    return [Wish(icon, _(text)) for icon, text in zip(WISH_ICONS, WISHES, strict=True)]


def steps() -> list[Step]:
    """The levels in the child's words."""
    return [Step(level, str(level_name(level, "pupil"))) for level in STEPS]


def spoken_goal(text: str) -> str:
    """A goal and the ways to say how far one is, for the ear."""
    return f"{text.rstrip('.')}. {spoken_steps()}"


def spoken_steps() -> str:
    return f"{_('Hvor langt er du?')} {', '.join(step.label for step in steps())}."


def spoken_level(goal: str, level: int) -> str:
    """A goal, and how far somebody says the child is."""
    return f"{goal.rstrip('.')}. {level_name(level, 'pupil')}."


def spoken_task(title: str, body: str) -> str:
    """The task, and what to press."""
    what_to_do = _(
        "Tryk på det store kamera, og tag et billede. Du kan også sige noget. Tryk på den grønne knap, når du er færdig."
    )
    return " ".join(part for part in (f"{title}.", body, what_to_do) if part)


def spoken_faces() -> str:
    """The faces in their order."""
    return f"{_('Hvordan gik det? Tryk på et ansigt.')} {', '.join(face.label for face in faces())}."


def spoken_wishes() -> str:
    """The pictures a child can choose a goal by, in their order."""
    how = _("Hvad vil du gerne øve dig på? Tryk på et billede. Du kan også sige noget. Tryk så på den grønne knap.")
    return f"{how} {', '.join(wish.text for wish in wishes())}."


def spoken_done() -> str:
    return _("Nu er det afleveret. De voksne i klassen kan se det.")


def spoken_return(name: str, text: str) -> str:
    """That it came back, and what the teacher said."""
    again = _("Du skal arbejde videre med den.")
    return f"{again} {_('%(name)s siger:') % {'name': name}} {text}" if text else again


def spoken_answer(name: str, text: str) -> str:
    """What the teacher said of it."""
    return f"{_('%(name)s siger:') % {'name': name}} {text}"
