"""WS-Security: the message's body, time, id and system id signed with X.509, RSA-SHA256 and exclusive canonicalization.

STIL asks for the certificate as a BinarySecurityToken, and a signature over Body, Timestamp, MessageID and UdbydersystemId.
"""

import datetime as dt
import secrets
from base64 import b64encode
from typing import Any

from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureConstructionMethod, SignatureMethod
from signxml.signer import XMLSigner

from spor.integrations.stil.soap.keys import Keys

_OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss"
SOAP = "http://www.w3.org/2003/05/soap-envelope"
WSSE = f"{_OASIS}-wssecurity-secext-1.0.xsd"
WSU = f"{_OASIS}-wssecurity-utility-1.0.xsd"
DS = "http://www.w3.org/2000/09/xmldsig#"
BPI = "https://brugerdatabasen.stil.dk/bpi/common/3"
ADDRESSING = "http://www.w3.org/2005/08/addressing"
X509 = f"{_OASIS}-x509-token-profile-1.0#X509v3"
BASE64 = f"{_OASIS}-soap-message-security-1.0#Base64Binary"
SIGNED = (f"{{{ADDRESSING}}}MessageID", f"{{{BPI}}}UdbydersystemId")
LIVES = dt.timedelta(minutes=5)
_ID = f"{{{WSU}}}Id"


class Signature:
    """What zeep calls with each message before it goes."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def apply(self, envelope: etree._Element, headers: dict[str, str]) -> tuple[etree._Element, dict[str, str]]:
        """The envelope with a signed Security header. The clock is the machine's own: the other end compares it with its own."""
        header, body = envelope.find(f"{{{SOAP}}}Header"), envelope.find(f"{{{SOAP}}}Body")
        if header is None or body is None:
            raise ValueError("A message to be signed has a header and a body.")
        security = etree.SubElement(header, f"{{{WSSE}}}Security", nsmap={"wsse": WSSE, "wsu": WSU})
        security.set(f"{{{SOAP}}}mustUnderstand", "true")
        token = etree.SubElement(security, f"{{{WSSE}}}BinarySecurityToken", EncodingType=BASE64, ValueType=X509)
        token.text = b64encode(self.keys.der).decode()
        parts = [body, _timestamp(security), *(child for child in header if child.tag in SIGNED)]
        security.append(self._signature(envelope, _named(token), [_named(part) for part in parts]))
        return envelope, headers

    def verify(self, envelope: etree._Element) -> None:
        """Answers are believed for the connection's sake: TLS says who gave them."""

    def _signature(self, envelope: etree._Element, token: str, parts: list[str]) -> Any:
        reference_of = etree.Element(f"{{{DS}}}KeyInfo", nsmap={"ds": DS})
        reference = etree.SubElement(reference_of, f"{{{WSSE}}}SecurityTokenReference", nsmap={"wsse": WSSE})
        etree.SubElement(reference, f"{{{WSSE}}}Reference", URI=f"#{token}", ValueType=X509)
        signer = XMLSigner(
            method=SignatureConstructionMethod.detached,
            signature_algorithm=SignatureMethod.RSA_SHA256,
            digest_algorithm=DigestAlgorithm.SHA256,
            c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
        )
        return signer.sign(
            envelope,
            key=self.keys.key,
            reference_uri=[f"#{part}" for part in parts],
            key_info=reference_of,
            id_attribute="Id",
        )


def _timestamp(security: etree._Element) -> etree._Element:
    now = dt.datetime.now(dt.UTC)
    stamp = etree.SubElement(security, f"{{{WSU}}}Timestamp")
    for name, moment in (("Created", now), ("Expires", now + LIVES)):
        etree.SubElement(stamp, f"{{{WSU}}}{name}").text = moment.isoformat(timespec="milliseconds").replace(
            "+00:00", "Z"
        )
    return stamp


def _named(element: etree._Element) -> str:
    """The element's wsu:Id, given now."""
    name = f"id-{secrets.token_hex(12)}"
    element.set(_ID, name)
    return name
