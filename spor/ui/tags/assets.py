"""Stylesheets, scripts and the icon sheet: what a page needs, in the order it needs it."""

from functools import cache

from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
    "matrix",
    "year",
    "feedback",
    "plan",
    "timeline",
    "home",
    "young",
    "hand_in",
    "door",
    "figures",
    "utilities",
    "print",
)


@cache
def icons_url() -> str:
    """Looked up once a process: a class matrix draws several hundred marks."""
    return static("ui/icons.svg")


def stylesheet_links() -> SafeString:
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(f"ui/css/{name}.css"),) for name in STYLESHEETS)
    )


def script_once(context: Context, name: str) -> SafeString:
    """The module `name` of ui/js, once a request however many components ask for it; empty the second time."""
    request = context.get("request")
    if request is not None:
        sent: set[str] = request.__dict__.setdefault("_ui_scripts", set())
        if name in sent:
            return SafeString("")
        sent.add(name)
    return format_html('<script type="module" src="{}"></script>', static(f"ui/js/{name}.js"))
