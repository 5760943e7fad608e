"""Pictures: upright, clean of place and device, small enough, whichever phone they come from."""

import datetime as dt
import io

import pytest
from PIL import Image, ImageCms

from spor.base import files
from spor.base.errors import Refused
from spor.base.files import pictures
from spor.base.models import StoredFile
from tests.rooms.base.samples import (
    GPS,
    LYING,
    UPRIGHT,
    corners,
    encoded,
    fixture,
    grid,
    jpeg,
    phone_photo,
    png_header_of,
    upload,
)

pytestmark = pytest.mark.django_db


def opened(stored: StoredFile, size: int | None = None) -> Image.Image:
    return Image.open(io.BytesIO(files.read(stored, size=size)))


def keep(content: bytes, now: dt.datetime, name: str = "foto.jpg") -> StoredFile:
    return files.store(upload(content, name), now=now)


PHONES = {
    "IMG_2041.HEIC": fixture("turned.heic"),
    "PXL_2041.jpg": phone_photo(),
    "tegning.png": phone_photo("PNG"),
    "webp.webp": phone_photo("WEBP", lossless=True),
}


@pytest.mark.parametrize("name", PHONES)
def test_a_photo_is_turned_upright_once(name: str, now: dt.datetime) -> None:
    stored = keep(PHONES[name], now, name)
    assert (stored.width, stored.height) == (96, 160)
    for size in (None, 480, 1600):
        picture = opened(stored, size)
        assert picture.size == (96, 160)
        assert corners(picture) == UPRIGHT


@pytest.mark.parametrize("name", PHONES)
def test_place_and_device_are_gone_when_the_file_is_read_back(name: str, now: dt.datetime) -> None:
    sent = Image.open(io.BytesIO(PHONES[name]))
    assert sent.getexif().get_ifd(GPS), "the sample has a place to lose"
    stored = keep(PHONES[name], now, name)
    for size in (None, 480, 1600):
        kept = opened(stored, size)
        assert not dict(kept.getexif())
        assert not kept.getexif().get_ifd(GPS)
        assert not {"exif", "xmp", "comment", "icc_profile", "XML:com.adobe.xmp"} & kept.info.keys()
        assert b"Telefon" not in files.read(stored, size=size)


def test_comments_text_and_xmp_are_gone(now: dt.datetime) -> None:
    noted = encoded(grid(), "JPEG", comment=b"Sofie, 5.B", xmp=b"<x:xmpmeta>Sofie</x:xmpmeta>")
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Sofie")
    for content in (noted, encoded(grid(), "PNG", pnginfo=words)):
        assert b"Sofie" in content
        assert b"Sofie" not in files.read(keep(content, now, "billede"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_shows_the_same_picture(orientation: int, now: dt.datetime) -> None:
    turns = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the inverse of each, as Pillow numbers transpositions
    turn = turns[orientation]
    lying = grid() if turn is None else grid().transpose(Image.Transpose(turn))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = keep(encoded(lying, "JPEG", exif=exif.tobytes()), now)
    assert corners(opened(stored)) == LYING
    assert (stored.width, stored.height) == (160, 96)


def test_a_large_picture_gets_sides_of_at_most_4096_and_two_previews(now: dt.datetime) -> None:
    stored = keep(jpeg(5000, 2500), now)
    assert (stored.width, stored.height) == (4096, 2048) == opened(stored).size
    assert opened(stored, 1600).size == (1600, 800)
    assert opened(stored, 480).size == (480, 240)


def test_a_small_picture_is_not_made_larger(now: dt.datetime) -> None:
    stored = keep(jpeg(60, 40), now)
    assert opened(stored).size == opened(stored, 480).size == opened(stored, 1600).size == (60, 40)


def test_a_thin_line_keeps_a_width(now: dt.datetime) -> None:
    assert opened(keep(encoded(grid(9000, 2), "PNG"), now, "streg.png"), 480).size == (480, 1)


def test_what_can_be_seen_through_stays_so_and_lies_on_white_in_previews(now: dt.datetime) -> None:
    glass = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    glass.paste((255, 0, 0, 255), (0, 0, 20, 40))
    stored = keep(encoded(glass, "WEBP", lossless=True), now, "logo.webp")
    assert stored.media_type == "image/png" and stored.name == "logo.png"
    assert opened(stored).getpixel((30, 10))[3] == 0
    assert opened(stored, 480).getpixel((35, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_picture(mode: str, now: dt.datetime) -> None:
    drawn = grid(mode=mode) if mode != "I;16" else Image.new("I;16", (160, 96), 30_000)
    stored = keep(encoded(drawn, "PNG"), now, "x.png")
    assert opened(stored).mode in ("RGB", "RGBA") and opened(stored, 480).mode == "RGB"


def test_16_bit_grey_keeps_its_greys(now: dt.datetime) -> None:
    stored = keep(encoded(Image.new("I;16", (16, 16), 32_768), "PNG"), now, "x.png")
    assert abs(opened(stored).convert("L").getpixel((3, 3)) - 128) < 3


def test_cmyk_from_a_printer_is_turned_into_colours_of_screens(now: dt.datetime) -> None:
    stored = keep(encoded(grid(mode="CMYK"), "JPEG"), now)
    assert opened(stored).mode == "RGB" and corners(opened(stored)) == LYING


def test_colours_are_moved_to_srgb_since_the_profile_is_not_kept(now: dt.datetime) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = screen.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    exchanged = exchanged.replace("sRGB".encode("utf-16-be"), "Fler".encode("utf-16-be"))
    for mode in ("RGB", "RGBA"):
        red = Image.new(mode, (16, 16), (250, 0, 0, 100)[: len(mode)])
        plain, same, broken, other = (
            opened(keep(encoded(red, "PNG", icc_profile=profile), now, "x.png")).getpixel((2, 2))[:3]
            for profile in (None, screen, b"no profile at all", exchanged)
        )
        assert plain == same == broken == (250, 0, 0)
        assert other[1] > 200 > 50 > other[0], "in a profile whose red is green, red is green"


def test_of_a_moving_picture_the_first_frame_is_kept(now: dt.datetime) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    stored = keep(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), now, "hop.gif")
    assert stored.media_type == "image/png" and getattr(opened(stored), "n_frames", 1) == 1
    assert opened(stored).convert("RGB").getpixel((3, 3)) == (255, 0, 0)


def test_a_large_photo_sent_as_png_becomes_jpeg(now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PNG_MAX_BYTES", 100)
    assert keep(encoded(grid(), "PNG"), now, "foto.png").name == "foto.jpg"


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [9_000, 30_000, 2_000_000])
def test_a_decompression_bomb_is_refused_before_it_unfolds(side: int, now: dt.datetime) -> None:
    with pytest.raises(Refused, match="grænsen er 64 millioner punkter") as refusal:
        keep(png_header_of(side, side), now, "bombe.png")
    assert refusal.value.status == 413


@pytest.mark.parametrize("whole", [phone_photo(), phone_photo("PNG"), phone_photo("WEBP"), fixture("turned.heic")])
def test_a_picture_cut_short_is_refused(whole: bytes, now: dt.datetime) -> None:
    with pytest.raises(Refused, match="Måske kom det ikke helt frem") as refusal:
        keep(whole[: len(whole) * 2 // 3], now, "halvt")
    assert refusal.value.status == 422
    assert not StoredFile.objects.exists()
