"""A post with a file above the limit: nothing of it is kept, every typed word is, and the page can say what was wrong."""

import datetime as dt
import errno
from pathlib import Path

import pytest
from django.core.files import temp
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from spor.base import files
from spor.base.errors import Refused
from tests.rooms.base.samples import jpeg, upload

LIMIT = 3 * 1024 * 1024  # above what Django holds in memory, so that the disk is used


@pytest.fixture
def waiting(tmp_path: Path, settings: object) -> Path:
    """The folder that uploads wait in, and a small limit."""
    settings.FILE_MAX_BYTES = LIMIT
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def post(**parts: object) -> WSGIRequest:
    return RequestFactory().post("/", {"før": "Jeg byggede en bro", **parts, "efter": "og den holdt"})


def assert_words_are_there(request: WSGIRequest) -> None:
    assert request.POST["før"] == "Jeg byggede en bro" and request.POST["efter"] == "og den holdt"


def test_a_file_within_the_limit_comes_through(waiting: Path, own_files: Path, db: None, now: dt.datetime) -> None:
    content = jpeg() + bytes(LIMIT - len(jpeg()))
    request = post(fil=upload(content))
    sent = request.FILES["fil"]
    assert isinstance(sent, TemporaryUploadedFile) and sent.size == LIMIT
    assert_words_are_there(request)
    assert files.store(sent, now=now).width == 160


def test_a_file_above_the_limit_is_read_past(waiting: Path, now: dt.datetime) -> None:
    request = post(fil=upload(bytes(4 * LIMIT)))
    assert_words_are_there(request)
    assert request.FILES["fil"].size == 4 * LIMIT
    assert list(waiting.iterdir()) == []
    with pytest.raises(Refused, match="Billedet fylder 12 MB, og grænsen er 3.") as refusal:
        files.store(request.FILES["fil"], now=now)
    assert refusal.value.status == 413


def test_the_files_of_one_post_have_a_limit_together(waiting: Path, now: dt.datetime) -> None:
    request = post(fil=[upload(bytes(LIMIT)) for _ in range(5)])
    assert_words_are_there(request)
    *kept, dropped = request.FILES.getlist("fil")
    assert all(isinstance(each, TemporaryUploadedFile) for each in kept)
    with pytest.raises(Refused, match="Send dem en ad gangen") as refusal:
        files.store(dropped, now=now)
    assert refusal.value.status == 413


@pytest.mark.parametrize("when", ["opening", "writing", "rewinding"])
def test_a_disk_that_is_full_while_a_file_comes_in(
    when: str, waiting: Path, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if when == "opening":
        monkeypatch.setattr(temp, "NamedTemporaryFile", full)
    else:
        monkeypatch.setattr(TemporaryUploadedFile, {"writing": "write", "rewinding": "seek"}[when], full, raising=False)
    request = post(fil=upload(bytes(LIMIT)))
    assert_words_are_there(request)
    assert list(waiting.iterdir()) == []
    with pytest.raises(Refused, match="løbet tør for plads") as refusal:
        files.store(request.FILES["fil"], now=now)
    assert refusal.value.status == 507


def test_another_fault_of_the_disk_is_not_hidden(waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(TemporaryUploadedFile, "write", broken, raising=False)
    with pytest.raises(OSError, match="Input/output"):
        _ = post(fil=upload(bytes(LIMIT))).FILES
