"""Fetching from the national register's service, against a service that verifies each signature and answers with real files."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.core.management import CommandError, call_command
from lxml import etree

from demo.stil import write
from spor.integrations import fetching
from spor.integrations.models import ImportRun
from spor.integrations.reading import read_source
from spor.integrations.refusals import NotFetched
from spor.integrations.stil.soap import signing
from spor.integrations.stil.soap.client import WSDL
from tests.rooms.integrations.stil_files import EXAMPLE, employee, pupil, school
from tests.rooms.integrations.stil_server import Register, as_pem, certificate, serving

OWN = certificate()
OTHER = certificate("En anden")


@pytest.fixture
def register(settings, tmp_path: Path) -> Iterator[Register]:
    """A service that trusts us and has two schools; the settings point at it."""
    (tmp_path / "spor.pem").write_bytes(as_pem(*OWN))
    settings.STIL_SYSTEM, settings.STIL_CERTIFICATE = "1234", str(tmp_path / "spor.pem")
    files = {"999001": EXAMPLE.read_bytes(), "101001": write(school(pupil("anna"), employee("otto")))}
    with serving(Register(OWN[1], files=files)) as register:
        settings.STIL_ADDRESS = register.address
        yield register


def refused(cause: str, number: str = "999001") -> str:
    with pytest.raises(NotFetched) as no:
        fetching.fetch(number)
    assert no.value.cause == cause
    return no.value.reason


def test_the_institutions_with_an_agreement_are_fetched_and_read(register: Register) -> None:
    assert fetching.agreed_numbers() == ["999001", "101001"]
    files = [read_source(fetching.fetch(number))[0] for number in fetching.agreed_numbers()]
    assert [file.number for file in files] == ["999001", "101001"]
    assert files[0].entries == read_source(EXAMPLE)[0].entries, "the same as from the file itself"
    assert register.seen.count("eksporterXmlFuld") == 2
    message = register.raw[-1]
    assert b"<ns0:inkluderCpr>false</ns0:inkluderCpr>" in message, "CPR numbers are not asked for"
    assert message.count(b"<ds:Reference ") == 4 and b"rsa-sha256" in message and b"BinarySecurityToken" in message


@pytest.mark.parametrize("package", ["Lille", "Mellem", "Fuld", "FuldMyndighed"])
def test_the_package_is_the_one_agreed_on(register: Register, settings, package: str) -> None:
    settings.STIL_PACKAGE = package
    fetching.fetch("101001")
    assert register.seen == [f"eksporterXml{package}"]


def test_pkcs12_is_a_key_too(register: Register, settings, tmp_path: Path) -> None:
    lock = BestAvailableEncryption("kodeord æ".encode())
    (tmp_path / "spor.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"spor", *OWN, None, lock))
    settings.STIL_CERTIFICATE, settings.STIL_PASSWORD = str(tmp_path / "spor.p12"), "kodeord æ"
    assert fetching.agreed_numbers()
    settings.STIL_PASSWORD = "forkert"
    assert "passer ikke sammen" in refused("certificate")


def test_what_is_wrong_with_the_signature_is_said(register: Register, settings) -> None:
    register.trusted = OTHER[1]
    assert "signaturen" in refused("Signatur")
    register.trusted = OWN[1]
    settings.STIL_SYSTEM = "4321"
    assert "udbydersystemet" in refused("UdbydersytemIdMangler")
    settings.STIL_SYSTEM = "1234"
    reason = refused("Rettigheder", "555555")
    assert "dataaftale" in reason and "Hemmelig" not in reason


def test_a_message_that_is_changed_on_the_way_is_not_believed(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetching.fetch("999001")
    good = register.raw[-1]
    assert b"authentificationError" in register.answer(good)[1], "the same message twice is a replay"
    for old, new in ((b">999001<", b">101001<"), (b">1234<", b">1235<"), (b"<wsu:Expires>20", b"<wsu:Expires>21")):
        assert old in good, old
        register.messages.clear()
        assert b">Signatur<" in register.answer(good.replace(old, new))[1]
    monkeypatch.setattr(signing.Signature, "apply", lambda self, envelope, headers: (envelope, headers))
    assert "ingen signatur" in refused("SignaturMangler")


@pytest.mark.parametrize("does", ["web page", "entities", "another answer", "redirect"])
def test_an_answer_that_is_none_is_not_read(register: Register, does: str) -> None:
    register.does = does
    assert "ikke det, vi bad om" in refused("strange")


def test_a_fault_nobody_knows(register: Register) -> None:
    register.does = "unknown fault"
    assert "Hemmelig" not in refused("fault")


@pytest.mark.parametrize("does", ["sleep", "drip"])
def test_a_service_that_is_too_slow_is_left(register: Register, settings, does: str) -> None:
    register.does, settings.STIL_TIMEOUT = does, 0.5
    assert "ikke i tide" in refused("timeout")


def test_an_answer_that_is_too_large_is_not_read_to_its_end(register: Register, settings) -> None:
    settings.STIL_MAX_BYTES = 2**20
    register.files["999001"] = write(school(*(pupil(f"elev{n}") for n in range(4000))))
    assert "mere end 1 MB" in refused("large")


def test_a_service_that_is_not_there(register: Register, settings) -> None:
    settings.STIL_ADDRESS = "http://127.0.0.1:9/bpi/wsieksport/7"
    assert "kan ikke nås" in refused("unreachable")
    settings.STIL_ADDRESS = "http://brugerdatabasen.stil.dk/bpi/wsieksport/7"
    assert "https" in refused("address")
    settings.STIL_PACKAGE = "Alt"
    assert "SPOR_STIL_PACKAGE" in refused("package")
    settings.STIL_CERTIFICATE = "/ingen/fil.p12"
    settings.STIL_PACKAGE = "Fuld"
    assert "SPOR_STIL_CERTIFICATE" in refused("certificate")
    settings.STIL_SYSTEM = ""
    assert not fetching.is_set_up()
    refused("unset")


def test_tls_both_ways(settings, tmp_path: Path) -> None:
    server = certificate("STIL", loopback=True)
    for name, content in (("stil", as_pem(*server)), ("spor", as_pem(*OWN)), ("anden", as_pem(*OTHER))):
        (tmp_path / name).write_bytes(content)
    settings.STIL_SYSTEM, settings.STIL_CERTIFICATE = "1234", str(tmp_path / "spor")
    files = {"999001": EXAMPLE.read_bytes()}
    with serving(Register(OWN[1], files=files), tls=tmp_path / "stil", clients=tmp_path / "spor") as register:
        settings.STIL_ADDRESS = register.address
        assert "ikke sikker" in refused("tls")
        settings.STIL_AUTHORITY = str(tmp_path / "stil")
        assert fetching.agreed_numbers() == ["999001"]
        settings.STIL_CERTIFICATE = str(tmp_path / "anden")
        with pytest.raises(NotFetched):
            fetching.fetch("999001")
        assert register.seen == ["hentDataAftalerFuld"]


def test_nothing_is_logged_and_no_key_lies_about(
    register: Register, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "t"))
    monkeypatch.setattr("tempfile.tempdir", None)
    caplog.set_level(logging.DEBUG)
    fetching.fetch("999001")
    assert "Ærø" not in caplog.text and "PRIVATE" not in caplog.text
    assert not list((tmp_path / "t").iterdir())


def test_the_service_is_described_by_a_wsdl_of_our_own() -> None:
    tree = etree.parse(WSDL)
    names = tree.xpath("//w:portType/w:operation/@name", namespaces={"w": "http://schemas.xmlsoap.org/wsdl/"})
    assert len(names) == 9


@pytest.mark.django_db
def test_a_night_fetches_every_institution_and_one_that_fails_stops_no_other(register: Register, settings) -> None:
    settings.JOBS_BESIDE_REQUESTS = False
    register.files["999001"] = register.files["999001"][:-200]
    with pytest.raises(CommandError, match="^999001: "):
        call_command("fetch_register", stdout=(said := io.StringIO()))
    assert said.getvalue() == "1 of 2 institutions were fetched.\n"
    run = ImportRun.objects.get()
    assert (run.number, run.delivery.origin, run.trouble) == ("101001", "fetch", "")
    assert run.seen and not hasattr(run, "merge"), "a new school waits for a yes"
    with pytest.raises(CommandError):
        call_command("fetch_register", stdout=io.StringIO())
    assert ImportRun.objects.count() == 1, "the same file is the same delivery"


@pytest.mark.django_db
def test_a_night_without_an_agreement_says_so(settings) -> None:
    settings.STIL_SYSTEM = ""
    with pytest.raises(CommandError, match="SPOR_STIL_SYSTEM"):
        call_command("fetch_register")
