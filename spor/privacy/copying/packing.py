"""The ZIP, made while it is sent: nothing of it lies on the disk, and its size is never in memory."""

import contextlib
import csv
import json
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import escape

from spor.access import row_lock
from spor.base import files
from spor.base.privacy import Declaration
from spor.people.models import Person
from spor.privacy.copying.cells import Cells
from spor.privacy.copying.choosing import Asker, chosen
from spor.privacy.copying.masking import Mask

SLICE = 256 * 1024
IN_MEMORY = 1024 * 1024


class _Pipe:
    """What `zipfile` writes to: kept until it is taken."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def write(self, some: bytes) -> int:
        self.kept += some
        return len(some)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        some, self.kept = bytes(self.kept), bytearray()
        return some


def packed(person: Person, asker: Asker, *, made_at: str) -> Iterator[bytes]:
    """The bytes of the ZIP, slice by slice. The caller has asked the guard and recorded it. `made_at` is written in the index."""
    parts: list[dict[str, Any]] = []
    missing: list[str] = []
    pipe: Any = _Pipe()
    cells = Cells(Mask(person, asker.actor.person_id if asker.actor else 0))
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, rows in _lists(person, asker):
            with _held(asker):
                count = yield from _list(archive, pipe, cells, each, rows)
            if count:
                parts.append({"said": each, "count": count, "name": _name(each)})
        for name, stored in cells.stored.items():
            try:
                yield from _copied(archive, pipe, name, files.path_of(stored).open("rb"))
            except FileNotFoundError:
                missing.append(name)
        page = {"person": person, "parts": parts, "files": cells.stored, "missing": missing}
        page |= {"is_judged": asker.is_judged, "made_at": made_at}
        archive.writestr("index.html", render_to_string("privacy/copy/index.html", page))
    yield pipe.take()


def _lists(person: Person, asker: Asker) -> list[tuple[Declaration, QuerySet[Any]]]:
    with _held(asker):
        return list(chosen(person, asker))


@contextlib.contextmanager
def _held(asker: Asker) -> Iterator[None]:
    """On PostgreSQL under row security, each part is a transaction of its own: the answer is sent after the request's has ended."""
    if not row_lock.is_on() or asker.actor is None:
        yield
        return
    with transaction.atomic():
        row_lock.hold(asker.actor)
        yield


def _name(each: Declaration) -> str:
    return each.model.lower().replace(".", "-")


def _list(
    archive: zipfile.ZipFile, pipe: _Pipe, cells: Cells, each: Declaration, rows: QuerySet[Any]
) -> Generator[bytes, None, int]:
    """One model's rows as a page, as CSV and as JSON. Returns how many."""
    count, name = 0, _name(each)
    with contextlib.ExitStack() as stack:
        page, table, lines_of_json = (
            stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline=""))
            for _ in range(3)
        )
        table.write("\ufeff")  # so that a spreadsheet reads æ, ø and å
        lines = csv.writer(table, delimiter=";")
        for row in cells.of(rows):
            if not count:
                page.write(render_to_string("privacy/copy/head.html", {"said": each}))
                lines.writerow(row)
            lines_of_json.write((",\n" if count else "[\n") + json.dumps(row, ensure_ascii=False))
            lines.writerow(_harmless(value) for value in row.values())
            page.write(_entry(row))
            count += 1
        if count:
            page.write("</body></html>\n")
            lines_of_json.write("\n]\n")
            for suffix, written in (("html", page), ("csv", table), ("json", lines_of_json)):
                yield from _copied(archive, pipe, f"data/{name}.{suffix}", written)
    return count


def _entry(row: dict[str, str]) -> str:
    said = "".join(f"<dt>{escape(label)}</dt><dd>{_link(value)}</dd>" for label, value in row.items() if value != "")
    return f"<dl>{said}</dl>\n"


def _link(value: str) -> str:
    if value.startswith("filer/"):
        return f'<a href="../{escape(value)}">{escape(value.removeprefix("filer/"))}</a>'
    return escape(value)


def _harmless(value: str) -> str:
    """A spreadsheet takes what begins with one of these for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _copied(archive: zipfile.ZipFile, pipe: _Pipe, name: str, source: IO[Any]) -> Iterator[bytes]:
    with source, archive.open(name, "w", force_zip64=True) as entry:
        if source.seekable():
            source.seek(0)
        while some := source.read(SLICE):
            entry.write(some.encode() if isinstance(some, str) else some)
            yield pipe.take()
