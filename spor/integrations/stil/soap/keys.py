"""The key and certificate that this installation signs with: a PKCS#12 file, or a certificate and a key in PEM. Named by settings."""

import secrets
import ssl
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from django.utils.translation import gettext as _

from spor.integrations.refusals import NotFetched


@dataclass(frozen=True)
class Keys:
    """A private RSA key with its certificate."""

    key: RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def offer(self, context: ssl.SSLContext) -> None:
        """Let `context` show the certificate as the client's own. The file it needs is encrypted, and gone again at once."""
        word = secrets.token_hex(32)
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(self.pem)
            file.write(
                self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(word.encode()))
            )
            file.flush()
            context.load_cert_chain(file.name, password=word)


def load_keys(certificate: str, key: str, password: str) -> Keys:
    """The keys of the files called `certificate` (PKCS#12, or PEM with `key` beside it). Raises NotFetched where they cannot be used."""
    word = password.encode() or None
    try:
        content = Path(certificate).read_bytes()
        if content.lstrip().startswith(b"-----"):
            own = x509.load_pem_x509_certificate(content)
            private = load_pem_private_key(Path(key or certificate).read_bytes(), word)
        else:
            found, issued, _chain = pkcs12.load_key_and_certificates(content, word)
            if found is None or issued is None:
                raise ValueError
            private, own = found, issued
        if not isinstance(private, RSAPrivateKey) or private.public_key() != own.public_key():
            raise ValueError
    except OSError:
        raise NotFetched(_("Certifikatet til STIL kan ikke åbnes: se SPOR_STIL_CERTIFICATE."), "certificate") from None
    except (ValueError, TypeError):
        words = _("Certifikatet til STIL kan ikke bruges: nøgle, certifikat og adgangskode passer ikke sammen.")
        raise NotFetched(words, "certificate") from None
    return Keys(private, own)
