"""How a file leaves: whole, in part, or not at all because the browser has it; never as something that runs."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.http import Http404, HttpResponseBase
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from spor.base import files
from spor.base.files.pieces import Piece, wanted_piece
from spor.base.models import StoredFile
from tests.rooms.base.samples import PDF, docx, fixture, jpeg, upload

ASK = RequestFactory()


@pytest.fixture
def voice(db: None, now: dt.datetime) -> StoredFile:
    return files.store(upload(fixture("voice.m4a"), "stemme.m4a"), now=now)


@pytest.fixture
def photo(db: None, now: dt.datetime) -> StoredFile:
    return files.store(upload(jpeg(800, 600), "Rød grød på åen.jpg"), now=now)


def get(stored: StoredFile, *, size: int | None = None, download: bool = False, **headers: str) -> HttpResponseBase:
    return files.respond(ASK.get("/", headers=headers), stored, size=size, download=download)


def body(response: HttpResponseBase) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def test_the_whole(voice: StoredFile) -> None:
    response = get(voice)
    assert response.status_code == HTTPStatus.OK
    assert body(response) == files.read(voice)
    assert response["Content-Length"] == str(voice.size)
    assert response["Content-Type"] == "audio/mp4"
    assert response["Accept-Ranges"] == "bytes"


def test_every_answer_forbids_guessing_running_and_lending(photo: StoredFile) -> None:
    tag = get(photo)["ETag"]
    for response in (
        get(photo),
        get(photo, range="bytes=0-9"),
        get(photo, range="bytes=99999999-"),
        get(photo, **{"if-none-match": tag}),
    ):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert "sandbox" in response["Content-Security-Policy"] and "unsafe" not in response["Content-Security-Policy"]
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["Cache-Control"] == "private, max-age=3600, immutable"
        assert response["Vary"] == "Cookie"
        response.close()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=0-", 0, None),
        ("bytes=5-999999", 5, None),
    ],
)
def test_a_part(voice: StoredFile, asked: str, first: int, last: int | None) -> None:
    response, whole = get(voice, range=asked), files.read(voice)
    expected = whole[first : None if last is None else last + 1]
    start = first if first >= 0 else len(whole) + first
    assert response.status_code == HTTPStatus.PARTIAL_CONTENT
    assert response["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole)}"
    assert response["Content-Length"] == str(len(expected))
    assert body(response) == expected


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=999999-9999999", "bytes=-0"])
def test_a_part_beyond_the_end(voice: StoredFile, asked: str) -> None:
    response = get(voice, range=asked)
    assert response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert response["Content-Range"] == f"bytes */{voice.size}"


@pytest.mark.parametrize(
    "asked", ["", "bytes", "bytes=", "bytes=-", "bytes=9-3", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b"]
)
def test_a_range_that_says_nothing_is_passed_over(voice: StoredFile, asked: str) -> None:
    response = get(voice, range=asked)
    assert response.status_code == HTTPStatus.OK and body(response) == files.read(voice)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 100))
def test_every_part_lies_within(first: int, last: int, total: int) -> None:
    for asked in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        piece = wanted_piece(asked, total)
        assert piece is None or (0 <= piece.first < total and 0 < piece.length <= total - piece.first)
    assert wanted_piece(f"bytes={total}-", total) is None
    assert wanted_piece("", total) == Piece.whole(total)


def test_what_the_browser_has_is_not_sent_again(photo: StoredFile) -> None:
    tag = get(photo)["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = get(photo, **{"if-none-match": known})
        assert response.status_code == HTTPStatus.NOT_MODIFIED and body(response) == b"" and response["ETag"] == tag
    assert get(photo, **{"if-none-match": '"other"'}).status_code == HTTPStatus.OK
    assert get(photo, size=480)["ETag"] != tag


def test_a_part_of_something_else_is_of_no_use(voice: StoredFile) -> None:
    tag = get(voice)["ETag"]
    assert get(voice, range="bytes=0-1", **{"if-range": tag}).status_code == HTTPStatus.PARTIAL_CONTENT
    assert get(voice, range="bytes=0-1", **{"if-range": '"other"'}).status_code == HTTPStatus.OK


def test_previews_are_jpeg_and_only_of_pictures(photo: StoredFile, voice: StoredFile) -> None:
    response = get(photo, size=480)
    assert response["Content-Type"] == "image/jpeg" and body(response) == files.read(photo, size=480)
    for stored, size in ((voice, 480), (photo, 481), (photo, 0)):
        with pytest.raises(Http404):
            get(stored, size=size)


def test_names_reach_the_reader_with_their_danish_letters(photo: StoredFile) -> None:
    name = "R%C3%B8d%20gr%C3%B8d%20p%C3%A5%20%C3%A5en"
    assert get(photo)["Content-Disposition"] == f"inline; filename*=utf-8''{name}.jpg"
    assert get(photo, download=True)["Content-Disposition"] == f"attachment; filename*=utf-8''{name}.jpg"
    assert get(photo, size=480)["Content-Disposition"] == f"inline; filename*=utf-8''{name}-480.jpg"


def test_a_document_is_for_keeping_and_a_pdf_for_looking_at(db: None, now: dt.datetime) -> None:
    document = files.store(upload(docx(), "opgave.docx"), now=now)
    pdf = files.store(upload(PDF, "brev.pdf"), now=now)
    assert get(document)["Content-Disposition"] == 'attachment; filename="opgave.docx"'
    assert get(pdf)["Content-Disposition"] == 'inline; filename="brev.pdf"'


def test_head_says_the_same_without_the_content(voice: StoredFile) -> None:
    whole = files.respond(ASK.head("/"), voice)
    assert whole["Content-Length"] == str(voice.size) and body(whole) == b""
    part = files.respond(ASK.head("/", headers={"range": "bytes=0-9"}), voice)
    assert (part.status_code, part["Content-Length"]) == (HTTPStatus.PARTIAL_CONTENT, "10") and body(part) == b""


def test_a_content_the_disk_has_lost_is_not_found(voice: StoredFile) -> None:
    files.path_of(voice).unlink()
    with pytest.raises(Http404):
        get(voice)


def test_a_file_nobody_reads_is_closed(voice: StoredFile) -> None:
    response = get(voice)
    reading = response._resource_closers[-1].__self__
    response.close()
    assert reading.file.closed
