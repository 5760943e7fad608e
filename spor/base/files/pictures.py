"""Pictures are made anew: upright, at most 4,096 points a side, in the colours of screens, and with nothing in the file but the picture.

A phone writes place, time and device into a photo (EXIF, XMP); none of it can survive, because only the points are carried over.
"""

import contextlib
import io
import warnings
from dataclasses import dataclass

import pi_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, WebPImagePlugin  # noqa: F401 -- importing the last makes it an opener

from spor.base.errors import Refused
from spor.base.files.formats import JPEG, PNG, Format

LONGEST_SIDE = 4096
PREVIEWS = (480, 1600)
QUALITY, PREVIEW_QUALITY = 88, 80
# A drawing or a screenshot stays sharp as PNG; a photo that came as PNG would take too much room.
PNG_MAX_BYTES = 5 * 1024 * 1024
# 64 million points is more than the phones of 2026 take by themselves, and 200 MB of memory while it is opened.
MAX_POINTS = 64_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")

Image.preinit()
pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = MAX_POINTS
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Picture:
    """A clean picture: its bytes, what they are, and a preview (JPEG) a size."""

    content: bytes
    format: Format
    width: int
    height: int
    previews: dict[int, bytes]


def clean(content: bytes) -> Picture:
    """Return the picture in `content`, made anew. Of a moving picture, the first frame.

    Raises Refused when it is a decompression bomb or cannot be read to its end.
    """
    try:
        picture, source = _opened(content)
        points = _upright_points(picture)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_points() from None
    except Exception:  # decoders of five formats meet broken input each with errors of their own
        raise Refused(
            _("Billedet kan ikke åbnes. Måske kom det ikke helt frem. Prøv igen, eller tag det om.")
        ) from None
    encoded, form = _encoded(points, source)
    previews = {side: _as_jpeg(_shrunk(points, side), PREVIEW_QUALITY) for side in PREVIEWS}
    return Picture(encoded, form, points.width, points.height, previews)


def _too_many_points() -> Refused:
    sentence = _("Billedet er for stort at åbne: grænsen er %(most)s millioner punkter. Gem det mindre, og prøv igen.")
    return Refused(sentence % {"most": MAX_POINTS // 1_000_000}, status=413)


def _opened(content: bytes) -> tuple[Image.Image, str]:
    """The picture and its format. Nothing is decoded yet, so the size in the header is weighed first."""
    picture = Image.open(io.BytesIO(content), formats=_FORMATS)
    if picture.width * picture.height > MAX_POINTS:
        raise _too_many_points()
    return picture, picture.format or ""


def _upright_points(picture: Image.Image) -> Image.Image:
    """The points alone: upright, small enough, RGB or RGBA."""
    is_heic = picture.format == "HEIF"
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a big JPEG is opened at half size where that is enough
    picture.load()
    points = _in_screen_colours(_shrunk(_plain_mode(picture), LONGEST_SIDE), profile)
    # The opener of HEIC has turned the picture already; whatever its EXIF says of that is no longer true.
    points = points if is_heic else ImageOps.exif_transpose(points)
    points.info = {}
    return points


def _plain_mode(picture: Image.Image) -> Image.Image:
    """RGB, RGBA only where something can be seen through, or CMYK, which its colour profile turns into RGB."""
    if picture.mode in ("RGB", "CMYK"):
        return picture
    if picture.mode.startswith("I"):  # 16 bits a point, which a plain conversion would cut off rather than scale
        picture = picture.point(lambda value: value / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    see_through = picture.convert("RGBA")
    return see_through if see_through.getchannel("A").getextrema()[0] != 255 else see_through.convert("RGB")


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    """The picture with no side longer than `side`, never made larger."""
    if max(picture.size) <= side:
        return picture
    scale = side / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_screen_colours(points: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours in sRGB, since the profile that explained them is not kept (phones take pictures in Display P3)."""
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):  # a broken profile explains nothing
            return _converted(points, profile)
    return points.convert("RGB") if points.mode == "CMYK" else points


def _converted(points: Image.Image, profile: bytes) -> Image.Image:
    source, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    if "sRGB" in ImageCms.getProfileDescription(source):
        return points
    colours = points.convert("RGB") if points.mode == "RGBA" else points
    converted = ImageCms.profileToProfile(colours, source, screen, outputMode="RGB") or colours
    if points.mode == "RGBA":
        converted.putalpha(points.getchannel("A"))
    converted.info = points.info
    return converted


def _encoded(points: Image.Image, source: str) -> tuple[bytes, Format]:
    """PNG for what came as drawing or can be seen through, JPEG for the rest."""
    if points.mode == "RGBA" or source in ("PNG", "GIF"):
        buffer = io.BytesIO()
        points.save(buffer, "PNG")
        if points.mode == "RGBA" or buffer.tell() <= PNG_MAX_BYTES:
            return buffer.getvalue(), PNG
    return _as_jpeg(points, QUALITY), JPEG


def _as_jpeg(points: Image.Image, quality: int) -> bytes:
    """JPEG of the points, what can be seen through laid on white."""
    if points.mode == "RGBA":
        paper = Image.new("RGB", points.size, "white")
        paper.paste(points, mask=points.getchannel("A"))
        points = paper
    buffer = io.BytesIO()
    points.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()
