"""Films and recordings lose the place they were made, and nothing else: same length, same sound and picture."""

import datetime as dt
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.base import files
from spor.base.files import formats, isomedia, matroska
from tests.rooms.base.samples import fixture, upload


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "trace"), [("film.mp4", b"loci"), ("film.mov", b"+55.6761")])
def test_the_place_of_a_film_is_gone(name: str, trace: bytes, now: dt.datetime) -> None:
    sent = fixture(name)
    assert trace in sent
    kept = files.read(files.store(upload(sent, name), now=now))
    assert trace not in kept and b"Lavf" not in kept
    assert len(kept) == len(sent)
    sound_and_film = next(box for box in isomedia.boxes(sent) if box.type == b"mdat")
    assert kept[sound_and_film.start : sound_and_film.end] == sent[sound_and_film.start : sound_and_film.end]
    assert isomedia.is_playable(kept) and isomedia.has_film(kept)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def long_box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4sQ", 1, name, 16 + len(body)) + body


HANDLER = box(b"hdlr", bytes(8) + b"vide" + bytes(12))


@pytest.mark.parametrize("make", [box, long_box])
def test_the_place_is_found_however_deep_and_long_its_box_is(make: object) -> None:
    place = make(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+55.6761+012.5683/"))
    film = (
        box(b"ftyp", b"isom\0\0\0\0mp42") + make(b"moov", make(b"trak", box(b"mdia", HANDLER) + place) + place) + place
    )
    clean = isomedia.without_remarks(film + box(b"mdat", b"+55 in the film itself"))
    assert b"+55.6761" not in clean and b"+55 in the film itself" in clean
    assert clean.count(b"free") == 3


def test_a_box_to_the_end_of_the_file_is_a_whole_box() -> None:
    film = (
        box(b"ftyp", b"isom\0\0\0\0mp42")
        + box(b"moov", box(b"trak", box(b"mdia", HANDLER)))
        + b"\0\0\0\0mdat"
        + bytes(50)
    )
    assert isomedia.is_playable(film)
    assert formats.recognise(film) is formats.MP4


def test_boxes_within_boxes_without_end_do_not_bring_a_server_down() -> None:
    nested = b""
    for _ in range(3000):
        nested = box(b"moov", nested)
    assert not isomedia.is_playable(box(b"ftyp", b"isom\0\0\0\0mp42") + nested)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x1a\x45\xdf\xa3webm", b"\0\0\0\x10ftypisom\0\0\0\0", b"ID3\4", b"RIFF", b"OggS"]),
)
def test_no_content_is_too_strange_to_look_at(content: bytes, start: bytes) -> None:
    whole = start + content
    formats.recognise(whole)
    matroska.is_playable(whole)
    assert len(isomedia.without_remarks(whole)) == len(whole)
