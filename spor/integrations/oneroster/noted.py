"""What a file does otherwise than the standard and is read all the same: one sentence a kind of deviation, with file and lines."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 5


@dataclass
class Noted:
    """Deviations met so far: (file, sentence) → the lines where, none for one of the whole file."""

    met: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def note(self, file: str, sentence: str, line: int = 0) -> None:
        """Remember one. The same of another line is one sentence with both."""
        lines = self.met.setdefault((file, sentence), [])
        if line:
            lines.append(line)

    def sentences(self) -> list[str]:
        """«roles.csv, linje 4, 9 og 3 andre: …», those of whole files first."""
        ordered = sorted(self.met.items(), key=lambda each: bool(each[1]))
        return [f"{_place(file, lines)}: {sentence}" if file else sentence for (file, sentence), lines in ordered]


def _place(file: str, lines: list[int]) -> str:
    if not lines:
        return file
    shown = ", ".join(map(str, lines[:SHOWN]))
    more = len(lines) - SHOWN
    if more > 0:
        others = ngettext("%(count)s anden", "%(count)s andre", more) % {"count": more}
        shown = _("%(shown)s og %(others)s") % {"shown": shown, "others": others}
    return _("%(file)s, linje %(lines)s") % {"file": file, "lines": shown}
