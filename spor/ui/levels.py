"""The words for the five levels, in the teacher's and in the pupil's voice. A level is never shown to anyone as a number.

Level 0 is a judgement («set efter, ikke set endnu»); None is no judgement. Neither counts as assessed (decision 0008).
"""

from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Voice = Literal["teacher", "pupil"]
Level = int | None

LEVELS = (0, 1, 2, 3, 4)
_TEACHER = (
    _("Ikke set endnu"),
    _("I gang"),
    _("På vej"),
    _("Kan"),
    _("Kan bruge det i nye opgaver"),
)
_SHORT = (
    pgettext_lazy("level, short", "Ikke set"),
    pgettext_lazy("level, short", "I gang"),
    pgettext_lazy("level, short", "På vej"),
    pgettext_lazy("level, short", "Kan"),
    pgettext_lazy("level, short", "Sikker"),
)
_PUPIL = (
    _("Jeg har ikke prøvet endnu"),
    _("Jeg prøver"),
    _("Jeg øver mig"),
    _("Jeg kan"),
    _("Jeg kan vise andre det"),
)
NOT_JUDGED = _("Ikke vurderet endnu")


def level_name(level: Level, voice: Voice = "teacher", *, short: bool = False) -> str | Promise:
    """The level in words. `short` is for narrow places and exists in the teacher's voice only.

    Raises ValueError for a level outside 0–4.
    """
    if level is None:
        return NOT_JUDGED
    if level not in LEVELS:
        raise ValueError(f"no such level: {level!r}")
    if voice == "pupil":
        return _PUPIL[level]
    return _SHORT[level] if short else _TEACHER[level]
