"""What the meddelelsesbog holds by law, as dated data: it warns, and never stops anybody from sharing."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE = _("folkeskoleloven § 13 b")
LABEL = _("Meddelelsesbog")
_BOOK = dt.date(2022, 8, 1)  # the elevplan became the meddelelsesbog


@dataclass(frozen=True)
class Area:
    """Something a focus point can be about that is no subject, at these grades (0 is børnehaveklassen)."""

    key: str
    name: Promise | str
    first: int = 0
    last: int = 10
    icon: str = "target"


LANGUAGE, NUMBERS, FUTURE, WHOLE_CHILD, CHALLENGE = "sprog", "tal", "uddannelse", "alsidig", "udfordring"
AREAS = (
    Area(LANGUAGE, _("Sproglig opmærksomhed"), 0, 0, "message-circle"),
    Area(NUMBERS, _("Matematisk opmærksomhed"), 0, 0, "shapes"),
    Area(FUTURE, _("Tanker om uddannelse"), 7, 9, "route"),
    Area(WHOLE_CHILD, _("Alsidig udvikling"), icon="sprout"),
)


@dataclass(frozen=True)
class Demand:
    """From `first` to `last` grade something about `key`: the key of a subject, of an area, or CHALLENGE. In force `[from_on, to_on)`."""

    first: int
    last: int
    key: str
    says: Promise | str
    short: Promise | str
    from_on: dt.date = _BOOK
    to_on: dt.date | None = None

    def holds(self, grade: int, on: dt.date) -> bool:
        """Whether it is asked of a plan for this grade on this day."""
        return self.first <= grade <= self.last and self.from_on <= on and (self.to_on is None or on < self.to_on)


DEMANDS = (
    Demand(0, 0, LANGUAGE, _("Der skal stå noget om sproglig opmærksomhed."), _("sprog")),
    Demand(0, 0, NUMBERS, _("Der skal stå noget om matematisk opmærksomhed."), _("matematisk opmærksomhed")),
    Demand(1, 9, "dan", _("Der skal stå noget om dansk."), _("dansk")),
    Demand(1, 9, "mat", _("Der skal stå noget om matematik."), _("matematik")),
    Demand(7, 9, FUTURE, _("Der skal stå noget om elevens tanker om uddannelse."), _("uddannelse")),
    Demand(0, 9, CHALLENGE, _("Der skal stå, hvad I gør for eleven, og hvordan I følger op."), _("opfølgning")),
)


def lacking(grade: int | None, told: Collection[str], on: dt.date, *, is_challenged: bool = False) -> list[Demand]:
    """What the law asks of a plan for this grade on this day, and nothing written is about.

    told            keys of the subjects and areas that something shown or confirmed is about; CHALLENGE when each intervention has its
                    follow-up
    is_challenged   whether there is an intervention, or a support person has the pupil
    """
    if grade is None:
        return []
    asked = [each for each in DEMANDS if each.holds(grade, on) and (is_challenged or each.key != CHALLENGE)]
    return [each for each in asked if each.key not in told]


def missing(grade: int | None, told: Collection[str], on: dt.date, *, is_challenged: bool = False) -> list[str]:
    """The same in sentences."""
    return [str(each.says) for each in lacking(grade, told, on, is_challenged=is_challenged)]


def areas_for(grade: int | None) -> list[Area]:
    """The areas a focus point of this grade can be about."""
    return [each for each in AREAS if grade is None or each.first <= grade <= each.last]


def area(key: str) -> Area | None:
    """The area with this key; None for no area, and for one that is no longer used."""
    return next((each for each in AREAS if each.key == key), None)
