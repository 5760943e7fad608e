"""Names of files: safe to show, to keep and to download, and never longer than the column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.base.files.words import NAME_LENGTH, clean_name, ending_of, megabytes
from spor.base.models import StoredFile

PICTURE = StoredFile.Kind.PICTURE


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Sofie\\foto.jpg", "foto.jpg"),
        ("Min tur på åen – «del 2».jpg", "Min tur på åen – «del 2».jpg"),
        ("to\nlinjer\x00\x1b[31m.jpg", "to linjer [31m.jpg"),
        ("gpj.exe\u202egnp.jpg", "gpj.exegnp.jpg"),
        ('<b onmouseover="x">.jpg', "b onmouseover= x.jpg"),
        ("...", "billede.jpg"),
        ("", "billede.jpg"),
        (None, "billede.jpg"),
        (".jpg", "jpg.jpg"),
        ("IMG_1.HEIC", "IMG_1.jpg"),
        ("Version 1.2", "Version 1.2.jpg"),
        ("foto.JPG", "foto.jpg"),
    ],
)
def test_clean_name(sent: str | None, kept: str) -> None:
    assert clean_name(sent, ("jpg", "jpeg"), PICTURE) == kept


def test_a_name_of_300_characters_is_cut_and_keeps_its_ending() -> None:
    kept = clean_name("å" * 300 + ".jpg", ("jpg",), PICTURE)
    assert kept == "å" * (NAME_LENGTH - 4) + ".jpg"


@given(st.text(max_size=400))
def test_every_name_becomes_a_good_one(sent: str) -> None:
    kept = clean_name(sent, ("jpg", "jpeg"), PICTURE)
    assert 5 <= len(kept) <= NAME_LENGTH
    assert ending_of(kept) in ("jpg", "jpeg")
    assert not set(kept) & set('/\\:*?"<>|\n\r\t\0') and not kept.startswith((".", " "))
    kept.encode()


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (48 * 1024**2, "48"),
        (25 * 1024**2, "25"),
        (int(2.44 * 1024**2), "2,4"),
        (12, "0,1"),
        (3 * 1024**2, "3"),
        (11_300_000, "11"),
        (1500 * 1024**2, "1.500"),
    ],
)
def test_megabytes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert megabytes(size) == said
