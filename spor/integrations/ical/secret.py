"""What is kept of a calendar's secret."""

import hashlib


def fingerprint(secret: str) -> str:
    """A secret has 256 bits of chance in it, so that a plain hash of it cannot be guessed backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()
