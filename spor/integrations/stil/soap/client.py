"""STIL's WsiEksport 7 by SOAP 1.2: `agreed()` and `export(number)`.

The package (Lille, Mellem, Fuld, FuldMyndighed) is what the data agreement gives. CPR numbers are never asked for.
"""

from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import zeep
from django.utils.translation import gettext as _
from lxml import etree

from spor.integrations.refusals import NotFetched
from spor.integrations.stil.soap.faults import fault_of
from spor.integrations.stil.soap.keys import Keys
from spor.integrations.stil.soap.signing import BPI, SOAP, Signature
from spor.integrations.stil.soap.transport import Careful

WSDL = Path(__file__).with_name("wsieksport-7.wsdl")
EXPORT = "https://brugerdatabasen.stil.dk/bpi/wsieksport/7"
PACKAGES = ("Lille", "Mellem", "Fuld", "FuldMyndighed")


@dataclass(frozen=True)
class Connection:
    """One installation's access to the service.

    address    https; plain http only to this machine itself
    system     the UdbydersystemId given by STIL
    package    one of PACKAGES
    """

    address: str
    system: str
    package: str
    keys: Keys
    authority: str = ""
    timeout: float = 120
    most: int = 64 * 2**20

    def agreed(self) -> list[str]:
        """The numbers of the institutions with a data agreement for the package, each once, in the register's order."""
        answer = self._answer(f"hentDataAftaler{self.package}")
        numbers = [(element.text or "").strip() for element in answer.iter(f"{{{BPI}}}regnr")]
        return list(dict.fromkeys(filter(None, numbers)))

    def export(self, number: str) -> bytes:
        """The institution's file as STIL gives it today, to be read like any other."""
        asked: dict[str, Any] = {"instnr": number}
        if self.package != "Lille":
            asked["filtre"] = {"cprFilter": {"inkluderCpr": False}}
        answer = self._answer(f"eksporterXml{self.package}", **asked)
        wrapped = answer.find(f"{{{EXPORT}}}xml")
        if wrapped is None or len(wrapped) != 1:
            raise _strange()
        return etree.tostring(wrapped[0], encoding="UTF-8", xml_declaration=True, with_tail=False)

    def _answer(self, operation: str, **asked: Any) -> etree._Element:
        """The one element of the answer's body. Raises NotFetched with the service's own reason in Danish."""
        send = getattr(self._port, operation)
        with self._client.settings(raw_response=True):
            answer = send(**asked, _soapheaders={"UdbydersystemId": self.system})
        envelope = _parsed(answer.content)
        body = envelope.find(f"{{{SOAP}}}Body")
        if body is None or len(body) != 1:
            raise _strange()
        if body[0].tag == f"{{{SOAP}}}Fault":
            raise fault_of(body[0])
        if answer.status_code != 200 or body[0].tag.rpartition("}")[2] != f"{operation}Response":
            raise _strange()
        return body[0]

    @cached_property
    def _client(self) -> Any:
        _check_address(self.address)
        transport = Careful(self.keys, authority=self.authority, timeout=self.timeout, most=self.most)
        settings = zeep.Settings(forbid_dtd=True, forbid_entities=True, forbid_external=True)
        make: Any = zeep.Client  # untyped
        return make(str(WSDL), transport=transport, wsse=Signature(self.keys), settings=settings)

    @cached_property
    def _port(self) -> Any:
        return self._client.create_service(f"{{{EXPORT}}}WsiEksportPortBinding", self.address)


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname:
        try:
            if ip_address(parts.hostname).is_loopback:
                return
        except ValueError:
            pass
    raise NotFetched(_("Adressen til STIL skal begynde med https: se SPOR_STIL_ADDRESS."), "address")


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        envelope = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise _strange() from None
    if envelope.getroottree().docinfo.internalDTD is not None or envelope.tag != f"{{{SOAP}}}Envelope":
        raise _strange()
    return envelope


def _strange() -> NotFetched:
    return NotFetched(_("STIL's svar er ikke det, vi bad om. Intet er læst."), "strange")
