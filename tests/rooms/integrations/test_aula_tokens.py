"""Who a token from Aula is for: forged, expired, foreign and used ones are refused, each with a reason a person can read."""

import base64
import hmac
import json
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from spor.integrations.aula import keys
from spor.integrations.aula.tokens import Bearer, TokenRefused, bearer_of
from spor.integrations.models import UsedToken
from tests.rooms.integrations.aula_tokens import Signer, linked


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture(autouse=True)
def aula(db, settings, tmp_path: Path, signer: Signer) -> None:
    linked(settings, tmp_path, signer)


def refused(token: str) -> str:
    with pytest.raises(TokenRefused) as caught:
        bearer_of(f"Bearer {token}")
    assert caught.value.status == 401
    return str(caught.value)


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_a_token_that_aula_signed_says_who_it_is_for(signer, alg):
    assert bearer_of(f"Bearer {signer.token('oskar', alg=alg)}") == Bearer("oskar")


def test_without_a_token_nobody_is_anybody(signer):
    for header in ("", "Bearer", "Basic b3NrYXI6eA==", "Bearer   "):
        with pytest.raises(TokenRefused, match="ingen Bearer-token"):
            bearer_of(header)


def _unsigned(claims: dict[str, object], alg: str) -> str:
    parts = [json.dumps({"alg": alg, "typ": "JWT", "kid": "k1"}), json.dumps(claims)]
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + "."


@pytest.mark.parametrize("alg", ["none", "None", "NONE", ""])
def test_a_token_that_nobody_signed_is_refused(signer, alg):
    assert "underskrevet" in refused(_unsigned(signer.claims("oskar"), alg))


def test_the_public_key_is_no_secret_to_sign_with(signer):
    public = signer.rsa.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"k1"}').decode().rstrip("=")
    body = base64.urlsafe_b64encode(json.dumps(signer.claims("oskar")).encode()).decode().rstrip("=")
    signed = hmac.digest(public, f"{head}.{body}".encode(), "sha256")
    mark = base64.urlsafe_b64encode(signed).decode().rstrip("=")
    assert "underskrevet" in refused(f"{head}.{body}.{mark}")


def test_a_forged_signature_and_a_changed_name_are_refused(signer):
    assert "underskrift" in refused(Signer().token("oskar"))
    head, _body, mark = signer.token("oskar").split(".")
    other = signer.token("alma").split(".")[1]
    assert "underskrift" in refused(f"{head}.{other}.{mark}")
    assert "underskrift" in refused("ikke.et.token")
    assert "underskrift" in refused("x" * 9000)


def test_an_unknown_key_and_a_key_of_the_other_kind_are_refused(signer):
    assert "underskrift" in refused(signer.token("oskar", kid="k9"))
    assert "underskrift" in refused(signer.token("oskar", kid="k1-ec"))
    assert bearer_of(f"Bearer {signer.token('oskar', kid='')}") == Bearer("oskar")


def test_another_issuer_another_widget_and_none_are_refused(signer):
    assert "en anden end Aula" in refused(signer.token("oskar", iss="https://elsewhere.example"))
    assert "en anden widget" in refused(signer.token("oskar", aud="0099"))
    for missing in ("iss", "aud", "exp"):
        assert "mangler" in refused(signer.token("oskar", **{missing: None}))


def test_a_token_that_is_over_not_begun_or_lasts_too_long_is_refused(signer):
    now = int(time.time())
    assert "udløbet" in refused(signer.token("oskar", exp=now - 31))
    assert "ikke endnu" in refused(signer.token("oskar", nbf=now + 300))
    assert "højst gælde en time" in refused(signer.token("oskar", exp=now + 2 * 3600))


def test_a_token_that_names_nobody_is_refused(signer, settings):
    settings.AULA_CLAIM = "unilogin"
    for claim in (None, "", " ", 7, ["oskar"]):
        assert "hvem det er til" in refused(signer.token("x", unilogin=claim))
    assert bearer_of(f"Bearer {signer.token('x', unilogin='alma')}") == Bearer("alma")


def test_a_token_is_used_once_and_forgotten_when_it_would_be_over(signer):
    token = signer.token("oskar")
    bearer_of(f"Bearer {token}")
    assert "brugt før" in refused(token)
    assert "brugt før" in refused(token)
    assert UsedToken.objects.count() == 1
    UsedToken.objects.update(until="2020-01-01T00:00:00Z")
    bearer_of(f"Bearer {signer.token('alma')}")
    assert UsedToken.objects.count() == 1
    without = signer.token("oskar", jti=None)
    assert bearer_of(f"Bearer {without}") == bearer_of(f"Bearer {without}")


def test_another_verifier_can_be_named(settings):
    settings.AULA_VERIFIER = "tests.rooms.integrations.test_aula_tokens.trusting"
    assert bearer_of("Bearer anything") == Bearer("anything")


def trusting(token: str) -> Bearer:
    return Bearer(token)


def test_an_installation_without_aula_says_so(settings, signer):
    settings.AULA_ISSUER = ""
    with pytest.raises(TokenRefused, match="ikke koblet") as caught:
        bearer_of(f"Bearer {signer.token('oskar')}")
    assert caught.value.status == 503


def test_keys_that_cannot_be_read_are_our_fault_and_not_the_tokens(settings, signer, tmp_path):
    for text in (None, "nonsense", "[]", '{"keys": []}'):
        place = tmp_path / f"keys-{text and len(text)}.json"
        if text is not None:
            place.write_text(text)
        settings.AULA_KEYS = str(place)
        with pytest.raises(TokenRefused, match="kan ikke hentes") as caught:
            bearer_of(f"Bearer {signer.token('oskar')}")
        assert caught.value.status == 503


def test_new_keys_are_asked_for_once_a_minute_and_the_old_ones_stand(settings, signer, tmp_path, monkeypatch):
    place = Path(settings.AULA_KEYS)
    bearer_of(f"Bearer {signer.token('oskar')}")
    newer = Signer(kid="k2")
    place.write_text(json.dumps({"keys": signer.jwks()["keys"] + newer.jwks()["keys"]}))
    assert "underskrift" in refused(newer.token("oskar"))
    began = time.monotonic()
    monkeypatch.setattr(keys.time, "monotonic", lambda: began + keys.ASK_AGAIN + 1)
    assert bearer_of(f"Bearer {newer.token('oskar')}") == Bearer("oskar")
    place.unlink()
    monkeypatch.setattr(keys.time, "monotonic", lambda: began + keys.ASK_AGAIN + keys.KEPT + 9)
    assert bearer_of(f"Bearer {signer.token('oskar')}") == Bearer("oskar")
