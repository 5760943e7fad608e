"""The files that pupils hand in, each made and cleaned once as an upload would be, several at a time, before anything is written."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.pictures import WRITING, drawn
from demo.sounds import played
from spor.base import files

TUNE = "tune"
Shelf = dict[str, files.Prepared]


def made(names: Iterable[str]) -> Shelf:
    """Name → the file, ready to be handed in. «tune ccggaag» is a sound, everything else a picture."""
    wanted = sorted(set(names))
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(wanted, pool.map(_made, wanted), strict=True))


def _made(name: str) -> files.Prepared:
    if name.startswith(f"{TUNE} "):
        return files.prepare(SimpleUploadedFile("klokkespil.wav", played(name.partition(" ")[2]), "audio/wav"))
    title = "side" if name.startswith(f"{WRITING}:") else name.replace(" ", "-")
    return files.prepare(SimpleUploadedFile(f"{title}.jpg", drawn(name), "image/jpeg"))
