"""STIL WS-Eksport as a stream: one element at a time in memory, whatever the size of the file.

No DTD, no entity, no network, no element of another namespace; one institution a file. Every fault is a RefusedFile with its line.
"""

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree

from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import EntryRow, GroupRow, RegisterFile
from spor.integrations.stil.entries import read_entry, read_group
from spor.integrations.stil.names import ROOTS
from spor.integrations.stil.prolog import read_prolog
from spor.integrations.stil.words import read_attribute, read_moment, read_text, refuse, required

# A person with all contacts is under a hundred elements. More than this in one is a trap for the memory, not a register.
ELEMENTS_AT_ONCE = 20_000
DEEPEST = 32
_ENCODING = {
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    etree.ErrorTypes.I18N_CONV_FAILED,
}


def read(source: Path | str | bytes) -> RegisterFile:
    """Read a whole file of one institution. Raises RefusedFile; holds nothing of the file but the rows."""
    with closing(_opened(source)) as file:
        root, namespaces = read_prolog(file)
        file.seek(0)
        return _Reading(root, namespaces).of(file)


def _opened(source: Path | str | bytes) -> BinaryIO:
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        if size > settings.REGISTER_MAX_BYTES:
            reason = _("Filen fylder %(size)s MB; der læses højst %(most)s MB.")
            raise RefusedFile(reason % {"size": -(-size // 2**20), "most": settings.REGISTER_MAX_BYTES // 2**20})
        return io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb")
    except OSError:
        raise RefusedFile(_("Filen %(name)s kan ikke åbnes.") % {"name": str(source)[:200]}) from None


class _Reading:
    """One pass through one file."""

    def __init__(self, root: str, namespaces: frozenset[str]) -> None:
        self.root, self.namespaces = root, namespaces
        self.known: dict[str, str] = {}
        self.top: dict[str, str] = {}
        self.years: list[str] = []
        self.groups: list[GroupRow] = []
        self.entries: list[EntryRow] = []

    def of(self, file: BinaryIO) -> RegisterFile:
        institution = whole = None
        try:
            for parent, element in self._records(file):
                local = self.known[element.tag]
                if parent == "Institution":
                    self._take(element, local)
                elif local == "ImportSource":
                    self.years.append(read_attribute(element, "schoolYear")[:20])
                elif local == "Institution":
                    institution = element
                elif local == self.root:
                    whole = self._finished(element, institution)
        except etree.XMLSyntaxError as fault:
            raise _malformed(fault, _is_cut_off(file, self.root)) from None
        if whole is None:
            raise RefusedFile(_("Filen er afkortet: den slutter midt i teksten."))
        return whole

    def _records(self, file: BinaryIO) -> Iterator[tuple[str, etree._Element]]:
        """(its parent's local name, element) of the root, its children and the institution's, each when it is complete."""
        path: list[str] = []
        held = institutions = 0
        stream = etree.iterparse(
            file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for event, element in stream:
            if event == "start":
                local = self.known.get(element.tag) or self._learn(element)
                path.append(local)
                held += 1
                if held > ELEMENTS_AT_ONCE or len(path) > DEEPEST:
                    raise refuse(element, _("Et enkelt element har alt for meget i sig."))
                if local == "Institution" and len(path) == 2:
                    institutions += 1
                    if institutions > 1:
                        raise refuse(element, _("Filen har mere end én institution. Indlæs dem hver for sig."))
                continue
            path.pop()
            if len(path) <= 1 or (len(path) == 2 and path[1] == "Institution"):
                yield (path[-1] if path else ""), element
                if len(path) == 2 or (path and self.known[element.tag] != "Institution"):
                    _forget(element)
                    held = 0

    def _learn(self, element: etree._Element) -> str:
        """The local name of a tag met for the first time; refused outside the version's namespaces."""
        namespace, _brace, local = str(element.tag).rpartition("}")
        if namespace[1:] not in self.namespaces:
            reason = _("Elementet <%(name)s> hører til et navnerum, som STIL's udtræk ikke har.") % {"name": local[:60]}
            raise refuse(element, reason)
        self.known[str(element.tag)] = local
        return local

    def _take(self, element: etree._Element, local: str) -> None:
        if local == "Group":
            self.groups.append(read_group(element, self.known))
        elif local == "InstitutionPerson":
            self.entries.append(read_entry(element, self.known))
        elif local in ("InstitutionNumber", "InstitutionName"):
            self.top[local] = read_text(element, local)

    def _finished(self, root: etree._Element, institution: etree._Element | None) -> RegisterFile:
        if root.getroottree().docinfo.internalDTD is not None:
            raise RefusedFile(_("Filen har en DTD (DOCTYPE). Den slags læses ikke."))
        if institution is None:
            raise refuse(root, _("%(field)s mangler.") % {"field": "Institution"})
        return RegisterFile(
            number=required(institution, self.top, "InstitutionNumber"),
            name=self.top.get("InstitutionName", ""),
            exported_at=read_moment(root, "exportDateTime"),
            school_years=tuple(sorted(set(self.years))),
            carries=ROOTS[self.root],
            groups=self.groups,
            entries=self.entries,
        )


def _forget(element: etree._Element) -> None:
    """Free what has been read: the element's content, and the elements before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _is_cut_off(file: BinaryIO, root: str) -> bool:
    """Whether the end of the root is missing at the end of the file."""
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - 1024))
    return f"{root}>".encode() not in file.read().replace(b"\0", b"")


def _malformed(fault: etree.XMLSyntaxError, is_cut_off: bool) -> RefusedFile:
    """The parser's own message is not shown: it may quote what stands in the file."""
    code, last = getattr(fault, "code", 0), getattr(fault.error_log, "last_error", None)
    line = fault.lineno or (last.line if last else 0) or None
    if code in _ENCODING:
        return RefusedFile(_("Tegnene passer ikke til filens tegnsæt. Gem filen som UTF-8."), line)
    if code == etree.ErrorTypes.ERR_INVALID_CHAR:
        return RefusedFile(_("Filen har et tegn, som ikke må stå i XML."), line)
    if is_cut_off and code != etree.ErrorTypes.ERR_TAG_NAME_MISMATCH:
        return RefusedFile(_("Filen er afkortet: den slutter midt i teksten."), line)
    return RefusedFile(_("Filen er ikke gyldig XML."), line)
