"""What stands before the first element, read by a second parser, so that nothing hostile reaches the real one.

A DTD is refused where it begins: no entity is ever declared, internal, external or nested.
"""

from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from spor.integrations.refusals import RefusedFile
from spor.integrations.stil.names import ROOTS, VERSIONS

CHUNK = 64 * 1024
ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "iso-8859-1"}


class _Root(Exception):  # no fault: it only stops the parser at the first element
    pass


def read_prolog(file: BinaryIO) -> tuple[str, frozenset[str]]:
    """The root's local name and the namespaces of its version. The file is read from where it stands.

    Raises RefusedFile for what is not XML, has a DTD, a character set or a root that is not known, or nothing in it.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = lambda *_declared: _refuse_dtd(parser.CurrentLineNumber)
    parser.StartElementHandler = _stop_at_root
    try:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _Root as root:
        return _known_root(str(root), parser.CurrentLineNumber)
    except expat.ExpatError as fault:
        raise _not_xml(fault) from None
    raise RefusedFile(_("Filen er tom."))


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    if encoding and encoding.lower() not in ENCODINGS:
        reason = _("Tegnsættet «%(name)s» kan ikke læses. Gem filen som UTF-8.") % {"name": encoding[:40]}
        raise RefusedFile(reason, 1)


def _refuse_dtd(line: int) -> None:
    raise RefusedFile(
        _("Filen har en DTD (DOCTYPE). Den slags læses ikke, fordi den kan skjule skadeligt indhold."), line
    )


def _stop_at_root(name: str, attributes: dict[str, str]) -> None:
    raise _Root(name)


def _known_root(name: str, line: int) -> tuple[str, frozenset[str]]:
    namespace, _blank, local = name.rpartition(" ")
    for namespaces in VERSIONS:
        if namespace in namespaces:
            if local in ROOTS:
                return local, namespaces
            raise RefusedFile(
                _("Filen er ikke en udtræksfil fra STIL: den begynder med <%(name)s>.") % {"name": local[:60]}, line
            )
    reason = _("Navnerummet «%(name)s» er ikke STIL's udtræk i version 6 eller 7.") % {"name": namespace[:120]}
    raise RefusedFile(reason, line)


def _not_xml(fault: expat.ExpatError) -> RefusedFile:
    codes = expat.errors.codes
    if fault.code == codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return RefusedFile(_("Filen er tom."))
    if fault.code in (codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN], codes[expat.errors.XML_ERROR_PARTIAL_CHAR]):
        return RefusedFile(_("Filen er afkortet: den slutter midt i teksten."), fault.lineno)
    encodings = {expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING}
    if fault.code in {codes[name] for name in encodings}:
        return RefusedFile(_("Tegnsættet passer ikke til indholdet. Gem filen som UTF-8."), fault.lineno)
    return RefusedFile(_("Filen er ikke gyldig XML."), fault.lineno)
