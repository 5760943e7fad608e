"""A register service on this machine that behaves as STIL's does: it checks the signature for real, and answers with real files.

It shares no code with the client: signatures are verified by signxml against the certificate it was given beforehand.
"""

import datetime as dt
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidSignature, SignXMLException

SOAP = "{http://www.w3.org/2003/05/soap-envelope}"
COMMON = "{https://brugerdatabasen.stil.dk/bpi/common/3}"
EXPORT = "{https://brugerdatabasen.stil.dk/bpi/wsieksport/7}"
WSSE = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"
WSU = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}"
WSA = "{http://www.w3.org/2005/08/addressing}"
MUST_BE_SIGNED = {f"{SOAP}Body", f"{WSU}Timestamp", f"{WSA}MessageID", f"{COMMON}UdbydersystemId"}
STRICT = SignatureConfiguration(
    expect_references=True,
    signature_methods=frozenset([SignatureMethod.RSA_SHA256]),
    digest_algorithms=frozenset([DigestAlgorithm.SHA256]),
)


def certificate(name: str = "Spor", *, loopback: bool = False) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A key and a certificate it signed itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
    made = made.not_valid_after(now + dt.timedelta(days=7))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    if loopback:
        names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
        made = made.add_extension(names, critical=False)
    return key, made.sign(key, hashes.SHA256())


def as_pem(key: rsa.RSAPrivateKey, own: x509.Certificate) -> bytes:
    return own.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass
class Register:
    """What the service knows: whom it trusts, who agreed, and each institution's file; `does` makes it misbehave."""

    trusted: x509.Certificate
    system: str = "1234"
    files: dict[str, bytes] = field(default_factory=dict)
    does: str = ""
    address: str = ""
    seen: list[str] = field(default_factory=list)
    messages: set[str] = field(default_factory=set)
    raw: list[bytes] = field(default_factory=list)

    def answer(self, content: bytes) -> tuple[int, bytes]:
        self.raw.append(content)
        envelope = etree.fromstring(content)
        wrong = self._wrong(envelope)
        if wrong:
            return 500, _fault(wrong)
        asked = envelope.find(f"{SOAP}Body")[0]
        operation = etree.QName(asked).localname
        self.seen.append(operation)
        if operation.startswith("hentDataAftaler"):
            inner = "".join(f"<c:regnr>{number}</c:regnr>" for number in self.files)
            return 200, _envelope(f"<w:{operation}Response>{inner}</w:{operation}Response>")
        number = asked.findtext(f"{EXPORT}instnr")
        if number not in self.files:
            return 500, _fault("Rettigheder")
        file = self.files[number]
        file = file[file.index(b"?>") + 2 :] if file.startswith(b"<?xml") else file
        return 200, _envelope(f"<w:{operation}Response><w:xml>{file.decode()}</w:xml></w:{operation}Response>")

    def _wrong(self, envelope: etree._Element) -> str:
        """The fault's type, "" where the message is as it must be."""
        header = envelope.find(f"{SOAP}Header")
        if header.find(f"{WSSE}Security//{{http://www.w3.org/2000/09/xmldsig#}}Signature") is None:
            return "SignaturMangler"
        try:
            pem = self.trusted.public_bytes(Encoding.PEM).decode()
            proved = XMLVerifier().verify(envelope, x509_cert=pem, id_attribute="Id", expect_config=STRICT)
        except (InvalidSignature, SignXMLException):
            return "Signatur"
        if not {part.signed_xml.tag for part in proved} >= MUST_BE_SIGNED:
            return "Signatur"
        if header.findtext(f"{COMMON}UdbydersystemId") != self.system:
            return "UdbydersytemIdMangler"
        message = header.findtext(f"{WSA}MessageID")
        expires = dt.datetime.fromisoformat(envelope.findtext(f".//{WSU}Expires"))
        if message in self.messages or expires < dt.datetime.now(dt.UTC):
            return "Signatur"
        self.messages.add(message)
        return ""


def _envelope(body: str) -> bytes:
    names = f'xmlns:s="{SOAP[1:-1]}" xmlns:c="{COMMON[1:-1]}" xmlns:w="{EXPORT[1:-1]}"'
    return f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope {names}><s:Header/><s:Body>{body}</s:Body></s:Envelope>'.encode()


def _fault(kind: str) -> bytes:
    return _envelope(
        f"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>c:{kind}</s:Value></s:Subcode></s:Code>"
        f'<s:Reason><s:Text xml:lang="da">Hemmelig tekst</s:Text></s:Reason>'
        f"<s:Detail><c:authentificationError><c:type>{kind}</c:type></c:authentificationError></s:Detail></s:Fault>"
    )


class _Door(BaseHTTPRequestHandler):
    register: Register

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        register, does = self.register, self.register.does
        status, answer = register.answer(content)
        if does == "sleep":
            time.sleep(3)
        elif does == "web page":
            status, answer = 200, b"<html>Vedligehold</html>"
        elif does == "entities":
            status, answer = 200, b'<!DOCTYPE a [<!ENTITY b "c">]>' + answer[answer.index(b"?>") + 2 :]
        elif does == "another answer":
            answer = answer.replace(b"eksporterXml", b"eksporterTekst")
        elif does == "redirect":
            status = 307
        elif does == "unknown fault":
            status, answer = 500, _fault("Noget").replace(b"authentificationError", b"andet")
        self.send_response(status)
        if does == "redirect":
            self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Type", "application/soap+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            if does == "drip":
                for place in range(0, len(answer), 40):
                    self.wfile.write(answer[place : place + 40])
                    self.wfile.flush()
                    time.sleep(0.1)
            else:
                self.wfile.write(answer)
        except OSError:
            pass

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def serving(register: Register, tls: Path | None = None, clients: Path | None = None) -> Iterator[Register]:
    """The register on a port of its own; with `tls` (key and certificate) over https, asking for a client's certificate if `clients`."""
    door = type("Door", (_Door,), {"register": register})
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    server.handle_error = lambda *words: None  # type: ignore[method-assign] # a refused handshake is no news
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        if clients:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(clients)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    register.address = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/bpi/wsieksport/7"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield register
    finally:
        server.shutdown()
        server.server_close()
