"""The parts a page is laid out with. Those with an end tag take the HTML between: {% page_head "Titel" %}…knapper…{% endpage_head %}."""

from typing import Any

from django.template import Context, Library
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from spor.ui.tags.assets import frame_script_links, script_once, stylesheet_links

register = Library()
_STATE = {"done": _("færdig"), "now": _("nu"), "": _("senere")}


@register.simple_tag
def stylesheets() -> SafeString:
    """The links of all stylesheets, in the order of the cascade."""
    return stylesheet_links()


@register.simple_tag
def frame_scripts() -> SafeString:
    """What every page in the frame runs."""
    return frame_script_links()


@register.simple_tag(takes_context=True)
def script(context: Context, name: str) -> SafeString:
    """The module ui/js/<name>.js, once a request. Components that need one bring it themselves."""
    return script_once(context, name)


@register.inclusion_tag("ui/components/crumbs.html")
def crumbs(*steps: str) -> dict[str, Any]:
    """The way here, as label and URL in turn: {% crumbs "5.B" group_url "Elevplaner" plans_url %}. A last label without URL is text."""
    labels = steps[0::2]
    urls = [*steps[1::2], ""][: len(labels)]
    return {"steps": list(zip(labels, urls, strict=True))}


@register.simple_block_tag
def page_head(
    content: str,
    title: str,
    text: str = "",
    over: str = "",
    avatar_of: str = "",
    avatar_key: str = "",
    symbol: str = "",
) -> str:
    """The head of a page: h1, a line `over` it, a line `text` under it; the buttons stand between the tags.

    `avatar_of` puts that person's initials before the title (`symbol`: a picture instead).
    """
    return get_template("ui/components/page_head.html").render(
        {
            "title": title,
            "text": text,
            "over": over,
            "avatar_of": avatar_of,
            "avatar_key": avatar_key,
            "symbol": symbol,
            "actions": mark_safe(content.strip()),
        }
    )


@register.simple_block_tag
def trail(content: str, label: str = "", walked: bool = False) -> SafeString:
    """The path with stations; put {% station %}s between. `walked` is the past: smaller stations (portfolio)."""
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html(
        '<ol class="trail{}" role="list"{}>{}</ol>', " walked" if walked else "", named, mark_safe(content)
    )


@register.simple_block_tag
def station(content: str, title: str = "", meta: str = "", state: str = "", head: bool = False) -> str:
    """One station. `state`: "done", "now" or "" (to come), said in words too. `head` is a heading on the path («5. klasse»)."""
    return get_template("ui/components/station.html").render(
        {
            "title": title,
            "meta": meta,
            "state": state,
            "state_words": _STATE[state],
            "head": head,
            "content": mark_safe(content),
        }
    )
