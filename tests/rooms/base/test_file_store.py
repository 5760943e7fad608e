"""Storing: the same bytes once, one row an upload, all or nothing."""

import datetime as dt
import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from spor.base import files
from spor.base.errors import Refused
from spor.base.files import disk
from spor.base.models import StoredFile
from tests.rooms.base.samples import PDF, encoded, grid, jpeg, upload

pytestmark = pytest.mark.django_db


def contents(folder: Path) -> list[str]:
    """Everything that lies in the folder but its lock."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_a_picture_lies_under_its_digest_with_two_previews(now: dt.datetime, own_files: Path) -> None:
    stored = files.store(upload(jpeg()), now=now)
    place = f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"
    assert contents(own_files) == [place, f"{place}.1600.jpg", f"{place}.480.jpg"]
    assert disk.digest(files.read(stored)) == stored.sha256
    assert files.path_of(stored, size=480) == own_files / f"{place}.480.jpg"


def test_the_uploaded_bytes_are_not_kept(now: dt.datetime, own_files: Path) -> None:
    sent = jpeg()
    files.store(upload(sent), now=now)
    assert all((own_files / name).read_bytes() != sent for name in contents(own_files))


def test_the_same_content_is_kept_once_with_a_row_an_upload(now: dt.datetime, own_files: Path) -> None:
    first, second = (files.store(upload(jpeg(), name), now=now) for name in ("a.jpg", "b.jpg"))
    assert first.sha256 == second.sha256 and first.code != second.code
    assert (first.name, second.name) == ("a.jpg", "b.jpg")
    assert len(contents(own_files)) == 3


def test_a_preview_that_was_lost_is_made_again(now: dt.datetime) -> None:
    stored = files.store(upload(jpeg()), now=now)
    files.path_of(stored, size=480).unlink()
    files.store(upload(jpeg()), now=now)
    assert files.path_of(stored, size=480).exists()


def test_prepared_first_and_stored_later_is_the_same(now: dt.datetime, own_files: Path) -> None:
    ready = files.prepare(upload(jpeg()), kinds=[StoredFile.Kind.PICTURE])
    assert len(contents(own_files)) == 3 and not StoredFile.objects.exists()
    assert files.store(ready, now=now).sha256 == ready.sha256


def test_an_empty_file_is_refused(now: dt.datetime) -> None:
    with pytest.raises(Refused, match="Filen er tom") as refusal:
        files.store(upload(b"", "foto.jpg"), now=now)
    assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("foto.jpg", "Billedet fylder 48 MB, og grænsen er 25."),
        ("IMG_1.HEIC", "Billedet fylder 48 MB, og grænsen er 25."),
        ("stemme.m4a", "Optagelsen fylder 48 MB, og grænsen er 25."),
        ("film.mov", "Filmen fylder 48 MB, og grænsen er 25."),
        ("film.mp4", "Optagelsen fylder 48 MB, og grænsen er 25."),
        ("brev.pdf", "Filen fylder 48 MB, og grænsen er 25."),
        ("", "Filen fylder 48 MB, og grænsen er 25."),
    ],
)
def test_too_large_says_both_sizes(name: str, sentence: str, now: dt.datetime) -> None:
    large = ContentFile(b"x", name=name)
    large.size = 48 * 1024 * 1024
    with pytest.raises(Refused, match=sentence) as refusal:
        files.store(large, now=now)
    assert refusal.value.status == 413


def test_a_little_too_large_does_not_say_25_of_25(now: dt.datetime) -> None:
    large = ContentFile(b"x", name="foto.jpg")
    large.size = 25 * 1024 * 1024 + 1
    with pytest.raises(Refused, match="Billedet fylder lidt over 25 MB, og grænsen er 25."):
        files.store(large, now=now)


def test_a_size_that_lies_does_not_help(now: dt.datetime, settings: object) -> None:
    settings.FILE_MAX_BYTES = 1000
    large = ContentFile(encoded(grid(), "BMP"), name="foto.jpg")
    large.size = 10
    with pytest.raises(Refused, match="grænsen er") as refusal:
        files.store(large, now=now)
    assert refusal.value.status == 413


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize(("module", "call"), [(os, "fsync"), (Path, "mkdir"), (disk.tempfile, "mkstemp")])
def test_a_full_disk_is_said_and_leaves_nothing(
    module: object, call: str, number: int, now: dt.datetime, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = getattr(module, call), []

    def full(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) > 1:
            raise OSError(number, "No space left on device")
        return real(*args, **kwargs)

    monkeypatch.setattr(module, call, full)
    with pytest.raises(Refused, match="løbet tør for plads. Din tekst er her stadig") as refusal:
        files.store(upload(jpeg()), now=now)
    assert refusal.value.status == 507
    assert contents(own_files) == []
    assert not StoredFile.objects.exists()


def test_another_fault_of_the_disk_is_not_called_full(
    now: dt.datetime, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(number: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        files.store(upload(PDF, "brev.pdf"), now=now)
    assert contents(own_files) == []
