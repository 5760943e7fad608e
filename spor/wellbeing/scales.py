"""The words and faces of the two scales. What is written is what is read aloud, word for word."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from spor.wellbeing.models import Said, Scale

YOUNG_UNTIL = 3  # klassetrin


@dataclass(frozen=True)
class Answer:
    """One thing to press. `value` is a `Said`."""

    value: str
    icon: str
    label: str


_ICONS = {Said.GREAT: "laugh", Said.GOOD: "smile", Said.MIDDLING: "meh", Said.BAD: "frown", Said.UNTOLD: "lock"}
_WORDS: dict[str, dict[str, str | Promise]] = {
    Scale.YOUNG: {
        Said.GREAT: lazy("Rigtig godt"),
        Said.GOOD: lazy("Godt"),
        Said.MIDDLING: lazy("Midtimellem"),
        Said.BAD: lazy("Ked af det"),
        Said.UNTOLD: lazy("Det vil jeg ikke sige"),
    },
    Scale.OLDER: {
        Said.GREAT: lazy("Rigtig godt"),
        Said.GOOD: lazy("Godt"),
        Said.MIDDLING: lazy("Sådan da"),
        Said.BAD: lazy("Ikke godt"),
        Said.UNTOLD: lazy("Det vil jeg ikke sige"),
    },
}


def scale_for(grade: int | None) -> str:
    """The scale of a klassetrin; where the register says none, that of the older."""
    return Scale.YOUNG if grade is not None and grade <= YOUNG_UNTIL else Scale.OLDER


def answers(scale: str) -> list[Answer]:
    """What can be said, in order, not wanting to say it last and as large."""
    return [answer(scale, value) for value in Said.values]


def answer(scale: str, value: str) -> Answer:
    """One of them."""
    return Answer(value, _ICONS[Said(value)], str(_WORDS[scale][value]))


def question(scale: str) -> str:
    """What is asked."""
    return _("Hvordan har du det?") if scale == Scale.YOUNG else _("Hvordan går det?")


def spoken_question(scale: str) -> str:
    """The question and the answers, for the ear."""
    words = ", ".join(each.label for each in answers(scale))
    return f"{question(scale)} {_('Tryk på et ansigt.')} {words}."


def who_sees(names: list[str]) -> str:
    """Who will see it, as the page says it and the loudspeaker reads it."""
    if not names:
        return _("Ingen ser det, før du vælger en voksen.")
    return _("Kun de voksne, du har valgt, ser det.")
