"""How a file leaves: in whole or in part, never as something a browser runs. The caller has asked the guard."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags

from spor.base.files.disk import path_of
from spor.base.files.pieces import Piece, wanted_piece
from spor.base.files.words import ending_of
from spor.base.models import StoredFile

PREVIEW_SIZES = (480, 1600)
# The content of an address never changes, so a browser need not ask again within the hour; after it, it asks, and the guard answers anew.
MAX_AGE = 3600
_CHUNK = 64 * 1024
_NOTHING_RUNS = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
)


class _Reading:
    """The bytes of an open file from `first`, `length` of them. Closed by the response, also when nobody read it."""

    def __init__(self, file: BinaryIO, first: int, length: int) -> None:
        self.file, self.first, self.left = file, first, length

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.first)
        while self.left > 0 and (chunk := self.file.read(min(_CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()


def respond(
    request: HttpRequest, stored: StoredFile, *, size: int | None = None, download: bool = False
) -> HttpResponseBase:
    """The answer that carries a stored file: 200, 206 for a part, 304 for what the browser has, 416 for a part beyond the end.

    `size` asks for a picture's preview (480 or 1600 points); `download` for a file to keep rather than to look at. Documents are always
    for keeping. Raises Http404 for a preview that does not exist and for a content that the disk has lost.
    """
    if size is not None and (size not in PREVIEW_SIZES or stored.kind != StoredFile.Kind.PICTURE):
        raise Http404
    tag = f'"{stored.sha256[:32]}{f"-{size}" if size else ""}"'
    if _has_already(request, tag):
        return _dressed(HttpResponse(status=304), tag)
    file = _opened(path_of(stored, size=size))
    total = os.fstat(file.fileno()).st_size
    piece = (
        wanted_piece(request.headers.get("Range", ""), total) if _may_be_partial(request, tag) else Piece.whole(total)
    )
    if piece is None:
        file.close()
        return _dressed(HttpResponse(status=416, headers={"Content-Range": f"bytes */{total}"}), tag)
    response = _carrying(file, piece, total, is_head=request.method == "HEAD")
    response["Content-Type"] = "image/jpeg" if size else stored.media_type
    is_to_keep = download or stored.kind == StoredFile.Kind.DOCUMENT
    response["Content-Disposition"] = content_disposition_header(is_to_keep, _file_name(stored, size)) or "inline"
    return _dressed(response, tag)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise Http404 from None


def _has_already(request: HttpRequest, tag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or tag in [one.removeprefix("W/") for one in known]


def _may_be_partial(request: HttpRequest, tag: str) -> bool:
    """A part is only of use to someone whose other parts are of this same content (RFC 9110, If-Range)."""
    return request.headers.get("If-Range", tag) == tag


def _carrying(file: BinaryIO, piece: Piece, total: int, *, is_head: bool) -> HttpResponseBase:
    response: HttpResponseBase
    if is_head:
        file.close()
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(_Reading(file, piece.first, piece.length))
    if piece.is_part:
        response.status_code = 206
        response["Content-Range"] = f"bytes {piece.first}-{piece.first + piece.length - 1}/{total}"
    response["Content-Length"] = str(piece.length)
    response["Accept-Ranges"] = "bytes"
    return response


def _file_name(stored: StoredFile, size: int | None) -> str:
    ending = ending_of(stored.name)
    return f"{stored.name[: -len(ending) - 1]}-{size}.jpg" if size else stored.name


def _dressed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """What every answer says: do not guess, do not run, do not lend to other sites or to the next person at this machine."""
    response["ETag"] = tag
    response["Cache-Control"] = f"private, max-age={MAX_AGE}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _NOTHING_RUNS
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    patch_vary_headers(response, ["Cookie"])
    return response
