"""Small marks: icons, progression dots, subjects, people, references.

`icon`, `dot` and `dots` build their HTML here and not in a template: a class matrix draws several hundred of them.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spor.ui.hues import initials, person_hue, subject_hue, subject_icon
from spor.ui.levels import LEVELS, Level, Voice, level_name
from spor.ui.tags.assets import icons_url

register = Library()
_SHOWN = 3  # progress is the latest three judgements, never a curve


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """A symbol of icons.svg. Without `label` it is decoration; with one it speaks for itself. `size`: "" or "l"."""
    if not label:
        return _decoration(name, size)
    return format_html(
        '<svg class="i{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>', _size(size), label, icons_url(), name
    )


@lru_cache(maxsize=500)  # a page has a hundred of them, of a few dozen kinds
def _decoration(name: str, size: str) -> SafeString:
    return format_html('<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>', _size(size), icons_url(), name)


def _size(size: str) -> str:
    return f" i-{size}" if size else ""


def _dot(level: Level, label: str, size: str) -> SafeString:
    symbol = "n" if level is None else level
    if not label:
        return format_html(
            '<svg class="dot {0}" data-l="{1}" viewBox="0 0 24 24" aria-hidden="true"><use href="{2}#d{1}"/></svg>',
            size,
            symbol,
            icons_url(),
        )
    return format_html(
        '<svg class="dot {0}" data-l="{1}" viewBox="0 0 24 24" role="img" aria-label="{3}"><use href="{2}#d{1}"/></svg>',
        size,
        symbol,
        icons_url(),
        label,
    )


@register.simple_tag
def dot(level: Level, label: str | None = None, size: str = "", voice: Voice = "teacher") -> SafeString:
    """One level, 0–4, or None for no judgement. Named by its words in `voice`, or by `label`; label="" where the words stand beside it.

    `size`: "s" 18 px, "" 22 px, "l" 32 px.
    """
    return _dot(level, str(level_name(level, voice)) if label is None else label, size)


@register.simple_tag
def dots(levels: Sequence[int], size: str = "", voice: Voice = "teacher") -> SafeString:
    """Progress as the latest three judgements, oldest first: ◔ → ◑ → ●. One picture with one name for those who listen."""
    latest = [level for level in levels if level is not None][-_SHOWN:]
    if not latest:
        return _dot(None, str(level_name(None, voice)), size)
    arrow = icon("arrow-right")
    drawn = arrow.join(_dot(level, "", size) for level in latest)
    spoken = _(", så ").join(str(level_name(level, voice)) for level in latest)
    return format_html('<span class="dots" role="img" aria-label="{}">{}</span>', spoken, SafeString(drawn))


@register.simple_tag
def subject(key: str, name: str) -> SafeString:
    """A subject as a chip: its hue, its icon and its name."""
    return format_html(
        '<span class="chip subj" data-subject="{}">{}{}</span>', subject_hue(key), icon(subject_icon(key)), name
    )


@register.simple_tag
def subject_square(key: str, name: str = "", size: str = "", symbol: str = "") -> SafeString:
    """A subject as a square with its icon, for lists where the name stands beside it (`name` then stays empty). `size`: "" or "l"."""
    return format_html(
        '<span class="sq {}" data-subject="{}">{}</span>',
        size,
        subject_hue(key),
        icon(symbol or subject_icon(key), name),
    )


@register.simple_tag
def avatar(name: str, key: str = "", size: str = "", symbol: str = "") -> SafeString:
    """A person's initials on a hue that follows `key` (default: the name). Decoration: the name stands beside it.

    `symbol` shows a picture instead, for the youngest («squirrel»). `size`: "", "l" or "xl".
    """
    face = icon(symbol) if symbol else initials(name)
    return format_html(
        '<span class="av {}" data-subject="{}" aria-hidden="true">{}</span>', size, person_hue(key or name), face
    )


@register.simple_tag
def spor_ref(url: str, count: int = 1, text: str = "") -> SafeString:
    """The evidence behind a sentence: «12 spor», a link to it. Zero is said in words and links nowhere."""
    if not count:
        return format_html('<span class="spor-ref none">{}</span>', _("intet spor endnu"))
    words = text or ngettext("%(count)s spor", "%(count)s spor", count) % {"count": count}
    return format_html('<a class="spor-ref" href="{}">{}{}</a>', url, icon("footprints"), words)


@register.simple_tag
def count(number: int, meaning: str = "") -> SafeString:
    """How many wait there, with what it counts for those who listen: «41 venter». Nothing at zero."""
    if not number:
        return SafeString("")
    return format_html('<span class="count">{}<span class="vh"> {}</span></span>', number, meaning or _("venter"))


@register.simple_tag
def level_attributes(voice: Voice = "teacher") -> SafeString:
    """The five names as data-level0 … data-level4, for a spor-matrix that draws a level before the server has answered."""
    return format_html_join("", ' data-level{}="{}"', ((level, level_name(level, voice)) for level in LEVELS))
