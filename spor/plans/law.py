"""What the meddelelsesbog holds by law, as data: it warns, and never stops anybody from sharing."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE = _("folkeskoleloven § 13 b")
LABEL = _("Meddelelsesbog")


@dataclass(frozen=True)
class Demand:
    """From `first` to `last` grade (0 is børnehaveklassen) a section about the subject with `key`, or something else (`key` "")."""

    first: int
    last: int
    key: str
    says: Promise | str


DEMANDS = (
    Demand(0, 0, "", _("I børnehaveklassen skal der stå noget om sproglig og matematisk opmærksomhed.")),
    Demand(1, 9, "dan", _("Der skal stå noget om dansk.")),
    Demand(1, 9, "mat", _("Der skal stå noget om matematik.")),
    Demand(7, 9, "", _("I 7.–9. klasse skal der stå noget om elevens tanker om uddannelse.")),
)


def missing(grade: int | None, confirmed: Collection[str]) -> list[str]:
    """What the law asks of a plan for this grade and no confirmed section holds. `confirmed`: keys of subjects.

    A demand that no subject answers to is a reminder: whether the text holds it, a person must see.
    """
    if grade is None:
        return []
    asked = [each for each in DEMANDS if each.first <= grade <= each.last]
    return [str(each.says) for each in asked if not each.key or each.key not in confirmed]
