"""The template's faults: where, what is wrong and what would be right. All are found before anything is said."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spor.integrations.refusals import RefusedFile

SHOWN = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `row` is the file's own number, `column` the heading, "" where it is of the whole row."""

    row: int
    column: str
    wrong: str

    def __str__(self) -> str:
        if not self.column:
            return _("Række %(row)s: %(wrong)s") % {"row": self.row, "wrong": self.wrong}
        return _("Række %(row)s, %(column)s: %(wrong)s") % {"row": self.row, "column": self.column, "wrong": self.wrong}


class RefusedTemplate(RefusedFile):
    """A template with faults. `faults` has each; nothing of the file is read in."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.row)
        count = len(self.faults)
        head = ngettext(
            "Der er én fejl i filen. Intet er læst ind.", "Der er %(count)s fejl i filen. Intet er læst ind.", count
        )
        lines = [head % {"count": count}, *(f"• {fault}" for fault in self.faults[:SHOWN])]
        if count > SHOWN:
            lines.append(_("… og %(count)s til.") % {"count": count - SHOWN})
        super().__init__("\n".join(lines))
        self.line = self.faults[0].row


@dataclass
class Faults:
    """Faults met so far."""

    met: list[Fault] = field(default_factory=list)

    def add(self, row: int, column: str, wrong: str) -> None:
        self.met.append(Fault(row, column, wrong))

    def stop_if_any(self) -> None:
        """Raises RefusedTemplate with all of them."""
        if self.met:
            raise RefusedTemplate(self.met)
