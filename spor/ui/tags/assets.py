"""Stylesheets, scripts and the icon sheet: what a page needs, in the order it needs it."""

from functools import cache

from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from spor.ui import bundles


@cache
def icons_url() -> str:
    """Looked up once a process: a class matrix draws several hundred marks."""
    return static("ui/icons.svg")


def stylesheet_links() -> SafeString:
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in bundles.stylesheet_paths())
    )


def frame_script_links() -> SafeString:
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(path),) for path in bundles.frame_script_paths())
    )


def script_once(context: Context, name: str) -> SafeString:
    """The module `name` of ui/js, once a request however many components ask for it; empty the second time."""
    if name in bundles.FRAME_SCRIPTS:  # the frame has it already
        return SafeString("")
    request = context.get("request")
    if request is not None:
        sent: set[str] = request.__dict__.setdefault("_ui_scripts", set())
        if name in sent:
            return SafeString("")
        sent.add(name)
    return format_html('<script type="module" src="{}"></script>', static(f"ui/js/{name}.js"))
