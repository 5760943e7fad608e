"""What a file is, is found by looking; a name that says otherwise is refused, with a sentence that says what to do."""

import datetime as dt

import pytest

from spor.base import files
from spor.base.errors import Refused
from spor.base.files import documents
from spor.base.models import StoredFile
from tests.rooms.base.samples import PDF, docx, encoded, fixture, grid, jpeg, odt, upload, wav, zipped

pytestmark = pytest.mark.django_db
Kind = StoredFile.Kind

TAKEN = [
    ("foto.jpg", jpeg(), Kind.PICTURE, "image/jpeg", "foto.jpg"),
    ("foto.JPEG", jpeg(), Kind.PICTURE, "image/jpeg", "foto.jpeg"),
    ("tegning.png", encoded(grid(), "PNG"), Kind.PICTURE, "image/png", "tegning.png"),
    ("IMG_1.HEIC", fixture("turned.heic"), Kind.PICTURE, "image/jpeg", "IMG_1.jpg"),
    ("IMG_1.jpg", fixture("turned.heic"), Kind.PICTURE, "image/jpeg", "IMG_1.jpg"),
    ("billede", encoded(grid(), "WEBP"), Kind.PICTURE, "image/jpeg", "billede.jpg"),
    ("stemme.m4a", fixture("voice.m4a"), Kind.SOUND, "audio/mp4", "stemme.m4a"),
    ("optagelse.mp4", fixture("recorded.mp4"), Kind.SOUND, "audio/mp4", "optagelse.mp4"),
    ("optagelse.webm", fixture("voice.webm"), Kind.SOUND, "audio/webm", "optagelse.webm"),
    ("stemme.ogg", fixture("voice.ogg"), Kind.SOUND, "audio/ogg", "stemme.ogg"),
    ("stemme.mp3", fixture("voice.mp3"), Kind.SOUND, "audio/mpeg", "stemme.mp3"),
    ("stemme.wav", wav(), Kind.SOUND, "audio/wav", "stemme.wav"),
    ("film.mp4", fixture("film.mp4"), Kind.FILM, "video/mp4", "film.mp4"),
    ("IMG_7.MOV", fixture("film.mov"), Kind.FILM, "video/quicktime", "IMG_7.mov"),
    ("film.webm", fixture("film.webm"), Kind.FILM, "video/webm", "film.webm"),
    ("brev.pdf", PDF, Kind.PDF, "application/pdf", "brev.pdf"),
    ("opgave.docx", docx(), Kind.DOCUMENT, documents.DOCX.media_type, "opgave.docx"),
    ("opgave.odt", odt(), Kind.DOCUMENT, documents.ODT.media_type, "opgave.odt"),
    ("noter.txt", "Rødgrød".encode(), Kind.DOCUMENT, "text/plain; charset=utf-8", "noter.txt"),
]


@pytest.mark.parametrize(("name", "content", "kind", "media_type", "kept_name"), TAKEN, ids=[each[0] for each in TAKEN])
def test_taken(name: str, content: bytes, kind: str, media_type: str, kept_name: str, now: dt.datetime) -> None:
    stored = files.store(upload(content, name), now=now)
    assert (stored.kind, stored.media_type, stored.name) == (kind, media_type, kept_name)
    assert stored.size == len(files.read(stored)) and stored.stored_at == now


