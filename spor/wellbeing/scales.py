"""The words and faces of the two scales. What is written is what is read aloud, word for word."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
        Said.GREAT: _("Rigtig godt"),
        Said.GOOD: _("Godt"),
        Said.MIDDLING: _("Midtimellem"),
        Said.BAD: _("Ked af det"),
        Said.UNTOLD: _("Det vil jeg ikke sige"),
    },
    Scale.OLDER: {
        Said.GREAT: _("Rigtig godt"),
        Said.GOOD: _("Godt"),
        Said.MIDDLING: _("Sådan da"),
        Said.BAD: _("Ikke godt"),
        Said.UNTOLD: _("Det vil jeg ikke sige"),
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
    return gettext("Hvordan har du det?") if scale == Scale.YOUNG else gettext("Hvordan går det?")


def spoken_question(scale: str) -> str:
    """The question and the answers, for the ear."""
    words = ", ".join(each.label for each in answers(scale))
    return f"{question(scale)} {gettext('Tryk på et ansigt.')} {words}."


def who_sees(names: list[str]) -> str:
    """Who will see it, as the page says it and the loudspeaker reads it."""
    if not names:
        return gettext("Ingen ser det, før du vælger en voksen.")
    return gettext("Kun de voksne, du har valgt, ser det.")
