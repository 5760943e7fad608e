"""Files as people send them, made here: each function returns the bytes, or an upload of them."""

import io
import struct
import wave
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "files"
# The four corners of a picture that lies on its side, and what stands there once it is upright (turned a quarter clockwise).
LYING = ("red", "green", "blue", "yellow")
UPRIGHT = ("blue", "red", "yellow", "green")
COLOURS = {"red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def grid(width: int = 160, height: int = 96, mode: str = "RGB") -> Image.Image:
    """A picture of four colours, so that one can tell which way is up."""
    picture = Image.new("RGB", (width, height))
    for place, colour in enumerate(LYING):
        x, y = place % 2 * width // 2, place // 2 * height // 2
        picture.paste(COLOURS[colour], (x, y, x + width // 2, y + height // 2))
    return picture.convert(mode)


def corners(picture: Image.Image) -> tuple[str, ...]:
    """The names of the colours in the four quarters: upper left, upper right, lower left, lower right."""
    points = picture.convert("RGB")
    centres = [(points.width * x // 4, points.height * y // 4) for y in (1, 3) for x in (1, 3)]
    return tuple(_nearest(points.getpixel(centre)) for centre in centres)


def _nearest(point: Any) -> str:
    return min(COLOURS, key=lambda name: sum((a - b) ** 2 for a, b in zip(COLOURS[name], point, strict=True)))


def phone_exif(orientation: int = 6) -> bytes:
    """What a phone writes: which way is up, its maker, and where it stood."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Telefon"
    exif[GPS] = {1: "N", 2: (55.0, 40.0, 34.0), 3: "E", 4: (12.0, 34.0, 6.0)}
    return exif.tobytes()


def encoded(picture: Image.Image, form: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **how)
    return buffer.getvalue()


def phone_photo(form: str = "JPEG", **how: Any) -> bytes:
    """A photo lying on its side, with everything a phone tells about itself."""
    return encoded(grid(), form, exif=phone_exif(), **how)


def jpeg(width: int = 160, height: int = 96) -> bytes:
    return encoded(grid(width, height), "JPEG")


def png_header_of(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be `width` by `height` points: a decompression bomb."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def wav() -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\1" * 800)
    return buffer.getvalue()


PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx(extra: dict[str, bytes] | None = None, types: bytes = b"<Types/>") -> bytes:
    return zipped({"[Content_Types].xml": types, "word/document.xml": b"<w:document/>"} | (extra or {}))


def odt(extra: dict[str, bytes] | None = None) -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"} | (extra or {}))
