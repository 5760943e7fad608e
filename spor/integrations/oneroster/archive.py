"""The archive of a OneRoster extract opened with care, and each of its files as lines of named values."""

import datetime as dt
import io
import stat
import zipfile
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.base.clock import COPENHAGEN
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.integrations.oneroster.noted import Noted
from spor.integrations.refusals import RefusedFile
from spor.integrations.sheets import csv_lines, text_of

PARTS_MAX, LINES_MAX, CELL_MAX, COLUMNS_MAX = 100, 2_000_000, 4_000, 200
FORMULA = ("=", "+", "@")
NUMBERLIKE = set("+0123456789 ()-")
# The files that are read. The rest of the standard (courses, results, demographics …) is left where it is.
READ = ("manifest", "orgs", "academicSessions", "classes", "users", "roles", "enrollments")
_BY_NAME = {name.casefold(): name for name in READ}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: where it stands, and its values by the standard's column names (in lower case)."""

    at: int
    values: dict[str, str]

    def get(self, column: str) -> str:
        """The value, "" where the file has no such column."""
        return self.values.get(column.casefold(), "")


@dataclass
class Archive:
    """The files of one extract. `newest` is when the newest of them was written, where the archive knows."""

    files: dict[str, list[Line]] = field(default_factory=dict)
    newest: dt.datetime | None = None
    noted: Noted = field(default_factory=Noted)

    def lines(self, name: str) -> list[Line]:
        return self.files.get(name, [])


def open_archive(content: bytes, most: int) -> Archive:
    """All files that are read. `most` is the bytes they may be together, unpacked. Raises RefusedFile."""
    archive = Archive()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            left = most
            for name, member in _members(packed, archive).items():
                with packed.open(member) as part:
                    inside = part.read(left + 1)
                if len(inside) > left:
                    words = _("Arkivet pakker sig ud til mere end %(most)s MB og er ikke læst.")
                    raise RefusedFile(words % {"most": most // 2**20})
                left -= len(inside)
                archive.files[name] = _lines(f"{name}.csv", inside, archive.noted)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise RefusedFile(
            _("Arkivet kan ikke pakkes ud. Pak det igen som en almindelig .zip uden adgangskode.")
        ) from None
    return archive


def _members(packed: zipfile.ZipFile, archive: Archive) -> dict[str, zipfile.ZipInfo]:
    """The members to read by the standard's names. Paths out of the archive, links, doubles and locked ones are refused."""
    members = packed.infolist()
    if len(members) > PARTS_MAX:
        raise RefusedFile(_("Arkivet har mere end %(most)s filer.") % {"most": PARTS_MAX})
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or ":" in path or ".." in path.split("/") or stat.S_ISLNK(member.external_attr >> 16):
            raise RefusedFile(_("Arkivet har en fil, der vil ud af det («%(name)s»).") % {"name": path[:80]})
        folder, _slash, file = path.rpartition("/")
        name = _BY_NAME.get(file.casefold().removesuffix(".csv")) if file.casefold().endswith(".csv") else None
        if name is None or folder.startswith("__MACOSX"):
            continue
        if name in found:
            raise RefusedFile(_("Arkivet har to filer, der hedder %(name)s.csv.") % {"name": name})
        if member.flag_bits & 1:
            raise RefusedFile(_("Arkivet er låst med adgangskode. Pak det igen uden."))
        if folder:
            archive.noted.note(f"{name}.csv", _("ligger i en mappe i arkivet."))
        found[name] = member
        _keep_newest(archive, member)
    return found


def _keep_newest(archive: Archive, member: zipfile.ZipInfo) -> None:
    try:
        written = dt.datetime(*member.date_time, tzinfo=COPENHAGEN)
    except ValueError:
        return
    if written.year > 1980 and (archive.newest is None or written > archive.newest):
        archive.newest = written


def _lines(file: str, content: bytes, noted: Noted) -> list[Line]:
    try:
        text = text_of(content)
        if text.encoding == "cp1252":
            noted.note(file, _("er ikke UTF-8; vi har læst den som Windows' tegnsæt (Latin-1)."))
        elif text.encoding == "utf-16":
            noted.note(file, _("er UTF-16 og ikke UTF-8."))
        if text.mark != ",":
            noted.note(
                file, _("deler felterne med «%(mark)s» og ikke med komma.") % {"mark": text.mark.strip() or "TAB"}
            )
        rows = csv_lines(text)
        _at, head = next(rows, (0, []))
        names = _names(file, head, noted)
        return [_line(file, at, cells, names, noted) for at, cells in rows]
    except RefusedFile:
        raise
    except Refused as why:
        raise RefusedFile(f"{file}: {why}") from None


def _names(file: str, head: list[str], noted: Noted) -> list[str]:
    names = [clean_line(name).strip().strip('"').casefold() for name in head]
    if len(names) > COLUMNS_MAX or len(set(filter(None, names))) != len(list(filter(None, names))):
        raise RefusedFile(
            _("%(file)s: første linje har for mange kolonner eller to af samme navn.") % {"file": file}, 1
        )
    if any(name != name.strip() or name.isupper() for name in head if name):
        noted.note(file, _("skriver kolonnenavnene på en anden måde end standarden."))
    return names


def _line(file: str, at: int, cells: list[str], names: list[str], noted: Noted) -> Line:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        raise RefusedFile(_("%(file)s: linjen har flere felter end der er kolonner.") % {"file": file}, at)
    if len(cells) < len(names):
        noted.note(file, _("linjen har færre felter, end der er kolonner; resten er læst som tomme."), at)
    values: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if not cell:
            continue
        text = clean_line(cell).strip()
        if len(text) > CELL_MAX:
            raise RefusedFile(_("%(file)s: feltet %(name)s er alt for langt.") % {"file": file, "name": name}, at)
        if text.startswith(FORMULA) and not set(text) <= NUMBERLIKE:
            words = _("%(file)s: feltet %(name)s er en formel («%(start)s…»). Den slags læses ikke.")
            raise RefusedFile(words % {"file": file, "name": name, "start": text[:1]}, at)
        values[name] = text
    return Line(at, values)
