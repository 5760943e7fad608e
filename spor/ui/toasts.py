"""Say shortly what happened, with a way back. Carried by Django's messages, drawn in the toast region of ui/base.html."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo:"
_KIND = {messages.ERROR: "bad", messages.WARNING: "warn"}


@dataclass(frozen=True)
class Toast:
    """A short word about what was just done; `undo_url` is POSTed to by its «Fortryd»."""

    text: str
    undo_url: str = ""
    kind: str = ""


def say(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show `text` on the next page. It must not be the only place where this is said."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def say_refused(request: HttpRequest, text: str) -> None:
    """Show on the next page why something was not done."""
    messages.error(request, text)


def from_message(message: Any) -> Toast:
    """A Django message as a toast."""
    tags = message.extra_tags or ""
    undo = tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
    return Toast(text=str(message), undo_url=undo, kind=_KIND.get(message.level, ""))
