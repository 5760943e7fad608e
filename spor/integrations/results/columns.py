"""What each column of a file is: guessed from its name, chosen by a person, remembered for the school."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

# role → its name on screen, whether a file must have it, and words of columns that mean it
ROLES = {
    "pupil": (_("Elev (Unilogin eller navn)"), ("unilogin", "bruger", "elev", "navn")),
    "group": (_("Klasse"), ("klasse", "hold")),
    "subject": (_("Fag"), ("fag",)),
    "title": (_("Prøve eller karakter"), ("prøve", "test", "disciplin", "type", "område")),
    "value": (_("Resultat"), ("resultat", "karakter", "niveau", "vurdering", "beskrivelse")),
    "on": (_("Dato"), ("dato", "afholdt", "termin")),
}
NEEDED = ("pupil", "value")
FIXED = ("subject", "title", "on", "kind")  # may be the same for the whole file
_SERIAL = re.compile(r"[0-9]{5}(\.[0-9]+)?")


@dataclass(frozen=True)
class Columns:
    """role → number of its column; and what is the same for every line."""

    at: dict[str, int] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)

    def cell(self, role: str, cells: Sequence[str]) -> str:
        """What a line says of a role."""
        at = self.at.get(role)
        if at is None:
            return self.fixed.get(role, "")
        return cells[at] if at < len(cells) else ""

    @property
    def lacks(self) -> list[str]:
        """The roles that must be there and are not."""
        both = [role for role in ("subject", "title", "on") if role not in self.at and not self.fixed.get(role)]
        return [role for role in NEEDED if role not in self.at] + both

    def written(self) -> str:
        """One line a role, for keeping."""
        return "\n".join(
            [
                *(f"{role}={at}" for role, at in self.at.items()),
                *(f"{role}:{text}" for role, text in self.fixed.items()),
            ]
        )


def read(written: str) -> Columns:
    """What `written` wrote."""
    found = Columns()
    for line in written.splitlines():
        if match := re.fullmatch(r"([a-z]+)=([0-9]{1,2})", line):
            found.at[match.group(1)] = int(match.group(2))
        elif match := re.fullmatch(r"([a-z]+):(.*)", line):
            found.fixed[match.group(1)] = match.group(2)
    return found


def guess(head: Sequence[str]) -> Columns:
    """What the columns seem to be, by their names: the first that fits each role."""
    found: dict[str, int] = {}
    for role, (_name, words) in ROLES.items():
        for word in words:
            at = next((n for n, name in enumerate(head) if word in name.lower() and n not in found.values()), None)
            if at is not None:
                found[role] = at
                break
    return Columns(found)


def chosen(sent: Mapping[str, str], count: int) -> Columns:
    """What a person chose: «kolonne-<role>» a number, «fast-<role>» a text. Numbers that no column has are left out."""
    found = Columns()
    for role in ROLES:
        number = sent.get(f"kolonne-{role}", "")
        if number.isdigit() and int(number) < count:
            found.at[role] = int(number)
    for role in FIXED:
        text = " ".join(sent.get(f"fast-{role}", "").split())[:200]
        if text:
            found.fixed[role] = text
    return found


def fingerprint(head: Sequence[str]) -> str:
    """The same for files with the same columns."""
    return hashlib.sha256("\x1f".join(name.lower() for name in head).encode()).hexdigest()


def day(text: str) -> dt.date | None:
    """«6.10.2026», «06-10-2026», «2026-10-06» or a spreadsheet's number of days; None for anything else."""
    if _SERIAL.fullmatch(text):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
    parts = [int(each) for each in re.findall(r"[0-9]{1,4}", text)]
    if len(parts) < 3:
        return None
    year, month, number = parts[:3] if parts[0] > 31 else parts[2::-1]
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
