"""Empty places, notes, the saved mark, skeletons and toasts."""

from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from spor.ui.tags.assets import script_once
from spor.ui.tags.marks import icon
from spor.ui.toasts import from_message

register = Library()
_NOTE_ICON = {"": "info", "info": "info", "warn": "triangle-alert", "bad": "circle-alert", "good": "footprints"}
_SAVED_ICON = {"saved": "cloud-check", "saving": "cloud-upload", "device": "cloud-off", "failed": "circle-alert"}


@register.inclusion_tag("ui/components/empty.html")
def empty(
    title: str,
    text: str = "",
    action_url: str = "",
    action_label: str = "",
    icon: str = "",
    *,
    primary: bool = False,
    level: int = 3,
    card: bool = True,
) -> dict[str, Any]:
    """An empty place: what it is, why, and the one thing to do. `level` is the heading's (2 or 3)."""
    return {
        "title": title,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "icon_name": icon,
        "primary": primary,
        "level": level,
        "card": card,
    }


@register.inclusion_tag("ui/components/note.html")
def note(
    kind: str,
    text: str,
    strong: str = "",
    icon: str = "",
    action_url: str = "",
    action_label: str = "",
    *,
    role: str = "",
) -> dict[str, Any]:
    """A message in its place. `kind`: info, warn, bad or good; `strong` is what happened, `text` what to do.

    `role` "alert" is for what arrives while the page stands open (a fragment), never for what was there from the start.
    """
    return {
        "kind": "" if kind == "info" else kind,
        "strong": strong,
        "text": text,
        "icon_name": icon or _NOTE_ICON.get(kind, "info"),
        "action_url": action_url,
        "action_label": action_label,
        "role": role,
    }


@register.simple_tag
@lru_cache(maxsize=100, typed=True)  # a page of forms has a dozen that say the same
def saved_mark(text: str = "", state: str = "saved") -> SafeString:
    """«Gemt kl. 10.21». `state`: saved, saving, device or failed. A live region: keep one a form and change its text."""
    return format_html(
        '<span class="saved" role="status" data-state="{}">{}<span>{}</span></span>',
        state,
        icon(_SAVED_ICON.get(state, "cloud-check")),
        text,
    )


@register.inclusion_tag("ui/components/skeleton.html")
def skeleton(label: str, rows: int = 3) -> dict[str, Any]:
    """What stands while something is fetched; `label` says what («Henter elever»)."""
    return {"label": label, "rows": range(rows)}


@register.inclusion_tag("ui/components/toast.html", takes_context=True)
def toast(context: Context, message: Any) -> dict[str, Any]:
    """One of Django's messages as a toast; «Fortryd» posts to its undo URL (see ui/toasts.py)."""
    return {
        "toast": from_message(message),
        "script": script_once(context, "spor-toast"),
    }
