"""One file in place of many, made when static files are collected: a first visit asks for three files and not for forty.

The parts stay the source, as they are written; nothing is compiled. Tests and debug pages read the parts themselves.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage

_FOLDER = Path(__file__).parent / "static"

# The order of the files is the order of the cascade inside a layer. tokens.css declares the layers, so it is first.
STYLESHEETS = (
    "tokens",
    "reset",
    "base",
    "layout",
    "shell",
    "buttons",
    "chips",
    "dots",
    "cards",
    "lists",
    "trail",
    "fields",
    "levels",
    "messages",
    "media",
    "sound",
    "tables",
    "editor",
    "writing",
    "matrix",
    "week",
    "year",
    "feedback",
    "plan",
    "timeline",
    "home",
    "young",
    "young_week",
    "hand_in",
    "door",
    "figures",
    "insight",
    "utilities",
    "print",
    "a4",
)
# What every page in the frame runs. The rest comes with the component that needs it.
FRAME_SCRIPTS = (
    "spor-requests",
    "spor-once",
    "spor-focus",
    "spor-keys",
    "spor-menu",
    "spor-offline",
    "spor-toast",
    "spor-waits",
)
CSS_BUNDLE = "ui/css/spor.css"
JS_BUNDLE = "ui/js/spor-frame.js"


def in_parts() -> bool:
    """Whether pages name the parts themselves."""
    return bool(settings.TESTING or settings.DEBUG)


def stylesheet_paths() -> list[str]:
    return [f"ui/css/{name}.css" for name in STYLESHEETS] if in_parts() else [CSS_BUNDLE]


def frame_script_paths() -> list[str]:
    return [f"ui/js/{name}.js" for name in FRAME_SCRIPTS] if in_parts() else [JS_BUNDLE]


def _css() -> str:
    return "\n".join((_FOLDER / f"ui/css/{name}.css").read_text() for name in STYLESHEETS)


def _js() -> str:
    """Each part in a block of its own, so that two parts may use the same name."""
    return "\n".join(f"{{\n{(_FOLDER / f'ui/js/{name}.js').read_text()}}}" for name in FRAME_SCRIPTS)


_BUNDLES: dict[str, Callable[[], str]] = {CSS_BUNDLE: _css, JS_BUNDLE: _js}


class BundleFinder(BaseFinder):
    """Gives collectstatic the bundles as if they lay in a folder."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, *args: Any, **kwargs: Any) -> list[str]:  # type: ignore[override]  # typed by overloads
        """None lies on the disk before it is collected."""
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        if in_parts():  # whitenoise then reads every found file from the disk
            return
        storage = InMemoryStorage()
        for path, build in _BUNDLES.items():
            storage.save(path, ContentFile(build().encode()))
            yield path, storage
