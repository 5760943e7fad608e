"""Aula's part in the tests: a signer with keys of its own, and its public keys as a file."""

import json
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISSUER, AUDIENCE = "https://tokens.aula.example", "0030"
_number = count()


@dataclass
class Signer:
    """`token("oskar")` is what Aula would send; any claim, the key and the algorithm can be another."""

    kid: str = "k1"
    rsa: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    ec: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def jwks(self) -> dict[str, Any]:
        keys = [
            json.loads(RSAAlgorithm.to_jwk(self.rsa.public_key())) | {"kid": self.kid},
            json.loads(ECAlgorithm.to_jwk(self.ec.public_key())) | {"kid": f"{self.kid}-ec"},
        ]
        return {"keys": keys}

    def claims(self, uniid: str, **other: Any) -> dict[str, Any]:
        now = int(time.time())
        made = {"iss": ISSUER, "aud": AUDIENCE, "sub": "x", "uniid": uniid, "iat": now, "exp": now + 60}
        made |= {"jti": f"t{next(_number)}"} | other
        return {name: value for name, value in made.items() if value is not None}

    def token(self, uniid: str, *, key: Any = None, alg: str = "RS256", kid: str | None = None, **other: Any) -> str:
        signing = key if key is not None else (self.ec if alg == "ES256" else self.rsa)
        name = kid if kid is not None else (f"{self.kid}-ec" if alg == "ES256" else self.kid)
        return jwt.encode(self.claims(uniid, **other), signing, algorithm=alg, headers={"kid": name} if name else {})


def linked(settings: Any, folder: Path, signer: Signer) -> None:
    """This installation believes in the signer's keys."""
    place = folder / "aula.json"
    place.write_text(json.dumps(signer.jwks()))
    settings.AULA_ISSUER, settings.AULA_AUDIENCE, settings.AULA_KEYS = ISSUER, [AUDIENCE], str(place)