WINDOWS_PROGRAM = b"MZ\x90\0" + b"\0" * 200
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
REFUSED = [
    ("program.exe", WINDOWS_PROGRAM, "Den slags fil tager Spor ikke imod"),
    ("foto.jpg", WINDOWS_PROGRAM, "kan ikke åbnes som et billede"),
    ("foto.jpg.exe", jpeg(), "er ikke, hvad navnet siger: indholdet er et billede"),
    ("side.html", PAGE, "Den slags fil"),
    ("side.html", jpeg(), "er ikke, hvad navnet siger"),
    ("noter.txt", PAGE, "kan ikke åbnes som et dokument"),
    ("tegning.svg", DRAWING, "Den slags fil"),
    ("tegning.png", DRAWING, "kan ikke åbnes som et billede"),
    ("noter.txt", b"\xff\x00\x01binary", "kan ikke åbnes"),
    ("foto.jpg", PDF, "«foto.jpg» er ikke, hvad navnet siger: indholdet er en PDF"),
    ("brev.pdf", jpeg(), "indholdet er et billede"),
    ("brev.docx", PDF, "indholdet er en PDF"),
    ("brev.docx", odt(), "indholdet er et dokument"),
    ("stemme.m4a", jpeg(), "indholdet er et billede"),
    ("gammel.doc", OLD_WORD, "Gem den som .docx"),
    ("arkiv.zip", zipped({"a.txt": b"hej"}), "Den slags fil"),
    ("makro.docm", docx({"word/vbaProject.bin": b"x"}), "makroer"),
    ("makro.docx", docx({"word/vbaProject.bin": b"x"}), "makroer"),
    (
        "makro.docx",
        docx(types=b'<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
        "makroer",
    ),
    ("makro.odt", odt({"Basic/script-lb.xml": b"x"}), "makroer"),
    ("film.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "Den slags fil"),
]


@pytest.mark.parametrize(
    ("name", "content", "sentence"), REFUSED, ids=[f"{each[0]}-{number}" for number, each in enumerate(REFUSED)]
)
def test_refused_as_another_type(name: str, content: bytes, sentence: str, now: dt.datetime) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        files.store(upload(content, name), now=now)
    assert refusal.value.status == 415
    assert not StoredFile.objects.exists()


def test_a_place_for_pictures_says_so(now: dt.datetime) -> None:
    with pytest.raises(
        Refused, match="Her skal der være et billede eller en film, og «brev.pdf» er en PDF."
    ) as refusal:
        files.store(upload(PDF, "brev.pdf"), now=now, kinds=[Kind.FILM, Kind.PICTURE])
    assert refusal.value.status == 415
    assert files.store(upload(jpeg()), now=now, kinds=[Kind.PICTURE]).kind == Kind.PICTURE


def test_an_office_file_that_unfolds_to_too_much_is_refused(now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "UNPACKED_MAX_BYTES", 1_000_000)
    bomb = docx({"word/media/1.bin": b"\0" * 2_000_000})
    assert len(bomb) < 5_000
    with pytest.raises(Refused, match="når den pakkes ud") as refusal:
        files.store(upload(bomb, "opgave.docx"), now=now)
    assert refusal.value.status == 413


def test_an_office_file_of_many_parts_is_refused(now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PARTS_MAX", 10)
    with pytest.raises(Refused, match="når den pakkes ud"):
        files.store(upload(docx({f"word/{n}.xml": b"" for n in range(11)}), "opgave.docx"), now=now)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:/windows/x", "word\\..\\..\\x"])
def test_an_office_file_with_paths_out_of_itself_is_refused(path: str, now: dt.datetime) -> None:
    with pytest.raises(Refused, match="kan ikke åbnes"):
        files.store(upload(docx({path: b"x"}), "opgave.docx"), now=now)


def test_an_office_file_whose_parts_are_not_what_they_say_is_refused(now: dt.datetime) -> None:
    whole = docx({"word/media/1.bin": b"abcdefgh" * 400})
    for broken in (whole.replace(b"<w:document/>", b"<w:documenx/>"), whole[:-30], whole[: len(whole) // 2]):
        if broken != whole:
            with pytest.raises(Refused):
                files.store(upload(broken, "opgave.docx"), now=now)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("brev.pdf", PDF[:40], "Filen kan ikke åbnes"),
        ("stemme.m4a", fixture("voice.m4a")[:2000], "Optagelsen kan ikke afspilles"),
        ("film.mp4", fixture("film.mp4")[:3000], "Optagelsen kan ikke afspilles"),
        ("stemme.webm", fixture("voice.webm")[:60], "Optagelsen kan ikke afspilles"),
    ],
)
def test_a_file_cut_short_is_refused(name: str, content: bytes, sentence: str, now: dt.datetime) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        files.store(upload(content, name), now=now)
    assert refusal.value.status == 422


def test_text_of_old_windows_programs_keeps_its_letters(now: dt.datetime) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        stored = files.store(upload("Æblegrød på åen – «ja»".encode(encoding), "noter.txt"), now=now)
        assert files.read(stored).decode() == "Æblegrød på åen – «ja»"
